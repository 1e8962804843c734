import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { Refusal } from '../../base/errors.js';
import { passedCap, seatsRefusal } from '../seats/seats.js';
import type { MatrixDocument } from './matrix.model.js';
import { RoleBook } from './role-book.js';
import { standardMatrix } from './standard-matrix.js';

interface Version {
  readonly id: string;
  readonly content: MatrixDocument;
}

const gone = (): Refusal =>
  new Refusal({ code: 'CONFLICT', messageKey: 'matrix.cannotReturn', field: ['input', 'number'] });

/** No cap on seats may be passed by going from one version to the other. */
async function requireSeats(db: Transaction, from: MatrixDocument, to: MatrixDocument): Promise<void> {
  const passed = await passedCap(db, new RoleBook(from), new RoleBook(to));
  if (passed) throw seatsRefusal(passed, ['input', 'number']);
}

const lockTenant = (db: Transaction): Promise<number> =>
  db.run(sql`select 1 from tenant where tenant_id = ${db.scope.tenantId}::uuid for no key update`);

const inForce = (db: Transaction): Promise<Version | null> =>
  db.first<Version>(
    sql`select id, content from matrix where tenant_id = ${db.scope.tenantId}::uuid and state = 'ADOPTED'`,
  );

/** Takes a version out of force: the one that it superseded is in force again, or the standard matrix where there was none. */
export async function fallBack(db: Transaction, id: string): Promise<void> {
  const { tenantId } = db.scope;
  await lockTenant(db);
  const version = await inForce(db);
  if (version?.id !== id) throw gone();
  const earlier = await db.first<Version>(sql`select e.id, e.content from matrix e
    join matrix m on m.tenant_id = e.tenant_id and m.id = ${id}::uuid and m.adopted_at = e.superseded_at
    where e.tenant_id = ${tenantId}::uuid and e.state = 'SUPERSEDED'`);
  await requireSeats(db, version.content, earlier?.content ?? standardMatrix);
  await db.run(sql`update matrix set state = 'WITHDRAWN', adopted_at = null, version = version + 1, updated_at = now()
    where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
  await db.run(sql`update matrix set state = 'ADOPTED', superseded_at = null, version = version + 1, updated_at = now()
    where tenant_id = ${tenantId}::uuid and id = ${earlier?.id ?? null}::uuid`);
}

/** Puts a version into force again that had been taken out of it. */
export async function adoptAgain(db: Transaction, id: string): Promise<void> {
  const { tenantId } = db.scope;
  await lockTenant(db);
  const version = await db.first<Version>(sql`select id, content from matrix
    where tenant_id = ${tenantId}::uuid and id = ${id}::uuid and state = 'WITHDRAWN' for update`);
  if (!version) throw gone();
  await requireSeats(db, (await inForce(db))?.content ?? standardMatrix, version.content);
  await db.run(sql`update matrix set state = 'SUPERSEDED', superseded_at = now(), version = version + 1, updated_at = now()
    where tenant_id = ${tenantId}::uuid and state = 'ADOPTED'`);
  await db.run(sql`update matrix set state = 'ADOPTED', adopted_at = now(), version = version + 1, updated_at = now()
    where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
}
