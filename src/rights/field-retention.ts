import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { writeSystemLog } from '../audit/index.js';
import type { Database } from '../base/database/database.js';
import { eachTenant } from '../base/database/each-tenant.js';
import { fieldElement, fieldSourceKey, type TenantField } from '../catalogue/index.js';
import { isInForce } from './erasure/holds.js';

/** What an erasure has still to do is not done twice; a card that a hold kept from one is like any other afterwards. */
const isBeingErased = sql`exists (select 1 from erasure e
  where e.tenant_id = c.tenant_id and e.id = c.erasure_id and e.completed_at is null)`;

const BATCH = 1_000;

type ExpiringField = Pick<TenantField, 'id' | 'category' | 'retention'>;

/**
 * Removes the values of tenant-defined fields that are kept for a period and were last written before it (storage
 * limitation, Article 5(1)(e) GDPR), in small transactions, each with its log entry. What is under a legal hold stays
 * until the hold ends. A file that its field no longer names goes with the sweep of uploads.
 */
export const removeExpiredValues = (database: Database, report: (error: unknown) => void): Promise<void> =>
  eachTenant(
    database,
    async (tenantId) => {
      const fields = await database.transaction({ tenantId }, (db) =>
        db.many<ExpiringField>(sql`select id, category, retention from field_definition
          where tenant_id = ${tenantId}::uuid and retention like 'P%' order by id`),
      );
      for (const field of fields) while ((await removeBatch(database, tenantId, field)) === BATCH);
    },
    report,
  );

function removeBatch(database: Database, tenantId: string, field: ExpiringField): Promise<number> {
  const { id, category, retention } = field;
  const element = fieldElement(field);
  // A hold may name the field by the category that it had before.
  const anyCategory = `${fieldSourceKey(id)}#`;
  return database.transaction({ tenantId }, async (db) => {
    const cards = await db.many<{ id: string }>(sql`update person p set version = version + 1, updated_at = now(),
        field_values = field_values - ${id}, field_value_times = field_value_times - ${id},
        value_sources = value_sources - ${fieldSourceKey(id)}
      where p.tenant_id = ${tenantId}::uuid and p.id in (
        select c.id from person c where c.tenant_id = ${tenantId}::uuid and not ${isBeingErased}
          and jsonb_exists(c.field_values, ${id})
          and coalesce((c.field_value_times ->> ${id})::timestamptz, c.created_at) <= now() - ${retention}::interval
          and not exists (select 1 from legal_hold h where h.tenant_id = c.tenant_id and h.person_id = c.id
            and ${isInForce(sql`h`)}
            and (h.element is null or starts_with(h.element, ${anyCategory}))
            and (h.category is null or h.category = ${category}))
        order by c.id limit ${BATCH} for update skip locked)
      returning p.id`);
    if (cards.length > 0) {
      await writeSystemLog(db, {
        action: 'retention.run',
        personIds: cards.map((card) => card.id),
        categories: [category],
        details: { expired: element },
        requestId: randomUUID(),
      });
    }
    return cards.length;
  });
}
