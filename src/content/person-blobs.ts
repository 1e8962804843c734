import sql, { raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';
import type { Catalogue, PersonalTable } from '../catalogue/index.js';

/** A blob that a declared column names. */
export interface DeclaredBlob {
  /** The element of the catalogue that names it: `upload.blobName`. */
  readonly element: string;
  readonly blobName: string;
}

const quoted = (name: string): Sql => raw(`"${name}"`);

async function blobsIn(db: Transaction, table: PersonalTable, where: Sql): Promise<DeclaredBlob[]> {
  const found: DeclaredBlob[] = [];
  for (const { id, column } of table.elements.filter(({ blob }) => blob)) {
    const rows = await db.many<{ name: string }>(sql`select ${quoted(column)} as name from ${quoted(table.table)}
      where tenant_id = ${db.scope.tenantId}::uuid and ${quoted(column)} is not null and ${where} order by 1`);
    found.push(...rows.map(({ name }) => ({ element: id, blobName: name })));
  }
  return found;
}

/** Every blob of the rows that an erasure of the person deletes, by the catalogue. */
export async function blobsOfPerson(db: Transaction, catalogue: Catalogue, personId: string): Promise<DeclaredBlob[]> {
  const found: DeclaredBlob[] = [];
  for (const table of catalogue.tables) {
    for (const { column } of table.links.filter(({ erasure, many }) => erasure === 'delete' && !many)) {
      found.push(...(await blobsIn(db, table, sql`${quoted(column)} = ${personId}::uuid`)));
    }
  }
  return found;
}

/** Every blob that any row of the tenant names, by the catalogue. */
export async function blobsOfTenant(db: Transaction, catalogue: Catalogue): Promise<DeclaredBlob[]> {
  const found: DeclaredBlob[] = [];
  for (const table of catalogue.tables) found.push(...(await blobsIn(db, table, sql`true`)));
  return found;
}
