import sql from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';
import { isOpen } from './leavers/leaver-facts.js';
import type { RoleBooks } from './matrix/role-book.js';
import { isFrozen } from './reviews/review-states.js';
import { insertGrant, type NewGrant } from './role-grant.service.js';
import { fullCap } from './seats/seats.js';

/** The roles that invitations offer, at the moment in which one is accepted: nobody's rights of the tenant are read then. */
export class InvitedRoles {
  constructor(private readonly books: RoleBooks) {}

  /** Whether an account holds a role at this moment in which roles are granted. */
  async mayGrant(db: Transaction, accountId: string): Promise<boolean> {
    const { granters } = await this.books.now(db);
    const held = await db.first(sql`select 1 from role_grant g
      join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
      where g.tenant_id = ${db.scope.tenantId}::uuid and g.account_id = ${accountId}::uuid
        and g.role = any(${[...granters]}::text[]) and g.valid_from <= now()
        and (g.valid_until is null or g.valid_until > now()) and not ${isFrozen(sql`g`)}
        and a.person_id is not null and ${isOpen(sql`a`)} limit 1`);
    return held !== null;
  }

  /** Gives the role to a new account, in the unit that invited it where the role is limited to one. */
  async grant(db: Transaction, grant: NewGrant): Promise<void> {
    const book = await this.books.now(db);
    const scope = book.grantable(grant.role)?.scope;
    // A role that the matrix has no longer has no effect, and a later one of the same name must not find it here.
    if (!scope) return;
    const limited = { ...grant, unitId: scope === 'UNIT' ? grant.unitId : null };
    // Who accepts cannot free a seat: they join without the role, and who administers them sees that.
    if (await fullCap(db, book, limited)) return;
    await insertGrant(db, limited);
  }
}
