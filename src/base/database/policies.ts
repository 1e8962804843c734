import type { QueryRunner } from 'typeorm';

/** The role that the API and its jobs connect as; it owns nothing. */
export const APP_ROLE = 'varde_app';

const TENANT = "nullif(current_setting('app.tenant_id', true), '')::uuid";
const OPERATOR = "coalesce(current_setting('app.operator', true), '') = 'on'";

type Right = 'select' | 'insert' | 'update' | 'delete';

async function wall(
  runner: QueryRunner,
  table: string,
  rights: readonly Right[],
  policies: Readonly<Record<string, string>>,
): Promise<void> {
  await runner.query(`alter table ${table} enable row level security`);
  await runner.query(`alter table ${table} force row level security`);
  for (const [name, definition] of Object.entries(policies)) {
    await runner.query(`create policy ${name} on ${table} ${definition}`);
  }
  await runner.query(`grant ${rights.join(', ')} on ${table} to ${APP_ROLE}`);
}

/**
 * The tenant wall of one table: rows of the transaction's tenant and no others, also for the owner. Every migration that
 * creates a tenant table calls it; with no tenant set there are no rows.
 */
export const tenantWall = (
  runner: QueryRunner,
  table: string,
  rights: readonly Right[] = ['select', 'insert', 'update', 'delete'],
): Promise<void> =>
  wall(runner, table, rights, {
    tenant: `using (tenant_id = ${TENANT}) with check (tenant_id = ${TENANT})`,
  });

/** The wall of a table of the platform itself: anybody may read it, only the operator may write. Holds no tenant data. */
export const platformWall = (
  runner: QueryRunner,
  table: string,
  rights: readonly Right[] = ['select', 'insert', 'update', 'delete'],
): Promise<void> =>
  wall(runner, table, rights, {
    everybody_reads: 'for select using (true)',
    operator_inserts: `for insert with check (${OPERATOR})`,
    operator_updates: `for update using (${OPERATOR}) with check (${OPERATOR})`,
    operator_deletes: `for delete using (${OPERATOR})`,
  });

/** Narrows what is read of a platform's table: transactions of a tenant read everything, all others rows for which `condition` holds. */
export const signedInRead = (runner: QueryRunner, table: string, condition: string): Promise<unknown> =>
  runner.query(
    `create policy signed_in_read on ${table} as restrictive for select using (${TENANT} is not null or ${condition})`,
  );

/** The wall of the list of tenants: each sees and changes itself; the operator sees all and admits new ones. */
export const tenantListWall = (runner: QueryRunner, table: string): Promise<void> =>
  wall(runner, table, ['select', 'insert', 'update'], {
    itself_or_operator_reads: `for select using (tenant_id = ${TENANT} or ${OPERATOR})`,
    operator_inserts: `for insert with check (${OPERATOR})`,
    itself_or_operator_updates: `for update using (tenant_id = ${TENANT} or ${OPERATOR})`,
  });

/**
 * Opens a tenant table that is between the tenant and the operator, such as their agreement: beside the tenant wall, the
 * operator reads every row, and writes nothing.
 */
export const operatorReads = (runner: QueryRunner, table: string): Promise<unknown> =>
  runner.query(`create policy operator_reads on ${table} for select using (${OPERATOR})`);

/**
 * Opens a tenant table of what tenants publish to every reader, signed in or not. Only the tenant writes, and the statements
 * of the application still name the tenant.
 */
export const everybodyReads = (runner: QueryRunner, table: string): Promise<unknown> =>
  runner.query(`create policy everybody_reads on ${table} for select using (true)`);

/** What of a tenant table may be removed, also by its tenant: rows for which `condition` holds. */
export const removableWhen = (runner: QueryRunner, table: string, condition: string): Promise<unknown> =>
  runner.query(
    `create policy removable_when on ${table} as restrictive for delete using (tenant_id = ${TENANT} and ${condition})`,
  );

/** What of such a table is the operator's to add, and nobody else's: rows for which `condition` holds. */
export async function operatorAdds(runner: QueryRunner, table: string, condition: string): Promise<void> {
  await runner.query(`create policy operator_adds on ${table} for insert with check (${OPERATOR} and ${condition})`);
  await runner.query(
    `create policy only_operator_adds on ${table} as restrictive for insert with check (${OPERATOR} or not (${condition}))`,
  );
}
