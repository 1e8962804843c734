import sql, { join, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { type Catalogue, fieldSourceKey, type StoredColumn } from '../../catalogue/index.js';
import { type BlobRemovals, namesBeside } from '../../content/index.js';
import { suppressImport } from '../../exchange/index.js';
import { closeRequestsOfErased } from '../requests/request.records.js';
import { identifier } from '../stored-rows.js';
import { type ErasurePlan, isChange, type PlanStep, stepsOf } from './erasure-plan.js';
import { columnOf, type ErasureWork, erasureWork, ROW, saysSomething, type TableWork } from './erasure-work.js';

/** What one erasing transaction did. */
export interface Erased {
  readonly steps: readonly PlanStep[];
  /** The blobs that are to be removed once it has been committed; names are ids. */
  readonly files: readonly string[];
}

const inTenant = (db: Transaction, rows: Sql): Sql => sql`${ROW}.tenant_id = ${db.scope.tenantId}::uuid and ${rows}`;

/** What would be done now, with the work that it was read from. */
export async function planErasure(
  db: Transaction,
  catalogue: Catalogue,
  personId: string,
): Promise<{ readonly plan: ErasurePlan; readonly work: ErasureWork }> {
  const work = await erasureWork(db, catalogue, personId);
  const steps: PlanStep[] = [];
  for (const one of work.tables) steps.push(...(await stepsOf(db, catalogue, work, one)));
  const files = (await filesOf(db, work)).length;
  return { plan: { steps, files }, work };
}

/** The blobs named by rows that go, or that do not keep their name. */
async function filesOf(db: Transaction, work: ErasureWork): Promise<string[]> {
  const names: string[] = [];
  for (const { table, removed, cleared, retained } of work.tables) {
    for (const element of table.elements.filter(({ blob }) => blob)) {
      const losing = (columns: readonly StoredColumn[]): boolean =>
        columns.some(({ column }) => column === element.column);
      const rows = [
        removed,
        ...cleared.filter(({ columns }) => losing(columns)).map((one) => one.rows),
        ...(retained && losing(retained.emptied) ? [retained.rows] : []),
      ];
      const found = await db.many<{ name: string }>(sql`select ${columnOf(element)} as name
        from ${identifier(table.table)} ${ROW}
        where ${inTenant(
          db,
          sql`(${join(
            rows.map((one) => sql`(${one})`),
            ' or ',
          )})`,
        )} and ${saysSomething(element)}`);
      names.push(...found.map(({ name }) => name));
    }
  }
  return names;
}

/**
 * Erases a person in one transaction: every table of the catalogue, and the removal of every blob written down. Finds
 * nothing to do when it was done before.
 */
export class Eraser {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly removals: BlobRemovals,
  ) {}

  /** The blobs that an erasure would remove now. */
  async filesNow(db: Transaction, personId: string): Promise<string[]> {
    return filesOf(db, await erasureWork(db, this.catalogue, personId));
  }

  async erase(db: Transaction, personId: string): Promise<Erased> {
    const { tenantId } = db.scope;
    // Before the card is held, which an import under way may still want: each would wait for the other.
    await suppressImport(db, personId);
    // Waits for whatever is still adding to the card, and lets nothing be added until it is gone.
    await db.run(sql`select 1 from person where tenant_id = ${tenantId}::uuid and id = ${personId}::uuid for update`);
    await db.run(sql`delete from legal_hold where tenant_id = ${tenantId}::uuid and person_id = ${personId}::uuid
      and until < current_date`);
    await closeRequestsOfErased(db, personId);
    const { plan, work } = await planErasure(db, this.catalogue, personId);
    const files = (await filesOf(db, work)).flatMap(namesBeside);
    await this.removals.schedule(db, files);
    for (const one of work.tables) {
      await this.empty(db, work, one);
      await this.remove(db, work, one);
    }
    return { steps: plan.steps.filter(isChange), files };
  }

  private async empty(db: Transaction, work: ErasureWork, { table, cleared, retained }: TableWork): Promise<void> {
    const emptied = (column: StoredColumn): Sql => {
      const value = work.facts.emptyValueOf(table.table, column);
      if (value === undefined) throw new Error(`${table.table}.${column.column} cannot be emptied`);
      return sql`${identifier(column.column)} = ${value}`;
    };
    const update = async (sets: readonly Sql[], rows: Sql): Promise<void> => {
      if (sets.length === 0) return;
      await db.run(sql`update ${identifier(table.table)} ${ROW} set ${join([...sets])} where ${inTenant(db, rows)}`);
    };
    for (const { link, rows, columns } of cleared) {
      const name = identifier(link.column);
      const unlinked = link.many ? sql`${name} = array_remove(${name}, ${work.personId}::uuid)` : sql`${name} = null`;
      await update([...columns.map(emptied), unlinked], rows);
    }
    if (!retained) return;
    const own = this.catalogue.fieldColumn;
    const isOwn = ({ column }: StoredColumn): boolean => table.table === own.table && column === own.column;
    const heldOf = (column: string): Sql => sql`${identifier(column)} = coalesce((select jsonb_object_agg(key, value)
      from jsonb_each(${columnOf({ column })}) where key = any(${[...work.fields.keys()]}::text[])), '{}')`;
    // When a value was written, and where it came from, tells that there was one.
    const sets = retained.emptied.flatMap((column) =>
      isOwn(column) ? [heldOf(column.column), heldOf('field_value_times')] : [emptied(column)],
    );
    if (table.table === own.table) sets.push(heldSources(work, retained));
    await update(sets, retained.rows);
  }

  /** Rows of others that name a row which goes are left without that name, where they can do without. */
  private async remove(db: Transaction, { facts }: ErasureWork, { table, removes, removed }: TableWork): Promise<void> {
    if (!removes) return;
    const rows = inTenant(db, removed);
    for (const key of facts.foreignKeys) {
      if (key.target !== table.table || key.cascades || !key.nullable) continue;
      const column = identifier(key.column);
      await db.run(sql`update ${identifier(key.table)} n set ${column} = null
        where n.tenant_id = ${db.scope.tenantId}::uuid and n.${column} in (
          select ${ROW}.${identifier(key.targetColumn)} from ${identifier(table.table)} ${ROW} where ${rows})`);
    }
    await db.run(sql`delete from ${identifier(table.table)} ${ROW} where ${rows}`);
  }
}

