import sql, { join, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import type { Catalogue, PersonalTable } from '../../catalogue/index.js';
import { exportedLinks } from '../export/archive-columns.js';
import { identifier } from '../stored-rows.js';

type Link = PersonalTable['links'][number];

/**
 * The persons whose own archives may point at this one: those with whom a record is shared, such as a guardian's pupils. With
 * the person itself; `null` stands for the archives of the whole tenant.
 */
export async function personsWithCopies(
  db: Transaction,
  catalogue: Catalogue,
  personId: string,
): Promise<readonly (string | null)[]> {
  const shared = catalogue.tables.flatMap((table) => {
    const links = exportedLinks(table).filter(({ many, erasure }) => !many && erasure !== 'keep');
    return links.flatMap((link) =>
      links.filter((other) => other !== link).map((other) => related(db, table, link, other, personId)),
    );
  });
  const rows = shared.length > 0 ? await db.many<{ id: string }>(join(shared, ' union ')) : [];
  return [null, personId, ...rows.map(({ id }) => id)];
}

const related = (db: Transaction, { table }: PersonalTable, link: Link, other: Link, personId: string): Sql =>
  sql`select t.${identifier(other.column)} as id from ${identifier(table)} t
    where t.tenant_id = ${db.scope.tenantId}::uuid and t.${identifier(link.column)} = ${personId}::uuid
      and t.${identifier(other.column)} is not null`;

/** Whether a row's person is one of these, null among them. */
export const isCopyOf = (persons: readonly (string | null)[]): Sql =>
  sql`(person_id is null or person_id = any(${persons.filter((id) => id !== null)}::uuid[]))`;
