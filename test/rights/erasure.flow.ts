import type { Actor } from '../harness/actor.js';
import { type MutationReply, mutate } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import type { World } from '../harness/world.js';

export interface PlanReply {
  readonly hash: string;
  readonly files: number;
  readonly archives: number;
  readonly transferFiles: number;
  readonly operations: number;
  readonly accounts: number;
  readonly steps: readonly {
    readonly place: string;
    readonly action: string;
    readonly rows: number;
    readonly elements: readonly { readonly element: string; readonly count: number; readonly label: string }[];
    readonly ground: string | null;
    readonly until: string | null;
  }[];
  readonly blockers: readonly { readonly code: string; readonly message: string }[];
  readonly holds: readonly { readonly id: string }[];
}

export interface ErasureReply {
  readonly id: string;
  readonly state: string;
  readonly certificate: string | null;
  readonly certificateUrl: string | null;
  readonly certificatePdfUrl: string | null;
  readonly operation: { readonly id: string; readonly state: string; readonly failure: string | null };
}

export interface CertificateReply {
  readonly certificateId: string;
  readonly subject: { readonly register: string };
  readonly plan: readonly {
    readonly element: string;
    readonly place: string;
    readonly action: string;
    readonly count: number;
  }[];
  readonly kept: readonly { readonly element: string; readonly ground: string; readonly until: string | null }[];
  readonly blobsRemoved: number;
  readonly verification: { readonly places: readonly { readonly place: string; readonly remaining: number }[] };
}

/** What a certificate states. */
export const statedBy = ({ certificate }: ErasureReply): CertificateReply =>
  (JSON.parse(certificate ?? 'null') as { payload: CertificateReply }).payload;

export interface EraseReply extends MutationReply {
  readonly erasure: { readonly id: string; readonly state: string } | null;
  readonly operation: { readonly id: string; readonly state: string } | null;
  readonly currentPlanHash: string | null;
}

const PLAN = `query($id: ID!) { erasurePlan(personId: $id) { hash files archives transferFiles operations accounts
  steps { place action rows elements { element count label } ground until } blockers { code message } holds { id } } }`;
const ERASURE = `query($id: ID!) { erasure(id: $id) { id state certificate certificateUrl certificatePdfUrl
  operation { id state failure } } }`;

/** The processor that the certificates name; without one none is issued. */
export async function recordProcessor(world: World): Promise<void> {
  await world.owner.query(`set app.operator = 'on'`);
  await world.owner.query(`insert into processor (name, legal_name, organisation_number, address, country, contact)
    values ('Skyvakt', 'Skyvakt Drift AS', '999888777', 'Havnegata 1', 'NO', 'personvern@skyvakt.example')
    on conflict do nothing`);
}

export const planOf = async (controller: Actor, personId: string): Promise<PlanReply | null> =>
  (await controller.ask<{ erasurePlan: PlanReply | null }>(PLAN, { id: personGid(personId) })).erasurePlan;

export async function eraseWith(controller: Actor, personId: string, planHash: string): Promise<EraseReply> {
  const input = { personId: personGid(personId), planHash, reason: 'NO_LONGER_NEEDED' };
  return mutate<EraseReply>(
    controller,
    'erasePerson',
    input,
    'erasure { id state } operation { id state } currentPlanHash',
  );
}

/** Reads the plan and erases after it. */
export async function erase(controller: Actor, personId: string): Promise<EraseReply> {
  const plan = await planOf(controller, personId);
  return eraseWith(controller, personId, plan?.hash ?? '0'.repeat(64));
}

export const erasureOf = async (controller: Actor, id: string): Promise<ErasureReply | null> =>
  (await controller.ask<{ erasure: ErasureReply | null }>(ERASURE, { id })).erasure;

/** Waits for the certificate. */
export async function certified(controller: Actor, id: string, seconds = 25): Promise<ErasureReply> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await erasureOf(controller, id);
    if (found?.state === 'COMPLETED') return found;
    if (found?.operation.state === 'FAILED') throw new Error(`It failed: ${found.operation.failure}`);
    if (!found || Date.now() > deadline) throw new Error('No certificate was issued in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Erases and waits for the certificate. */
export async function erased(controller: Actor, personId: string): Promise<ErasureReply> {
  const { erasure, userErrors } = await erase(controller, personId);
  if (!erasure) throw new Error(`Refused: ${JSON.stringify(userErrors)}`);
  return certified(controller, erasure.id);
}

interface Column {
  readonly table: string;
  readonly column: string;
}

/** Every column of every table in which a text stands, found without the application: through the database's own list. */
export async function placesOf(world: World, tenant: TestTenant, texts: readonly string[]): Promise<string[]> {
  const { rows } = await world.owner.query<Column>(`select table_name as "table", column_name as "column"
    from information_schema.columns where table_schema = 'public' and table_name <> 'migration' order by 1, 2`);
  const patterns = texts.map((text) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`);
  const found: string[] = [];
  for (const { table, column } of rows) {
    const hits = await tenant.rows(`select 1 from "${table}" where "${column}"::text like any ($1) limit 1`, [
      patterns,
    ]);
    if (hits.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

/** A checksum of every row in which a text does not stand, with its table. */
export async function rowsWithout(
  world: World,
  tenant: TestTenant,
  text: string,
  ignored: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { table } of world.app.catalogue.tenantTables) {
    if (ignored.includes(table)) continue;
    const rows = await tenant.rows<{ sum: string }>(
      `select md5(t::text) as sum from "${table}" t where tenant_id = $1 and t::text not like $2`,
      [tenant.id, `%${text}%`],
    );
    for (const { sum } of rows) found.add(`${table} ${sum}`);
  }
  return found;
}
