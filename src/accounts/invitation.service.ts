import { createHash, randomBytes } from 'node:crypto';
import sql, { type Sql } from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { alreadyExists, invalid, notFound, Refusal } from '../base/errors.js';
import { newId, uuidOf } from '../base/ids.js';
import { requiredText } from '../base/input-text.js';
import { insertPerson, lockPersons, normaliseEmail, requireCardRights } from '../people/index.js';
import { requireOpenUnits } from '../tenants/index.js';
import { hasAccount } from './account-record.js';
import type { InviteUserInput, RenewInvitationInput } from './invitation.inputs.js';
import type { InvitationState } from './invitation.objects.js';

const VALID_DAYS = 14;
const TOKEN_BYTES = 32;

export interface IssuedInvitation {
  readonly invitationId: string;
  readonly token: string;
}

interface InvitationRow {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string | null;
  readonly role: string | null;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

const states: Readonly<Record<InvitationState, (row: Sql) => Sql>> = {
  ACCEPTED: (row) => sql`${row}.accepted_at is not null`,
  REVOKED: (row) => sql`${row}.revoked_at is not null`,
  EXPIRED: (row) => sql`${row}.accepted_at is null and ${row}.revoked_at is null and ${row}.expires_at <= now()`,
  PENDING: (row) => sql`${row}.accepted_at is null and ${row}.revoked_at is null and ${row}.expires_at > now()`,
};

export const inState = (state: InvitationState | null | undefined, row: Sql): Sql =>
  state ? states[state](row) : sql`true`;

/** What is asked before a role is granted, which accounts do not know of themselves. */
export interface OfferRules {
  /** Refuses, at `field` of the input, to offer a role to a person; null for somebody who has no card yet. */
  requireOfferable(context: Context, role: string, personId: string | null, field: string): Promise<void>;
}

/** Invitations of people to the portal: made, renewed, revoked. The token is answered once and kept as a hash alone. */
export class InvitationService {
  constructor(private readonly grants: OfferRules) {}

  async invite(context: Context, input: InviteUserInput): Promise<IssuedInvitation> {
    const { viewer, access, db } = context;
    const email = normaliseEmail(input.email);
    if (!email) throw invalid('invalid.email', ['input', 'email']);
    if (!input.unitId) access.requireUnit('invitation.manage', null, 'unitId');
    const unitIds = await requireOpenUnits(context, 'invitation.manage', input.unitId ? [input.unitId] : [], 'unitId');
    const unitId = unitIds[0] ?? null;
    const role = await this.roleOf(context, input, unitId);
    const personId = await this.personOf(context, input, email, unitIds);
    const id = newId();
    const token = newToken();
    await db.run(sql`insert into invitation (tenant_id, id, person_id, email, unit_id, role, token_hash,
        invited_by_account_id, invited_by_person_id, expires_at)
      values (${viewer.tenantId}::uuid, ${id}::uuid, ${personId}::uuid, ${email}, ${unitId}::uuid, ${role},
        ${hashToken(token)}, ${viewer.accountId}::uuid, ${viewer.personId}::uuid,
        now() + make_interval(days => ${input.validDays ?? VALID_DAYS}::integer))`);
    await this.log(context, { id, personId, unitId }, input.personId ? 'invited' : 'added and invited');
    return { invitationId: id, token };
  }

  async renew(context: Context, input: RenewInvitationInput): Promise<IssuedInvitation> {
    const invitation = await this.lock(context, input.invitationId);
    if (invitation.acceptedAt || invitation.revokedAt) {
      throw new Refusal({ code: 'CONFLICT', messageKey: 'invitation.closed', field: ['input', 'invitationId'] });
    }
    // Whoever holds the token can become the person, and take the role.
    await this.requireInvitable(context, invitation.personId, 'invitationId', invitation.id);
    if (invitation.role) await this.requireGrants(context, invitation.role, invitation, 'invitationId');
    const token = newToken();
    const { accountId, personId } = context.viewer;
    await context.db.run(sql`update invitation set token_hash = ${hashToken(token)},
        invited_by_account_id = ${accountId}::uuid, invited_by_person_id = ${personId}::uuid,
        expires_at = now() + make_interval(days => ${input.validDays ?? VALID_DAYS}::integer)
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${invitation.id}::uuid`);
    await this.log(context, invitation, 'renewed');
    return { invitationId: invitation.id, token };
  }

  /** Takes an invitation back; one that is taken back already stays so. */
  async revoke(context: Context, globalId: string): Promise<string> {
    const invitation = await this.lock(context, globalId);
    if (invitation.acceptedAt) {
      throw new Refusal({ code: 'CONFLICT', messageKey: 'invitation.closed', field: ['input', 'invitationId'] });
    }
    if (invitation.revokedAt) return invitation.id;
    await context.db.run(sql`update invitation set revoked_at = now()
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${invitation.id}::uuid`);
    await this.log(context, invitation, 'revoked');
    return invitation.id;
  }

