import { createHash } from 'node:crypto';
import sql, { join, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { canonicalJson, type JsonValue } from '../../base/signing/index.js';
import { type Catalogue, type Element, fieldElement } from '../../catalogue/index.js';
import { fieldDefinitionsOf } from '../../people/index.js';
import { lastDayOf } from '../retention.period.js';
import { identifier } from '../stored-rows.js';
import { columnOf, type ErasureWork, ROW, saysSomething, type TableWork } from './erasure-work.js';

/** What becomes of data: the row goes, what it tells of the person goes, only the connection goes, or it stays. */
export const planActions = ['DELETE', 'CLEAR', 'UNLINK', 'KEEP'] as const;
export type PlanAction = (typeof planActions)[number];

/** One step of a plan: what happens to some elements of one place, and how many values that are. */
export interface PlanStep {
  readonly place: string;
  readonly action: PlanAction;
  readonly rows: number;
  readonly elements: readonly { readonly element: string; readonly count: number }[];
  /** Why it stays: a key of the message catalogue, or the words of a hold. */
  readonly ground: string | null;
  /** Until when it stays at the longest; null where that is not known. */
  readonly until: string | null;
}

export interface ErasurePlan {
  readonly steps: readonly PlanStep[];
  /** Files that go. */
  readonly files: number;
}

/** What was done: the same steps with what they found, and the files. */
export interface ErasureOutcome {
  readonly steps: readonly PlanStep[];
  readonly files: readonly string[];
  readonly filesRemoved: number;
}

/** The values of some elements in some rows of one table, as they are now. */
async function count(
  db: Transaction,
  catalogue: Catalogue,
  { table }: TableWork,
  rows: Sql,
  elements: readonly Element[],
): Promise<Pick<PlanStep, 'rows' | 'elements'>> {
  const counts = elements.map(
    (element, index) => sql`, count(*) filter (where ${saysSomething(element)})::int as ${identifier(`c${index}`)}`,
  );
  const from = sql`from ${identifier(table.table)} ${ROW} where ${ROW}.tenant_id = ${db.scope.tenantId}::uuid and ${rows}`;
  const row = await db.first<Record<string, number>>(
    sql`select count(*)::int as rows ${counts.length > 0 ? join(counts, '') : sql``} ${from}`,
  );
  const found = elements.map(({ id }, index) => ({ element: id, count: row?.[`c${index}`] ?? 0 }));
  const own = catalogue.fieldColumn;
  const fields = elements.some(({ id }) => id === own.id)
    ? await db.many<{ id: string; count: number }>(sql`select key as id, count(*)::int as count
        from (select t.* ${from}) t, jsonb_object_keys(${columnOf(own)}) key group by key order by key`)
    : [];
  const definitions = fields.length > 0 ? await fieldDefinitionsOf(db) : [];
  const named = fields.map(({ id, count: values }) => {
    const field = definitions.find((definition) => definition.id === id);
    return { element: fieldElement({ id, category: field?.category ?? own.category }), count: values };
  });
  return {
    rows: row?.['rows'] ?? 0,
    elements: [...found.filter(({ element }) => element !== own.id), ...named].filter((one) => one.count > 0),
  };
}

/** The steps of one table as they would be taken now; those that find nothing are left out. */
export async function stepsOf(
  db: Transaction,
  catalogue: Catalogue,
  work: ErasureWork,
  one: TableWork,
): Promise<PlanStep[]> {
  const { table } = one;
  const steps: PlanStep[] = [];
  const elementOf = (column: string): Element | undefined =>
    table.elements.find((element) => element.column === column);
  const add = async (
    action: PlanAction,
    rows: Sql,
    elements: readonly Element[],
    reason: { readonly ground: string; readonly until: string | null } | null = null,
  ): Promise<void> => {
    const found = await count(db, catalogue, one, rows, elements);
    if (found.rows === 0 || (action !== 'DELETE' && found.elements.length === 0)) return;
    steps.push({ place: table.table, action, ...found, ground: reason?.ground ?? null, until: reason?.until ?? null });
  };
  const keep = async (rows: Sql, elements: readonly Element[], ground: string): Promise<void> => {
    for (const [retention, alike] of Map.groupBy(elements, (element) => element.retention)) {
      await add('KEEP', rows, alike, { ground, until: await lastDayOf(db, table, ROW, rows, retention) });
    }
  };
  await add('DELETE', one.removed, table.elements);
  for (const { rows, columns } of one.cleared) {
    await add(
      'CLEAR',
      rows,
      columns.flatMap(({ column }) => elementOf(column) ?? []),
    );
    await add(
      'UNLINK',
      rows,
      table.elements.filter(({ column }) => !columns.some((cleared) => cleared.column === column)),
    );
  }
  if (one.kept) await keep(one.kept.rows, table.elements, one.kept.ground);
  if (!one.retained) return steps;
  const { rows, held, emptied, left } = one.retained;
  await add(
    'CLEAR',
    rows,
    emptied.flatMap(({ column }) => elementOf(column) ?? []).filter(({ id }) => id !== catalogue.fieldColumn.id),
  );
  for (const { element, hold } of held) await add('KEEP', rows, [element], hold);
  await keep(
    rows,
    left.filter(({ id }) => id !== catalogue.fieldColumn.id),
    'ground.shell',
  );
  steps.push(...(await heldFieldSteps(db, catalogue, work, one, rows)));
  return steps;
}

/** Values of tenant-defined fields on a card that stays: those that are held stay, the others go. */
async function heldFieldSteps(
  db: Transaction,
  catalogue: Catalogue,
  { fields }: ErasureWork,
  one: TableWork,
  rows: Sql,
): Promise<PlanStep[]> {
  const own = catalogue.fieldColumn;
  if (one.table.table !== own.table || one.retained?.held.some(({ element }) => element.id === own.id)) return [];
  const { elements, ...found } = await count(db, catalogue, one, rows, [own]);
  return elements.map((value) => {
    const hold = [...fields].find(([id]) => value.element.startsWith(`field:${id}#`))?.[1];
    const step = { place: one.table.table, rows: found.rows, elements: [value] };
    return hold
      ? { ...step, action: 'KEEP', ground: hold.ground, until: hold.until }
      : { ...step, action: 'CLEAR', ground: null, until: null };
  });
}

/** Whether a step changes anything. */
export const isChange = ({ action }: PlanStep): boolean => action !== 'KEEP';

/**
 * Identifies what a plan changes and why it keeps the rest. What the system records by itself, such as addresses and the
 * log, is no part of it: it grows while the controller reads the plan.
 */
export function planHash(catalogue: Catalogue, plan: ErasurePlan, work: ErasureWork): string {
  const decided = ({ element }: { readonly element: string }): boolean => catalogue.byName(element)?.owner !== 'SYSTEM';
  const steps = plan.steps
    .filter(isChange)
    .map(({ place, action, elements }) => ({ place, action, elements: elements.filter(decided) }))
    .filter(({ elements }) => elements.length > 0);
  const holds = work.holds.map(({ category, element, ground, until }) => ({ category, element, ground, until }));
  const content = { steps, files: plan.files, holds } as unknown as JsonValue;
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
