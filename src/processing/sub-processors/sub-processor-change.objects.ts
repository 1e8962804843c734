import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { type TranslatedText, textIn } from '../../base/translated-text.js';
import { describeObject } from '../../catalogue/index.js';
import { changeState, type DatedChange, isInForce, windowState } from './sub-processor.effect.js';
import { announcementsOf, readChanges } from './sub-processor.records.js';
import { foldTerms, isIndispensable } from './sub-processor.terms.js';
import { SubProcessorObjection } from './sub-processor-announcement.entity.js';
import { type ChangePatch, SubProcessorChange } from './sub-processor-change.entity.js';
import type { SubProcessorWindowType } from './sub-processor-change.types.js';

const dateOf = (value: unknown): Date | null => (value === null ? null : new Date(value as string | Date));

const textOf = ([texts]: readonly unknown[], { locale }: Context): string | null =>
  texts === null ? null : textIn(texts as TranslatedText, locale);

const fromPatch = (pick: (patch: ChangePatch, context: Context) => unknown) => ({
  from: ['patch'] as const,
  value: ([patch]: readonly unknown[], context: Context) => pick(patch as ChangePatch, context) ?? null,
});

const said = (texts: TranslatedText | undefined, { locale }: Context): string | null =>
  texts === undefined ? null : textIn(texts, locale);

/** How changes stand with the viewer's tenant, for those who decide for it. */
async function prepareWindow(context: Context, _guard: unknown, change: Sql) {
  const windows = new Map<string, SubProcessorWindowType>();
  if (context.isSignedIn && context.access.can('subProcessor.decide')) {
    const { db, now, viewer } = context;
    const [announcements, changes] = [await announcementsOf(db, viewer.tenantId), await readChanges(db)];
    for (const row of changes) {
      const announcement = announcements.get(row.id);
      if (!announcement) continue;
      const state = windowState(row, announcement, now);
      const own = changes.filter(({ subProcessorId }) => subProcessorId === row.subProcessorId);
      const { functions } = foldTerms(own, (other) => other.id === row.id || isInForce(other, now));
      const isWaiting = state !== 'IN_FORCE' && state !== 'WITHDRAWN';
      windows.set(row.id, {
        opensAt: announcement.opensAt,
        closesAt: announcement.closesAt,
        state,
        mayObject: state === 'OPEN',
        mayAuthorise: isWaiting && announcement.authorisation === 'SPECIFIC' && announcement.authorisedAt === null,
        authorisation: announcement.authorisation,
        authorisedAt: announcement.authorisedAt,
        withheldFunctions: isWaiting ? functions.filter((name) => !isIndispensable(name)) : [],
        needsSettlement: state === 'OBJECTED' && functions.some(isIndispensable),
      });
    }
  }
  return { sql: sql`${change}.id`, finish: (id: unknown) => windows.get(String(id)) ?? null, elements: [] };
}

export const subProcessorChangeObject = describeObject<SubProcessorChange>({
  type: 'SubProcessorChange',
  entity: SubProcessorChange,
  columns: [
    'number',
    'kind',
    'announcedAt',
    'takesEffectOn',
    'withdrawnAt',
    { reasonTexts: 'reason', withdrawalReasonTexts: 'withdrawalReason' },
  ],
  computed: {
    state: {
      from: [
        'id',
        'subProcessorId',
        'number',
        'kind',
        'patch',
        'announcedAt',
        'takesEffectOn',
        'withdrawnAt',
        'hasWindow',
      ],
      value: (
        [id, subProcessorId, number, kind, patch, announcedAt, takesEffectOn, withdrawnAt, hasWindow],
        { now }: Context,
      ) =>
        changeState(
          {
            ...({ id, subProcessorId, number, kind, patch, takesEffectOn, hasWindow } as DatedChange),
            announcedAt: dateOf(announcedAt),
            withdrawnAt: dateOf(withdrawnAt),
          },
          now,
        ),
    },
    reason: { from: ['reason'], value: textOf },
    withdrawalReason: { from: ['withdrawalReason'], value: textOf },
    service: fromPatch(({ set }, context) => said(set?.service, context)),
    processing: fromPatch(({ set }, context) => said(set?.processing, context)),
    country: fromPatch(({ set }) => set?.country),
    transferBasis: fromPatch(({ set }) => set?.transferBasis),
    transferDetails: fromPatch(({ set }) => set?.transferDetails),
    addedLocations: fromPatch(({ add }) => add?.locations ?? []),
    removedLocations: fromPatch(({ remove }) => remove?.locations ?? []),
    addedDataCategories: fromPatch(({ add }) => add?.dataCategories ?? []),
    removedDataCategories: fromPatch(({ remove }) => remove?.dataCategories ?? []),
    addedFunctions: fromPatch(({ add }) => add?.functions ?? []),
    removedFunctions: fromPatch(({ remove }) => remove?.functions ?? []),
  },
  prepared: { window: prepareWindow },
  relations: {
    subProcessor: {
      to: 'SubProcessor',
      shape: 'one',
      element: null,
      on: (change, entry) => sql`${entry}.id = ${change}.sub_processor_id`,
    },
    objections: {
      to: 'SubProcessorObjection',
      shape: 'list',
      element: null,
      on: (change, objection) => sql`${objection}.change_id = ${change}.id`,
      order: (objection) => sql`${objection}.raised_at desc, ${objection}.id limit 1000`,
    },
  },
  sorts: { NUMBER: [{ property: 'number', type: 'int' }] },
});

/** What a controller and the processor have between them about a change: each tenant its own, the operator all. */
export const subProcessorObjectionObject = describeObject<SubProcessorObjection>({
  type: 'SubProcessorObjection',
  entity: SubProcessorObjection,
  acrossTenants: true,
  rows: (access, objection) => {
    if (access.can('subProcessor.manage')) return true;
    return access.can('subProcessor.decide') ? sql`${objection}.tenant_id = ${access.viewer.tenantId}::uuid` : false;
  },
  columns: ['reason', 'raisedAt', 'withdrawnAt', 'settlement', 'settlementNote', 'settledAt'],
  prepared: {
    needsSettlement: async (_context, _guard, objection) => ({
      sql: sql`(${objection}.withdrawn_at is null and ${objection}.settlement is null and exists (
        select 1 from sub_processor_change c join sub_processor_change x on x.sub_processor_id = c.sub_processor_id
        where c.id = ${objection}.change_id and c.withdrawn_at is null
          and jsonb_exists(coalesce(x.patch -> 'add' -> 'functions', '[]'), 'HOSTING')))`,
      finish: (value) => value,
      elements: [],
    }),
  },
  relations: {
    change: {
      to: 'SubProcessorChange',
      shape: 'one',
      element: null,
      on: (objection, change) => sql`${change}.id = ${objection}.change_id`,
    },
    tenant: {
      to: 'Tenant',
      shape: 'one',
      element: null,
      on: (objection, tenant) => sql`${tenant}.tenant_id = ${objection}.tenant_id`,
    },
  },
  sorts: { RAISED_AT: [{ property: 'raisedAt', type: 'timestamptz' }] },
});
