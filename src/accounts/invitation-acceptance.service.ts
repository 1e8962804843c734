import sql from 'sql-template-tag';
import { writeSystemLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { alreadyExists, Fault, Refusal } from '../base/errors.js';
import { lockPersons } from '../people/index.js';
import { insertAccount } from './account-record.js';
import { hashToken } from './invitation.service.js';

/** Gives the new account the role that the invitation names. */
export type GrantInvitedRole = (
  db: Transaction,
  grant: {
    readonly accountId: string;
    readonly personId: string;
    readonly role: string;
    readonly unitId: string | null;
  },
) => Promise<unknown>;

interface Acceptable {
  readonly id: string;
  readonly personId: string;
  readonly role: string | null;
  readonly unitId: string | null;
  readonly acceptedAccountId: string | null;
  readonly usable: boolean;
}

const unusable = (): Refusal =>
  new Refusal({ code: 'EXPIRED', messageKey: 'invitation.unusable', field: ['input', 'token'] });

/**
 * Turns an invitation into an account, for an identity of the tenant's own issuer that has none yet. Unknown, expired,
 * used and revoked tokens, and those of other tenants, answer alike. The same identity may accept again: a client that
 * lost the first answer gets it once more.
 */
export class InvitationAcceptanceService {
  constructor(private readonly grantRole: GrantInvitedRole) {}

  async accept(context: Context, token: string): Promise<string> {
    const { identity, db } = context;
    if (!identity) throw new Fault('UNAUTHENTICATED', 'signInRequired');
    const { tenantId, issuer, subject } = identity;
    const invitation = await db.first<Acceptable>(sql`select id, person_id as "personId", role, unit_id as "unitId",
        accepted_account_id as "acceptedAccountId",
        accepted_at is null and revoked_at is null and expires_at > now() as usable
      from invitation where tenant_id = ${tenantId}::uuid and token_hash = ${hashToken(token)} for no key update`);
    if (!invitation) throw unusable();
    const own = await db.first<{ id: string }>(sql`select id from account
      where tenant_id = ${tenantId}::uuid and issuer = ${issuer} and subject = ${subject}`);
    if (own && own.id === invitation.acceptedAccountId) return own.id;
    if (!invitation.usable) throw unusable();
    if (own) throw alreadyExists('account.exists', 'input', 'token');

    const { personId, role } = invitation;
    await lockPersons(db, [personId], 'token');
    const accountId = await insertAccount(db, { issuer, subject, kind: 'personal', personId, label: '' });
    const unitId = role === 'unit_administrator' ? invitation.unitId : null;
    if (role) await this.grantRole(db, { accountId, personId, role, unitId });
    await db.run(sql`update invitation set accepted_at = now(), accepted_account_id = ${accountId}::uuid
      where tenant_id = ${tenantId}::uuid and id = ${invitation.id}::uuid`);
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
}
