import type { Transaction } from '../../base/database/transaction.js';
import type { RoleBooks } from '../matrix/role-book.js';
import { fullCap } from '../seats/seats.js';
import type { PersonWalls } from '../wall/person-walls.js';
import { insertGrant, type NewGrant } from './role-grant.service.js';

/** The roles that invitations offer, at the moment in which one is accepted: nobody's rights of the tenant are read then. */
export class InvitedRoles {
  constructor(
    private readonly books: RoleBooks,
    private readonly walls: PersonWalls,
  ) {}

  /** Whether an account may grant a role at this moment: nobody offers more than they hold. */
  async mayGrant(db: Transaction, accountId: string, role: string, unitId: string | null): Promise<boolean> {
    const wall = await this.walls.of(db, accountId);
    if (!wall?.can('role.grant')) return false;
    const scope = wall.grantScope(role);
    // What the matrix has no longer is not given, so that nothing of it is too much.
    return scope === null || wall.holdsAllOf(role, scope === 'UNIT' ? unitId : null);
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
