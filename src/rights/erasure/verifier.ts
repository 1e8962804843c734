import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { BlobStore } from '../../base/blobs/blob-store.js';
import type { Transaction } from '../../base/database/transaction.js';
import type { Catalogue, PersonalTable, StoredColumn } from '../../catalogue/index.js';
import { archivePrefix } from '../export/archives.js';
import { identifier } from '../stored-rows.js';
import { erasureWork, saysSomething } from './erasure-work.js';

/** One place that was looked at, and how much was found there that should be gone. */
export interface Remaining {
  readonly place: string;
  readonly remaining: number;
}

export const BLOB_PLACE = 'blobs';

/**
 * Looks for a person where the person may not be any more: in every table of the tenant, declared as personal or not, in
 * every column that can hold an id, alone, in an array or within JSON. It reads columns, not the plan of the erasure.
 */
export async function remainingRows(db: Transaction, catalogue: Catalogue, personId: string): Promise<Remaining[]> {
  const { tables } = await erasureWork(db, catalogue, personId);
  const found: Remaining[] = [];
  for (const table of catalogue.tenantTables) {
    const work = tables.find((one) => one.table.table === table.table);
    const retained = work?.retained ?? null;
    const traces = table.stored
      .filter((column) => !mayName(table, column, retained !== null))
      .flatMap((column) => trace(column, personId));
    // In a row that a hold keeps, what the hold does not cover must say nothing.
    const own = catalogue.fieldColumn;
    const unheld = (retained?.emptied ?? []).filter(({ column }) => table.table !== own.table || column !== own.column);
    const conditions = [
      ...traces,
      ...(retained && unheld.length > 0
        ? [sql`(${retained.rows} and (${join(unheld.map(saysSomething), ' or ')}))`]
        : []),
    ];
    if (work) conditions.push(work.removed, ...work.cleared.map(({ rows }) => rows));
    const row = await db.first<{ count: number }>(sql`select count(*)::int as count from ${identifier(table.table)} t
      where t.tenant_id = ${db.scope.tenantId}::uuid
        and ${conditions.length > 0 ? sql`(${join(conditions, ' or ')})` : sql`false`}`);
    found.push({ place: table.table, remaining: row?.count ?? 0 });
  }
  return found;
}

/** Whether a column may go on naming the person: a declared link of a row that stays. */
function mayName(table: PersonalTable, column: StoredColumn, isRetained: boolean): boolean {
  const link = table.links.find((candidate) => candidate.column === column.column);
  const keeps = table.links.some(({ erasure }) => erasure === 'keep');
  if (keeps && column.type.startsWith('json')) return true;
  return link !== undefined && (link.erasure === 'keep' || isRetained);
}

function trace({ column, type, array }: StoredColumn, personId: string): Sql[] {
  const value = sql`${raw('t')}.${identifier(column)}`;
  if (type === 'uuid') return [array ? sql`${value} @> array[${personId}::uuid]` : sql`${value} = ${personId}::uuid`];
  return type.startsWith('json') ? [sql`${value}::text like ${`%${personId}%`}`] : [];
}

/** Looks for the person's files and archives, and for archives of the tenant that may hold the person. */
export async function remainingBlobs(
  blobs: BlobStore,
  tenantId: string,
  personId: string,
  files: readonly string[],
): Promise<Remaining> {
  let remaining = 0;
  for (const name of files) if (await blobs.holds(tenantId, name)) remaining += 1;
  for (const prefix of [archivePrefix(personId), archivePrefix(null)]) {
    for await (const _blob of blobs.list(tenantId, prefix)) remaining += 1;
  }
  return { place: BLOB_PLACE, remaining };
}
