import sql, { raw, type Sql } from 'sql-template-tag';
import type { BulkTransaction } from '../base/database/bulk.js';

/** Whether somebody has a place: a guardian by pupils alone, everybody else by a unit or a pupil. */
const isPlaced = (person: Sql): Sql => sql`(exists (select 1 from guardianship g
    where g.tenant_id = ${person}.tenant_id and g.guardian_id = ${person}.id)
  or (${person}.register <> 'GUARDIAN' and exists (select 1 from affiliation a
    where a.tenant_id = ${person}.tenant_id and a.person_id = ${person}.id)))`;

const p = raw('p');

/** Keeps who has a place before an import, so that afterwards it is known who lost the last one by it. */
export async function keepPlaces(bulk: BulkTransaction): Promise<void> {
  await bulk.run(sql`create temporary table was_placed on commit drop as select p.id from person p
    where p.tenant_id = ${bulk.tenantId}::uuid and p.left_at is null and ${isPlaced(p)}`);
}

/** Notes who left by an import, and who is back. The card's own status was set with the card. */
export async function notePlaces(bulk: BulkTransaction): Promise<void> {
  await bulk.run(sql`update person p set left_at = now() from was_placed w
    where p.tenant_id = ${bulk.tenantId}::uuid and p.id = w.id and p.left_at is null and not ${isPlaced(p)}`);
  await bulk.run(sql`update person p set left_at = null
    where p.tenant_id = ${bulk.tenantId}::uuid and p.left_at is not null and p.status = 'active' and ${isPlaced(p)}`);
}
