import { randomUUID } from 'node:crypto';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import { writeSystemLog } from '../audit/index.js';
import type { Database } from '../base/database/database.js';
import { eachTenant } from '../base/database/each-tenant.js';
import type { Catalogue, Expiry, PersonalTable } from '../catalogue/index.js';
import { isInForce } from './erasure/holds.js';
import { SchemaFacts } from './erasure/schema-facts.js';
import { expiryStart } from './retention.period.js';
import { identifier } from './stored-rows.js';

const BATCH = 1_000;
/** What a row of the table that expires is called in these statements. */
export const ROW = raw('t');

export type Expiring = PersonalTable & { readonly expiry: Expiry };

/**
 * Carries out what the tables declare with `@Expires`: rows whose period is over go, or no longer name anybody (storage
 * limitation, Article 5(1)(e) GDPR), in small transactions, each with its log entry. What has not ended, what a legal hold
 * covers and what other rows still name stays. It reads the declarations, so that a period declared anywhere is kept to.
 */
export class RetentionSweep {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly database: Database,
    private readonly report: (error: unknown) => void,
  ) {}

  async run(): Promise<void> {
    const facts = await this.database.transaction({ tenantId: null, operator: true }, (db) => SchemaFacts.read(db));
    const tables = facts.inOrderOfRemoval(this.catalogue.tables).filter(expires);
    await eachTenant(
      this.database,
      async (tenantId) => {
        for (const table of tables) while ((await this.endBatch(tenantId, table, facts)) === BATCH);
      },
      this.report,
    );
  }

  /** Ends the oldest rows of one table; answers how many. */
  private endBatch(tenantId: string, table: Expiring, facts: SchemaFacts): Promise<number> {
    const { elements } = table.expiry;
    const persons = table.links.map(({ column, many }) =>
      many ? sql`select unnest(o.${identifier(column)}) from over o` : sql`select o.${identifier(column)} from over o`,
    );
    const columns = [...table.key, ...table.links.map(({ column }) => column)].map(
      (column) => sql`${ROW}.${identifier(column)}`,
    );
    const same = table.key.map((column) => sql`${ROW}.${identifier(column)} = o.${identifier(column)}`);
    return this.database.transaction({ tenantId }, async (db) => {
      const ended = await db.first<{ rows: number; personIds: string[] }>(sql`
        with over as materialized (select ${join(columns)} from ${identifier(table.table)} ${ROW}
            where ${ROW}.tenant_id = ${tenantId}::uuid and ${isOver(table, facts)}
            order by ${join(table.key.map((column) => sql`${ROW}.${identifier(column)}`))}
            limit ${BATCH}),
          ended as (${change(table, sql`over o where ${ROW}.tenant_id = ${tenantId}::uuid and ${join(same, ' and ')} returning 1`)})
        select (select count(*)::int from ended) as rows, array(select p.id from person p
          where p.tenant_id = ${tenantId}::uuid and p.id = any(array(${join(persons, ' union ')}))) as "personIds"`);
      const { rows, personIds } = ended ?? { rows: 0, personIds: [] };
      if (rows > 0) {
        const categories = this.catalogue.categoriesOf(elements.map(({ id }) => id));
        const details = { expired: table.table, rows };
        await writeSystemLog(db, { action: 'retention.run', personIds, categories, details, requestId: randomUUID() });
      }
      return rows;
    });
  }
}

export const expires = (table: PersonalTable): table is Expiring => table.expiry !== null;

/** Whether a legal hold on somebody whom a row is about keeps it. */
export function isKept({ expiry: { elements }, links }: Expiring): Sql {
  const about = links.map(({ column, many }) =>
    many ? sql`h.person_id = any(${ROW}.${identifier(column)})` : sql`h.person_id = ${ROW}.${identifier(column)}`,
  );
  return sql`exists (select 1 from legal_hold h where h.tenant_id = ${ROW}.tenant_id and ${isInForce(sql`h`)}
    and (${join(about, ' or ')})
    and (h.element is null or h.element = any(${elements.map(({ id }) => id)}::text[]))
    and (h.category is null or h.category = any(${elements.map(({ category }) => category)}::text[])))`;
}

/** Whether a row's time is over, and nothing keeps it. */
function isOver(expiring: Expiring, { foreignKeys }: SchemaFacts): Sql {
  const { expiry, table } = expiring;
  const { elements, end, period } = expiry;
  const stays =
    end === 'clear'
      ? sql`(${join(
          elements.map(({ column }) => sql`${ROW}.${identifier(column)} is not null`),
          ' or ',
        )})`
      : join(
          [
            sql`true`,
            ...foreignKeys
              .filter(({ target, cascades }) => target === table && !cascades)
              .map(
                (key) => sql`not exists (select 1 from ${identifier(key.table)} n where n.tenant_id = ${ROW}.tenant_id
                  and n.${identifier(key.column)} = ${ROW}.${identifier(key.targetColumn)})`,
              ),
          ],
          ' and ',
        );
  return sql`${expiryStart(expiry, ROW)} <= now() - ${period}::interval and not ${isKept(expiring)} and ${stays}`;
}

function change({ table, expiry }: Expiring, rows: Sql): Sql {
  const name = identifier(table);
  if (expiry.end === 'delete') return sql`delete from ${name} ${ROW} using ${rows}`;
  return sql`update ${name} ${ROW} set ${join(expiry.elements.map(({ column }) => sql`${identifier(column)} = null`))}
    from ${rows}`;
}
