import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { invalid, Refusal } from '../../base/errors.js';
import { toGlobalId } from '../../base/ids.js';
import type { ExceptionService } from '../exceptions/exception.service.js';
import { requireSecondFactor } from '../factors/second-factor.js';
import type { RoleGrantService } from '../grants/role-grant.service.js';
import type { GrantRoleInput } from '../grants/role-grant.types.js';
import type { DecideReviewItemInput } from './review.inputs.js';
import type { LockedItem } from './review-item.lock.js';

export type Decided = Omit<DecideReviewItemInput, 'itemId'>;

interface GrantedParts {
  readonly stage: string | null;
  readonly condition: string | null;
  readonly groupIds: readonly string[];
  readonly personIds: readonly string[];
}

/** Carries a decision out by the services that grant and revoke, so that each of their rules holds here too. */
export class ReviewEffects {
  constructor(
    private readonly grants: RoleGrantService,
    private readonly exceptions: ExceptionService,
  ) {}

  /** Answers the grant by which the account holds the right from now on; null where it holds none. */
  async apply(context: Context, item: LockedItem, decided: Decided): Promise<string | null> {
    if (decided.decision === 'REVOKE') {
      await this.end(context, item);
      return null;
    }
    if (decided.decision === 'CHANGE') return this.change(context, item, decided);
    if (item.decision === null || item.decision === 'KEEP') return item.currentGrantId;
    // What was revoked or changed comes back as it was, under the rules for whoever grants it now.
    if (item.exceptionId)
      throw new Refusal({ code: 'CONFLICT', messageKey: 'review.exceptionOver', field: ['itemId'] });
    await this.end(context, item);
    return this.grant(context, await this.asItWas(context, item));
  }

  private async change(context: Context, item: LockedItem, decided: Decided): Promise<string> {
    const { toRole, unitId, condition, validUntil } = decided;
    if (!toRole && !validUntil) throw invalid('review.noChange', ['input', 'toRole']);
    // The end of an exception was consented to; it is ended, or asked for anew.
    if (item.exceptionId && !toRole) throw invalid('review.exceptionEnd', ['input', 'validUntil']);
    const was = await this.asItWas(context, item);
    await this.end(context, item);
    const role = toRole ?? item.role;
    const kind = context.access.grantScope(role);
    return this.grant(context, {
      accountId: was.accountId,
      role,
      unitId: unitId ?? (kind === 'UNIT' || kind === 'MODULE' ? was.unitId : null) ?? null,
      groupIds: kind === 'GROUPS' ? (was.groupIds ?? null) : null,
      stage: kind === 'GROUPS' ? (was.stage ?? null) : null,
      personIds: kind === 'PEOPLE' ? (was.personIds ?? null) : null,
      condition: condition ?? was.condition ?? null,
      validUntil: validUntil ?? was.validUntil ?? null,
    });
  }

  /** A review is no way round what the tenant asks for before a role is granted. */
  private async grant(context: Context, input: GrantRoleInput): Promise<string> {
    await requireSecondFactor(context, 'role.grant', false);
    return this.grants.grant(context, input);
  }

  private async end(context: Context, { currentGrantId, grantId, exceptionId }: LockedItem): Promise<void> {
    if (currentGrantId === null) return;
    if (exceptionId && currentGrantId === grantId) {
      await this.exceptions.end(context, toGlobalId('AccessException', exceptionId));
      return;
    }
    await this.grants.revoke(context, toGlobalId('RoleGrant', currentGrantId));
  }

  /** The grant that was reviewed, as it would be granted anew. */
  private async asItWas({ db }: Context, item: LockedItem): Promise<GrantRoleInput> {
    const parts = await db.first<GrantedParts>(sql`select g.stage, g.condition,
        array(select s.group_id::text from role_scope s where s.tenant_id = g.tenant_id and s.grant_id = g.id
          and s.group_id is not null) as "groupIds",
        array(select s.person_id::text from role_scope s where s.tenant_id = g.tenant_id and s.grant_id = g.id
          and s.person_id is not null) as "personIds"
      from role_grant g where g.tenant_id = ${db.scope.tenantId}::uuid and g.id = ${item.grantId}::uuid`);
    const { stage = null, condition = null, groupIds = [], personIds = [] } = parts ?? {};
    return {
      accountId: toGlobalId('Account', item.accountId),
      role: item.role,
      unitId: item.unitId && toGlobalId('Unit', item.unitId),
      groupIds: groupIds.map((id) => toGlobalId('Group', id)),
      stage,
      personIds: personIds.map((id) => toGlobalId('Person', id)),
      condition,
      validUntil: item.heldUntil,
    };
  }
}
