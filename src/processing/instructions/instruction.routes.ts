import { stringify } from 'csv-stringify/sync';
import type { FastifyRequest } from 'fastify';
import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { type Document, writeHtml, writePdf } from '../../base/documents/index.js';
import { Fault } from '../../base/errors.js';
import { queryValue, type Route, type RouteAnswer } from '../../base/http/route.js';
import { formatInstant } from '../../base/locale.js';
import { instructedSettings } from './instructed-settings.js';
import {
  actionOf,
  type InstructionChange,
  type InstructionSource,
  type InstructionState,
} from './instruction.model.js';
import { toldOf } from './instruction.objects.js';
import { matching } from './instruction.reading.js';
import { changesInWords, instructionInWords, type ThingNames } from './instruction.words.js';

const MAXIMUM_ENTRIES = 5_000;

interface Entry {
  readonly number: number;
  readonly at: Date;
  readonly source: InstructionSource;
  readonly becauseOf: number | null;
  readonly state: InstructionState;
  readonly told: InstructionChange & { readonly things: ThingNames };
}

function moment(request: FastifyRequest, name: string): Date | null {
  const asked = queryValue(request, name);
  if (asked === null) return null;
  const at = new Date(asked);
  if (Number.isNaN(at.getTime())) throw new Fault('BAD_USER_INPUT', 'badInput');
  return at;
}

/** The entries of a period, oldest first; without who gave them, so that the document can be handed on. */
async function read(context: Context, request: FastifyRequest): Promise<readonly Entry[]> {
  const filter = { from: moment(request, 'from'), before: moment(request, 'before') };
  const entry = sql`i`;
  const entries =
    await context.db.many<Entry>(sql`select i.number, i.at, i.source, i.because_of as "becauseOf", i.state,
      ${toldOf(entry)} as told
    from instruction ${entry} where i.tenant_id = ${context.viewer.tenantId}::uuid and ${matching(filter, entry)}
    order by i.number limit ${MAXIMUM_ENTRIES + 1}`);
  if (entries.length > MAXIMUM_ENTRIES) {
    throw new Fault('LIMIT_EXCEEDED', 'instruction.tooMany', { limit: MAXIMUM_ENTRIES });
  }
  await writeLog(context, { action: 'instruction.read', details: { exported: entries.length } });
  return entries;
}

const sourceInWords = (context: Context, { source, becauseOf }: Entry): string =>
  context.text(`instruction.source.${source}`, { number: becauseOf });

const asData = (context: Context, entries: readonly Entry[]): readonly object[] =>
  entries.map((entry) => ({
    number: entry.number,
    at: entry.at.toISOString(),
    source: entry.source,
    becauseOf: entry.becauseOf,
    kind: instructedSettings[entry.told.subject]?.kind ?? null,
    action: actionOf(entry.told),
    key: entry.told.key,
    text: instructionInWords(entry.told, context, entry.told.things),
    changes: changesInWords(entry.told, context, entry.told.things),
    before: entry.told.before,
    after: entry.told.after,
    state: entry.state,
  }));

const asCsv = (context: Context, entries: readonly Entry[]): string =>
  stringify(
    entries.map((entry) => ({
      number: entry.number,
      at: entry.at.toISOString(),
      source: entry.source,
      becauseOf: entry.becauseOf,
      kind: instructedSettings[entry.told.subject]?.kind,
      action: actionOf(entry.told),
      text: instructionInWords(entry.told, context, entry.told.things),
      before: JSON.stringify(entry.told.before),
      after: JSON.stringify(entry.told.after),
      state: entry.state,
    })),
    { header: true, escape_formulas: true, record_delimiter: 'windows' },
  );

async function asDocument(context: Context, entries: readonly Entry[]): Promise<Document> {
  const { locale, now, viewer, db } = context;
  const tenant = await db.first<{ name: string }>(
    sql`select legal_name as name from tenant where tenant_id = ${viewer.tenantId}::uuid`,
  );
  const text = context.text.bind(context);
  const [first, last] = [entries[0], entries.at(-1)];
  return {
    title: text('instruction.document.title'),
    subtitle: tenant?.name ?? '',
    language: locale,
    // The same entries give the same file, whenever it is asked for.
    date: last?.at ?? now,
    author: tenant?.name ?? '',
    reference: `${text('instruction.document.title')} ${first && last ? `${first.number}–${last.number}` : ''}`.trim(),
    blocks: [
      { kind: 'paragraph', text: text('instruction.document.ground') },
      entries.length === 0
        ? { kind: 'paragraph', text: text('instruction.document.empty') }
        : {
            kind: 'table',
            columns: ['number', 'at', 'by', 'text', 'state'].map((key) => ({
              label: text(`instruction.document.${key}`),
              weight: key === 'text' ? 4 : key === 'number' ? 0.6 : 1.3,
            })),
            rows: entries.map((entry) => [
              String(entry.number),
              formatInstant(entry.at, locale),
              sourceInWords(context, entry),
              instructionInWords(entry.told, context, entry.told.things),
              text(`instruction.state.${entry.state}`),
            ]),
          },
    ],
  };
}

/** The documented instructions for the file, of `?from=` to `?before=`, in the language of `?lang=` or Accept-Language. */
export function instructionRoutes(): readonly Route[] {
  const route = (
    extension: string,
    write: (context: Context, entries: readonly Entry[]) => Promise<Pick<RouteAnswer, 'type' | 'body'>>,
  ): Route => ({
    url: `/instructions.${extension}`,
    action: 'instruction.read',
    answer: async (context, request) => ({
      ...(await write(context, await read(context, request))),
      headers: { vary: 'Accept-Language, Authorization' },
    }),
  });
  return [
    route('json', async (context, entries) => ({
      type: 'application/json; charset=utf-8',
      body: `${JSON.stringify(asData(context, entries), null, 2)}\n`,
    })),
    route('csv', async (context, entries) => ({ type: 'text/csv; charset=utf-8', body: asCsv(context, entries) })),
    route('html', async (context, entries) => ({
      type: 'text/html; charset=utf-8',
      body: writeHtml(await asDocument(context, entries)),
    })),
    route('pdf', async (context, entries) => ({
      type: 'application/pdf',
      body: await writePdf(await asDocument(context, entries)),
    })),
  ];
}