  private async roleOf(context: Context, input: InviteUserInput, unitId: string | null): Promise<string | null> {
    if (!input.role) return null;
    const scope = context.access.grantScope(input.role);
    // Who is chosen by name, group or module is chosen when the account is there.
    if (scope === null || !['TENANT', 'UNIT', 'SUPERVISED', 'SELF'].includes(scope)) {
      throw invalid('role.notGrantable', ['input', 'role']);
    }
    if (scope === 'UNIT' && !unitId) throw invalid('invalid.empty', ['input', 'unitId']);
    const personId = input.personId ? uuidOf('Person', input.personId) : null;
    await this.requireGrants(context, input.role, { unitId, personId }, 'role');
    return input.role;
  }

  /** An invitation is no way round what is asked for before a role is granted, nor to more than who invites holds. */
  private async requireGrants(
    context: Context,
    role: string,
    { unitId, personId }: { readonly unitId: string | null; readonly personId: string | null },
    field: string,
  ): Promise<void> {
    const { access } = context;
    const refuse = (messageKey: string): Refusal =>
      new Refusal({ code: 'FORBIDDEN', messageKey, field: ['input', field] });
    if (!access.can('role.grant')) throw refuse('invitation.roleNotYours');
    const scope = access.grantScope(role);
    // A role that the matrix has no longer is not given to who accepts.
    if (scope === null) return;
    if (!access.holdsAllOf(role, scope === 'UNIT' ? unitId : null)) throw refuse('role.beyondOwn');
    await this.grants.requireOfferable(context, role, personId, field);
  }

  private async personOf(
    context: Context,
    input: InviteUserInput,
    email: string,
    unitIds: readonly string[],
  ): Promise<string> {
    const { register, givenName, familyName } = input;
    if (input.personId) {
      if (register || givenName || familyName) throw invalid('invitation.whom', ['input', 'personId']);
      const personId = await this.requireInvitable(context, uuidOf('Person', input.personId), 'personId');
      await this.requireOwnAddress(context, personId, email);
      return personId;
    }
    if (!register) throw invalid('invitation.whom', ['input', 'register']);
    await requireCardRights(context, { register }, 'register');
    return insertPerson(context.db, {
      register,
      givenName: requiredText(givenName, 'givenName'),
      familyName: requiredText(familyName, 'familyName'),
      email,
      unitIds,
    });
  }

  /** A person within reach who has no open account and no other invitation that still holds. */
  private async requireInvitable(
    context: Context,
    personId: string | null,
    field: string,
    invitationId: string | null = null,
  ): Promise<string> {
    const { access, db } = context;
    if (!personId) throw notFound('input', field);
    await access.requirePersons('person.update', [personId], field, { category: 'SIGN_IN' });
    await lockPersons(db, [personId], field);
    if (await hasAccount(db, personId)) throw alreadyExists('invitation.hasAccount', 'input', field);
    const pending = await db.first(sql`select 1 from invitation i where i.tenant_id = ${db.scope.tenantId}::uuid
      and i.person_id = ${personId}::uuid and i.id is distinct from ${invitationId}::uuid and ${states.PENDING(sql`i`)}`);
    if (pending) throw alreadyExists('invitation.pending', 'input', field);
    await requireCardRights(context, { personId }, field);
    return personId;
  }

  /**
   * Whoever accepts becomes the person, and reads more than an administrator does. So only who links accounts to persons
   * invites somebody at another address than that of the card, which a source system may own.
   */
  private async requireOwnAddress({ access, db }: Context, personId: string, email: string): Promise<void> {
    if (access.can('account.manage')) return;
    const other = await db.first(sql`select 1 from person where tenant_id = ${db.scope.tenantId}::uuid
      and id = ${personId}::uuid and email is not null and lower(email) <> ${email}`);
    if (other) throw invalid('invitation.otherAddress', ['input', 'email']);
  }

  private async lock(context: Context, globalId: string): Promise<InvitationRow> {
    const id = uuidOf('Invitation', globalId);
    const invitation =
      id &&
      (await context.db.first<InvitationRow>(sql`select id, person_id as "personId", unit_id as "unitId", role,
          accepted_at as "acceptedAt", revoked_at as "revokedAt"
        from invitation where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid for no key update`));
    if (!invitation) throw notFound('input', 'invitationId');
    context.access.requireUnit('invitation.manage', invitation.unitId, 'invitationId');
    return invitation;
  }

  private log(
    context: Context,
    invitation: Pick<InvitationRow, 'id' | 'personId' | 'unitId'>,
    change: string,
  ): Promise<void> {
    return writeLog(context, {
      action: 'invitation.manage',
      personIds: [invitation.personId],
      categories: ['CONTACT', 'NAME', 'SIGN_IN'],
      unitId: invitation.unitId,
      details: { invitationId: invitation.id, change },
    });
  }
}
