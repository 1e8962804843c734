import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { Refusal } from '../../base/errors.js';
import type { RoleBooks } from '../matrix/role-book.js';
import { cardRegisterOf } from './grant-facts.js';

/** What an account is entitled to, asked of whoever gives it back: opening an account, or widening it, is granting anew. */
export class GivenRights {
  constructor(private readonly books: RoleBooks) {}

  /** Refuses to give an account the effect of rights that are beyond the viewer's own. */
  async requireOwn({ db, access }: Context, accountId: string, field: readonly string[]): Promise<void> {
    const book = await this.books.now(db);
    const account = sql`a.tenant_id = ${db.scope.tenantId}::uuid and a.id = ${accountId}::uuid`;
    const holder = await db.first<{ register: string | null }>(
      sql`select ${cardRegisterOf(sql`a`)} as register from account a where ${account}`,
    );
    const rights = await db.many<{ role: string; unitId: string | null }>(sql`select g.role, g.unit_id as "unitId"
      from role_grant g join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
      where ${account} and (g.valid_until is null or g.valid_until > clock_timestamp())`);
    // A role that the matrix has no longer opens nothing.
    const isOwn = rights.every(({ role, unitId }) => book.find(role) === null || access.holdsAllOf(role, unitId));
    if (isOwn && (!holder?.register || access.holdsAllOnCard(holder.register))) return;
    throw new Refusal({ code: 'FORBIDDEN', messageKey: 'role.beyondOwn', field });
  }
}
