import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal, staleVersion } from '../../base/errors.js';
import { type TranslatedTextInput, translatedText } from '../../base/graphql/translated-text.types.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import type { TranslatedText } from '../../base/translated-text.js';
import { isInEuropeanEconomicArea } from '../european-economic-area.js';
import { SubProcessor } from './sub-processor.entity.js';
import type {
  AddSubProcessorInput,
  EndSubProcessorInput,
  SetPrimarySubProcessorInput,
  UpdateSubProcessorInput,
} from './sub-processor.inputs.js';

/** An entry as it is read. */
export type SubProcessorRow = Pick<SubProcessor, keyof SubProcessor>;

interface Reference {
  readonly id: string;
  readonly expectedVersion: number;
}

const today = (context: Context): string => context.now.toISOString().slice(0, 10);
const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function texts(input: TranslatedTextInput, field: string): TranslatedText {
  const stored = translatedText(input);
  if (!stored) throw invalid('invalid.empty', ['input', field, 'en']);
  return stored;
}

/** What an entry says of transfers must agree with where it processes (Article 44 GDPR). */
function assertTransferBasis(entry: Pick<SubProcessor, 'locations' | 'transferBasis' | 'transferDetails'>): void {
  const leaves = entry.locations.some((country) => !isInEuropeanEconomicArea(country));
  if (leaves && entry.transferBasis === 'NONE_EEA') {
    throw invalid('subProcessor.basisNeeded', ['input', 'transferBasis']);
  }
  if (entry.transferBasis === 'OTHER' && entry.transferDetails === '') {
    throw invalid('subProcessor.groundNeeded', ['input', 'transferDetails']);
  }
}

/** The list of sub-processors, kept by the operator and read by everybody. */
export class SubProcessorService {
  /** The engaged ones, the primary first; with `includePast` also those whose engagement has ended. */
  list(context: Pick<Context, 'db'>, includePast: boolean): Promise<SubProcessorRow[]> {
    return context.db.many<SubProcessorRow>(sql`select id, legal_name as "legalName", service, processing, responsibilities,
        data_categories as "dataCategories", address, country, locations, transfer_basis as "transferBasis",
        transfer_details as "transferDetails", contact, is_primary as "isPrimary", since::text, until::text, version,
        created_at as "createdAt", updated_at as "updatedAt"
      from sub_processor where until is null or ${includePast}
      order by until is null desc, is_primary desc, legal_name, id limit 1000`);
  }

  async add(context: Context, input: AddSubProcessorInput): Promise<string> {
    await this.lock(context);
    const id = newId();
    const entry = {
      legalName: requiredText(input.legalName, 'legalName'),
      service: texts(input.service, 'service'),
      processing: texts(input.processing, 'processing'),
      responsibilities: texts(input.responsibilities, 'responsibilities'),
      dataCategories: unique(input.dataCategories),
      address: requiredText(input.address, 'address'),
      country: input.country,
      locations: unique(input.locations),
      transferBasis: input.transferBasis,
      transferDetails: textOrNull(input.transferDetails) ?? '',
      contact: requiredText(input.contact, 'contact'),
      since: input.since,
    };
    assertTransferBasis(entry);
    const primary = await this.primary(context);
    const isPrimary = input.isPrimary || primary === null;
    if (isPrimary && primary) await this.write(context, primary, { isPrimary: false });
    await context.db.manager.insert(SubProcessor, { id, ...entry, isPrimary, until: null });
    await this.log(context, id, 'added');
    return id;
  }

  async update(context: Context, input: UpdateSubProcessorInput): Promise<string> {
    const entry = await this.locked(context, input);
    const changes: Partial<SubProcessorRow> = {
      ...(input.legalName != null && { legalName: requiredText(input.legalName, 'legalName') }),
      ...(input.service && { service: texts(input.service, 'service') }),
      ...(input.processing && { processing: texts(input.processing, 'processing') }),
      ...(input.responsibilities && { responsibilities: texts(input.responsibilities, 'responsibilities') }),
      ...(input.dataCategories && { dataCategories: unique(input.dataCategories) }),
      ...(input.address != null && { address: requiredText(input.address, 'address') }),
      ...(input.country && { country: input.country }),
      ...(input.locations && { locations: unique(input.locations) }),
      ...(input.transferBasis && { transferBasis: input.transferBasis }),
      ...(input.transferDetails != null && { transferDetails: textOrNull(input.transferDetails) ?? '' }),
      ...(input.contact != null && { contact: requiredText(input.contact, 'contact') }),
      ...(input.since && { since: input.since }),
    };
    const changed = { ...entry, ...changes };
    assertTransferBasis(changed);
    if (changed.until !== null && changed.since > changed.until) {
      throw invalid('subProcessor.period', ['input', 'since']);
    }
    await this.write(context, entry.id, changes);
    await this.log(context, entry.id, 'updated', Object.keys(changes));
    return entry.id;
  }

  async setPrimary(context: Context, input: SetPrimarySubProcessorInput): Promise<string> {
    const entry = await this.locked(context, input);
    if (entry.until !== null) throw this.conflict('subProcessor.ended');
    const primary = await this.primary(context);
    if (primary === entry.id) return entry.id;
    if (primary) await this.write(context, primary, { isPrimary: false });
    await this.write(context, entry.id, { isPrimary: true });
    await this.log(context, entry.id, 'primary');
    return entry.id;
  }

  /** Ends an engagement. The primary one cannot end while others are engaged: one of them has to take its place first. */
  async end(context: Context, input: EndSubProcessorInput): Promise<string> {
    const entry = await this.locked(context, input);
    if (entry.until !== null) throw this.conflict('subProcessor.ended');
    if (input.until < entry.since || input.until > today(context)) {
      throw invalid('subProcessor.period', ['input', 'until']);
    }
    if (entry.isPrimary) {
      const others = await context.db.first(
        sql`select 1 from sub_processor where until is null and id <> ${entry.id}::uuid limit 1`,
      );
      if (others) throw this.conflict('subProcessor.isPrimary');
    }
    await this.write(context, entry.id, { until: input.until });
    await this.log(context, entry.id, 'ended');
    return entry.id;
  }

  private conflict(messageKey: string): Refusal {
    return new Refusal({ code: 'CONFLICT', messageKey, field: ['input', 'id'] });
  }

  /** One change of the list at a time, so that there is one primary entry after each. */
  private async lock(context: Context): Promise<void> {
    await context.db.run(sql`select pg_advisory_xact_lock(hashtext('sub_processor'))`);
  }

  private async locked(context: Context, { id, expectedVersion }: Reference): Promise<SubProcessorRow> {
    await this.lock(context);
    const uuid = uuidOf('SubProcessor', id);
    const entry = (await this.list(context, true)).find((row) => row.id === uuid);
    if (!entry) throw notFound('input', 'id');
    if (entry.version !== expectedVersion) throw staleVersion(entry.version);
    return entry;
  }

  private async primary(context: Context): Promise<string | null> {
    const row = await context.db.first<{ id: string }>(
      sql`select id from sub_processor where is_primary and until is null`,
    );
    return row?.id ?? null;
  }

  private async write(context: Context, id: string, changes: Partial<SubProcessorRow>): Promise<void> {
    await context.db.manager.update(
      SubProcessor,
      { id },
      {
        ...changes,
        version: () => 'version + 1',
        updatedAt: () => 'now()',
      },
    );
  }

  private log(context: Context, id: string, change: string, fields: readonly string[] = []): Promise<void> {
    return writeLog(context, { action: 'subProcessor.manage', details: { subProcessorId: id, change, fields } });
  }
}
