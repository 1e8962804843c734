import sql from 'sql-template-tag';
import { writeSystemLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { alreadyExists, Fault, Refusal, type RefusalReason } from '../base/errors.js';
import type { Identity } from '../base/viewer.js';
import { lockPersons, normaliseEmail } from '../people/index.js';
import { hasAccount, insertAccount } from './account-record.js';
import { hashToken } from './invitation.service.js';

/** The roles that invitations carry, which accounts do not know of themselves. */
export interface InvitedRoles {
  /** Whether an account may still grant a role; one that is offered in its name is worth no more than that. */
  mayGrant(db: Transaction, accountId: string, role: string, unitId: string | null): Promise<boolean>;
  grant(
    db: Transaction,
    grant: {
      readonly accountId: string;
      readonly personId: string;
      readonly role: string;
      readonly unitId: string | null;
    },
  ): Promise<unknown>;
}

interface Acceptable {
  readonly id: string;
  readonly personId: string;
  readonly email: string;
  readonly role: string | null;
  readonly unitId: string | null;
  readonly invitedByAccountId: string | null;
  readonly acceptedAccountId: string | null;
  readonly usable: boolean;
}

/** The account that the identity has already. */
interface Own {
  readonly id: string;
  readonly personId: string | null;
}

/** What came of it: the account, or why there is none, which does not undo the log entry that says so. */
export interface Acceptance {
  readonly accountId: string | null;
  readonly refusals: readonly RefusalReason[];
}

/** Why an invitation makes no account, in the log alone: whoever holds the token is told the same of all of them. */
type Unusable = 'over' | 'another address' | 'has account' | 'role no longer offered';

const unusable: RefusalReason = { code: 'EXPIRED', messageKey: 'invitation.unusable', field: ['input', 'token'] };

/** An address that the issuer vouches for must be the one that was invited; without one the token alone decides. */
const isAddressed = ({ email }: Identity, invitation: Acceptable): boolean =>
  email === null || normaliseEmail(email) === invitation.email;

/**
 * Turns an invitation into an account, for an identity of the tenant's own issuer that has none yet. Unknown, expired,
 * used and revoked tokens, those of other tenants, and those that were sent to another address answer alike. The same
 * identity may accept again: a client that lost the first answer gets it once more.
 */
export class InvitationAcceptanceService {
  constructor(private readonly roles: InvitedRoles) {}

  async accept(context: Context, token: string): Promise<Acceptance> {
    const { identity, db } = context;
    if (!identity) throw new Fault('UNAUTHENTICATED', 'signInRequired');
    const { tenantId, issuer, subject } = identity;
    const invitation = await db.first<Acceptable>(sql`select id, person_id as "personId", email, role,
        unit_id as "unitId", invited_by_account_id as "invitedByAccountId", accepted_account_id as "acceptedAccountId",
        accepted_at is null and revoked_at is null and expires_at > now() as usable
      from invitation where tenant_id = ${tenantId}::uuid and token_hash = ${hashToken(token)} for no key update`);
    if (!invitation) throw new Refusal(unusable);
    const own = await db.first<Own>(sql`select id, person_id as "personId" from account
      where tenant_id = ${tenantId}::uuid and issuer = ${issuer} and subject = ${subject}`);
    if (own && own.id === invitation.acceptedAccountId) return { accountId: own.id, refusals: [] };
    if (!invitation.usable) return this.refuse(context, own, invitation, 'over');
    if (!isAddressed(identity, invitation)) return this.refuse(context, own, invitation, 'another address');
    if (own) throw alreadyExists('account.exists', 'input', 'token');
    await lockPersons(db, [invitation.personId], 'token');
    if (await hasAccount(db, invitation.personId)) return this.refuse(context, null, invitation, 'has account');
    if (!(await this.offersRole(db, invitation))) {
      return this.refuse(context, null, invitation, 'role no longer offered');
    }
    return { accountId: await this.join(context, identity, invitation), refusals: [] };
  }

  private async join(context: Context, { issuer, subject }: Identity, invitation: Acceptable): Promise<string> {
    const { db } = context;
    const { personId, role } = invitation;
    const accountId = await insertAccount(db, { issuer, subject, kind: 'personal', personId, label: '' });
    if (role) await this.roles.grant(db, { accountId, personId, role, unitId: invitation.unitId });
    await db.run(sql`update invitation set accepted_at = now(), accepted_account_id = ${accountId}::uuid
      where tenant_id = ${db.scope.tenantId}::uuid and id = ${invitation.id}::uuid`);
    await writeSystemLog(db, {
      action: 'invitation.accept',
      role: 'end_user',
      accountId,
      personId,
      personIds: [personId],
      categories: ['SIGN_IN'],
      unitId: invitation.unitId,
      details: { invitationId: invitation.id, role },
      requestId: context.requestId,
    });
    return accountId;
  }

  private async offersRole(db: Transaction, { role, unitId, invitedByAccountId }: Acceptable): Promise<boolean> {
    return role === null || (invitedByAccountId !== null && this.roles.mayGrant(db, invitedByAccountId, role, unitId));
  }

  /** The attempt stands in the log of the tenant, also where nobody of it is signed in. */
  private async refuse(
    { db, requestId }: Context,
    own: Own | null,
    invitation: Acceptable,
    reason: Unusable,
  ): Promise<Acceptance> {
    await writeSystemLog(db, {
      action: 'invitation.accept',
      outcome: 'refused',
      role: own ? 'end_user' : 'none',
      accountId: own?.id ?? null,
      personId: own?.personId ?? null,
      personIds: [invitation.personId],
      categories: ['SIGN_IN'],
      unitId: invitation.unitId,
      details: { invitationId: invitation.id, reason },
      requestId,
    });
    return { accountId: null, refusals: [unusable] };
  }
}
