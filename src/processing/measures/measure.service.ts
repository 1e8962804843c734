import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal, staleVersion } from '../../base/errors.js';
import { translatedText } from '../../base/graphql/translated-text.types.js';
import { newId, uuidOf } from '../../base/ids.js';
import { Measure } from './measure.entity.js';
import type { RemoveMeasureInput, SetMeasureInput } from './measure.types.js';
import { ASSISTANCE, measureHeadings } from './measure-headings.js';

/** What a reader takes in under one heading. */
const MAXIMUM_PER_HEADING = 20;
export const MAXIMUM_MEASURES = measureHeadings.length * MAXIMUM_PER_HEADING;

/** The processor's measures, kept by the operator and read by everybody. */
export class MeasureService {
  async set(context: Context, input: SetMeasureInput): Promise<string> {
    const text = translatedText(input.text);
    if (!text) throw invalid('invalid.empty', ['input', 'text', 'en']);
    const { heading } = input;
    const subProcessorId = await this.subProcessor(context, input);
    await context.db.run(sql`select pg_advisory_xact_lock(hashtext('measure'))`);
    const id = input.id ? await this.locked(context, input.id, input.expectedVersion ?? 0) : newId();
    await this.requireRoom(context, heading, id);
    if (input.id) {
      await context.db.run(sql`update measure set heading = ${heading}, text = ${JSON.stringify(text)}::jsonb,
        sub_processor_id = ${subProcessorId}::uuid, version = version + 1, updated_at = now() where id = ${id}::uuid`);
    } else {
      await context.db.manager.insert(Measure, { id, heading, text, subProcessorId });
    }
    await writeLog(context, { action: 'measure.manage', details: { measureId: id, heading } });
    return id;
  }

  async remove(context: Context, input: RemoveMeasureInput): Promise<void> {
    const id = await this.locked(context, input.id, input.expectedVersion);
    await context.db.run(sql`delete from measure where id = ${id}::uuid`);
    // What it leaves behind is a change of the processor's word, and dates the documents that carried it.
    await context.db.run(sql`update processor set updated_at = now()`);
    await writeLog(context, { action: 'measure.manage', details: { measureId: id, removed: true } });
  }

  private async locked(context: Context, globalId: string, expectedVersion: number): Promise<string> {
    const id = uuidOf('Measure', globalId);
    const known = await context.db.first<{ version: number }>(
      sql`select version from measure where id = ${id}::uuid for update`,
    );
    if (!id || !known) throw notFound('input', 'id');
    if (known.version !== expectedVersion) throw staleVersion(known.version);
    return id;
  }

  private async subProcessor(context: Context, input: SetMeasureInput): Promise<string | null> {
    if (!input.subProcessorId) return null;
    if (input.heading !== ASSISTANCE) throw invalid('measure.onlyAssistance', ['input', 'subProcessorId']);
    const id = uuidOf('SubProcessor', input.subProcessorId);
    const known = await context.db.first(sql`select 1 from sub_processor where id = ${id}::uuid`);
    if (!id || !known) throw notFound('input', 'subProcessorId');
    return id;
  }

  private async requireRoom(context: Context, heading: string, id: string): Promise<void> {
    const row = await context.db.first<{ used: number }>(
      sql`select count(*)::int as used from measure where heading = ${heading} and id <> ${id}::uuid`,
    );
    const used = row?.used ?? 0;
    if (used < MAXIMUM_PER_HEADING) return;
    throw new Refusal({
      code: 'QUOTA_EXCEEDED',
      messageKey: 'measure.tooMany',
      field: ['input', 'heading'],
      facts: { limit: String(MAXIMUM_PER_HEADING), used: String(used) },
    });
  }
}