/** Where the values came from that a hold keeps on the card; of all others that goes with them. */
function heldSources({ fields }: ErasureWork, { held }: NonNullable<TableWork['retained']>): Sql {
  const kept = [...held.map(({ element }) => element.property), ...[...fields.keys()].map(fieldSourceKey)];
  const everyField = held.some(({ element }) => element.tenantFields);
  return sql`value_sources = coalesce((select jsonb_object_agg(key, value) from jsonb_each(value_sources)
    where key = any(${kept}::text[]) or (${everyField} and starts_with(key, ${fieldSourceKey('')}))), '{}')`;
}

/** Adds up what several tries did. */
export function addSteps(one: readonly PlanStep[], other: readonly PlanStep[]): PlanStep[] {
  const sums = new Map<string, PlanStep>();
  for (const step of [...one, ...other]) {
    const key = `${step.place} ${step.action}`;
    const sum = sums.get(key);
    if (!sum) {
      sums.set(key, step);
      continue;
    }
    const counts = new Map(sum.elements.map(({ element, count }) => [element, count]));
    for (const { element, count } of step.elements) counts.set(element, (counts.get(element) ?? 0) + count);
    const elements = [...counts].map(([element, count]) => ({ element, count }));
    sums.set(key, { ...sum, rows: sum.rows + step.rows, elements });
  }
  return [...sums.values()];
}
