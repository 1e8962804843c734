import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import { type TranslatedText, textIn } from '../../base/translated-text.js';
import { describeObject, type ObjectExtension } from '../../catalogue/index.js';
import { type ChangeState, changeState, type DatedChange, isInForce } from './sub-processor.effect.js';
import { SubProcessor } from './sub-processor.entity.js';
import { announcementsOf, readChanges, readEntries } from './sub-processor.records.js';
import { type EffectiveSubProcessor, effectiveAt } from './sub-processor.service.js';
import { foldTerms, type Terms } from './sub-processor.terms.js';

interface StoredChange extends Omit<DatedChange, 'announcedAt' | 'withdrawnAt'> {
  readonly announcedAt: string | null;
  readonly withdrawnAt: string | null;
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** The changes of an entry, in its row. */
const changesOf = (entry: Sql): Sql => sql`(select jsonb_agg(jsonb_build_object('id', c.id, 'subProcessorId',
    c.sub_processor_id, 'number', c.number, 'kind', c.kind, 'patch', c.patch, 'announcedAt', c.announced_at,
    'takesEffectOn', c.takes_effect_on, 'withdrawnAt', c.withdrawn_at, 'hasWindow', c.has_window) order by c.announced_at, c.number)
  from sub_processor_change c where c.sub_processor_id = ${entry}.id)`;

const read = (value: unknown): DatedChange[] =>
  ((value ?? []) as StoredChange[]).map((change) => ({
    ...change,
    announcedAt: dateOrNull(change.announcedAt),
    withdrawnAt: dateOrNull(change.withdrawnAt),
  }));

/** The terms in force on the platform; those of the engagement where that is not in force yet. */
const platformTerms = (changes: readonly DatedChange[], at: Date): Terms =>
  foldTerms(changes, (change) => change.kind === 'ENGAGE' || isInForce(change, at));

const fromTerms =
  (pick: (terms: Terms, context: Context) => unknown) => async (context: Context, _guard: unknown, entry: Sql) => ({
    sql: changesOf(entry),
    finish: (value: unknown) => pick(platformTerms(read(value), context.now), context),
    elements: [],
  });

const inRequestLanguage = ([texts]: readonly unknown[], context: Context): string =>
  textIn(texts as TranslatedText, context.locale);

function stateOf(changes: readonly DatedChange[], at: Date): ChangeState | 'ENDED' {
  const engagement = changes.find(({ kind }) => kind === 'ENGAGE');
  if (changes.some((change) => change.kind === 'END' && isInForce(change, at))) return 'ENDED';
  return engagement ? changeState(engagement, at) : 'PROPOSED';
}

/** Whether an entry is in force on the platform at a moment, as SQL over the alias of its row. */
export const inForceSql = (entry: Sql, at: Date): Sql => sql`(${entry}.until is null and exists (
  select 1 from sub_processor_change c where c.sub_processor_id = ${entry}.id and c.kind = 'ENGAGE'
    and c.announced_at is not null and c.withdrawn_at is null
    and c.takes_effect_on <= (${at}::timestamptz at time zone 'UTC')::date))`;

export const subProcessorObject = describeObject<SubProcessor>({
  type: 'SubProcessor',
  entity: SubProcessor,
  columns: [
    'legalName',
    { responsibilitiesTexts: 'responsibilities' },
    'address',
    'contact',
    'isPrimary',
    'since',
    'until',
    'version',
    'updatedAt',
  ],
  computed: { responsibilities: { from: ['responsibilities'], value: inRequestLanguage } },
  prepared: {
    service: fromTerms((terms, { locale }) => textIn(terms.service, locale)),
    processing: fromTerms((terms, { locale }) => textIn(terms.processing, locale)),
    serviceTexts: fromTerms(({ service }) => service),
    processingTexts: fromTerms(({ processing }) => processing),
    dataCategories: fromTerms(({ dataCategories }) => dataCategories),
    country: fromTerms(({ country }) => country),
    locations: fromTerms(({ locations }) => locations),
    transferBasis: fromTerms(({ transferBasis }) => transferBasis),
    transferDetails: fromTerms(({ transferDetails }) => transferDetails),
    functions: fromTerms(({ functions }) => functions),
    state: async (context: Context, _guard, entry) => ({
      sql: changesOf(entry),
      finish: (value) => stateOf(read(value), context.now),
      elements: [],
    }),
  },
  relations: {
    engagedBy: {
      to: 'SubProcessor',
      shape: 'one',
      element: null,
      on: (entry, parent) => sql`${parent}.id = ${entry}.parent_id`,
    },
    engages: {
      to: 'SubProcessor',
      shape: 'list',
      element: null,
      on: (entry, child) => sql`${child}.parent_id = ${entry}.id and ${child}.until is null`,
      order: (child) => sql`${child}.legal_name, ${child}.id limit 100`,
    },
  },
  sorts: { NAME: [{ property: 'legalName', type: 'text' }] },
});

const engaged = (
  { id, service, processing, responsibilities, ...row }: EffectiveSubProcessor,
  { locale }: Context,
) => ({
  ...row,
  id: toGlobalId('SubProcessor', id),
  service: textIn(service, locale),
  processing: textIn(processing, locale),
  responsibilities: textIn(responsibilities, locale),
});

/** Those in force for a tenant: worked out for each that is read, which is one for everybody but the operator. */
export const tenantSubProcessors: ObjectExtension = {
  type: 'Tenant',
  prepared: {
    subProcessors: async (context: Context, _guard, tenant) => {
      const { db, now } = context;
      const [entries, changes] = [await readEntries(db), await readChanges(db)];
      return {
        sql: sql`${tenant}.tenant_id`,
        finish: async (id) =>
          effectiveAt(entries, changes, await announcementsOf(db, String(id)), now).map((row) => engaged(row, context)),
        elements: [],
      };
    },
  },
};
