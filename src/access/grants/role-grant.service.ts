import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { alreadyExists, invalid, notFound, Refusal, type RefusalCode } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { textOrNull } from '../../base/input-text.js';
import { requireSecondFactor } from '../factors/second-factor.js';
import type { ScopeKind } from '../matrix/matrix.model.js';
import type { RoleBooks } from '../matrix/role-book.js';
import { isFixedRole } from '../roles.js';
import { fullCap, seatRefusal } from '../seats/seats.js';
import { keepingController } from './controllers.js';
import { type GrantedScope, grantedScope, insertScope } from './granted-scope.js';
import type { GrantRoleInput } from './role-grant.types.js';
import { type Holder, holderOf } from './role-holder.js';
import { validityOf } from './validity.js';

const refuse = (code: RefusalCode, messageKey: string, field: string): Refusal =>
  new Refusal({ code, messageKey, field: ['input', field] });

/** A role for an account. */
export interface NewGrant {
  readonly accountId: string;
  readonly personId: string | null;
  readonly role: string;
  readonly unitId: string | null;
  readonly stage?: string | null;
  readonly condition?: string | null;
  readonly validFrom?: Date | null;
  readonly validUntil?: Date | null;
  /** The account that gives it; null where an invitation does. */
  readonly grantedByAccountId?: string | null;
  /** The exception on which it rests, and what that was consented on the basis of. */
  readonly exception?: { readonly exceptionId: string; readonly basis: string };
}

/** Gives an account a role. Who may, and to whom, was asked before. */
export async function insertGrant(db: Transaction, grant: NewGrant): Promise<string> {
  const id = newId();
  const { accountId, personId, role, unitId, stage = null, condition = null, validFrom = null, exception } = grant;
  await db.run(sql`insert into role_grant (tenant_id, id, account_id, person_id, role, unit_id, stage, condition,
      valid_from, valid_until, granted_by_account_id, exception_id, exception_consented, basis)
    values (${db.scope.tenantId}::uuid, ${id}::uuid, ${accountId}::uuid, ${personId}::uuid, ${role}, ${unitId}::uuid,
      ${stage}, ${condition}, coalesce(${validFrom}::timestamptz, now()), ${grant.validUntil ?? null}::timestamptz,
      ${grant.grantedByAccountId ?? null}::uuid, ${exception?.exceptionId ?? null}::uuid,
      ${exception ? true : null}::boolean, ${exception?.basis ?? null})`);
  return id;
}

/** Ends every role of an account. */
export async function endRoles(db: Transaction, accountId: string): Promise<void> {
  await db.run(sql`update role_grant set valid_until = clock_timestamp()
    where tenant_id = ${db.scope.tenantId}::uuid and account_id = ${accountId}::uuid
      and (valid_until is null or valid_until > clock_timestamp())`);
}

/** Who holds which role. Nobody gives one to themselves, and somebody always acts for the controller. */
export class RoleGrantService {
  constructor(private readonly books: RoleBooks) {}

  async grant(context: Context, input: GrantRoleInput): Promise<string> {
    const { db } = context;
    const holder = await holderOf(context, input.accountId);
    const kind = await this.scopeKindOf(context, input.role);
    // Who acts for the controller is a person, not what carries data out.
    if (holder.kind === 'transfer' && isFixedRole(input.role))
      throw refuse('FORBIDDEN', 'role.notForTransfers', 'role');
    const validity = validityOf(context.now, input);
    const scope = await grantedScope(context, 'role.grant', kind, input);
    this.requireWithinOwn(context, input.role, scope);
    await this.requireNew(context, holder, input.role, scope);
    const { role } = input;
    const condition = textOrNull(input.condition);
    await this.requireFunction(context, holder.personId, role, condition, { role: 'role', condition: 'condition' });
    const { unitId, stage } = scope;
    const { id: accountId, personId } = holder;
    const full = await fullCap(db, await this.books.now(db), { accountId, role, unitId });
    if (full) throw seatRefusal(full, ['input', 'role']);
    const grantedByAccountId = context.viewer.accountId;
    const id = await insertGrant(db, {
      accountId,
      personId,
      role,
      unitId,
      stage,
      condition,
      grantedByAccountId,
      ...validity,
    });
    await insertScope(db, { grantId: id }, scope);
    await this.log(context, personId, { roleGrantId: id, role, unitId, change: 'granted' });
    return id;
  }

  private async scopeKindOf({ access, db }: Context, role: string): Promise<ScopeKind> {
    const kind = access.grantScope(role) as ScopeKind | null;
    if (kind !== null) return kind;
    const book = await this.books.now(db);
    if (book.algebra.isMasterKey(role)) throw invalid('role.masterKey', ['input', 'role']);
    throw invalid(book.find(role) ? 'role.notGrantable' : 'role.notInMatrix', ['input', 'role']);
  }

  /** Nobody ends what they could not have granted: of somebody out of reach, or with rights beyond their own. */
  private async requireRevocable(
    { access }: Context,
    { role, personId, unitId }: { role: string; personId: string | null; unitId: string | null },
  ): Promise<void> {
    if (personId) await access.requirePersons('person.update', [personId], 'roleGrantId', { category: 'SIGN_IN' });
    // A role that the matrix has no longer opens nothing, so that whoever reaches its holder may tidy it away.
    if (access.grantScope(role) !== null && !access.holdsAllOf(role, unitId)) {
      throw refuse('FORBIDDEN', 'role.beyondOwn', 'roleGrantId');
    }
  }

  /** Only roles of the person's function are granted (OP-2); a stackable one with what it asks to be stated (OP-3). */
  private async requireFunction(
    { db }: Context,
    personId: string | null,
    role: string,
    condition: string | null,
    fields: { readonly role: string; readonly condition: string },
  ): Promise<void> {
    const book = await this.books.now(db);
    if (isFixedRole(role) || !book.bindsRoles) return;
    const held = await db.many<{ function: string }>(sql`select function from function_assignment
      where tenant_id = ${db.scope.tenantId}::uuid and person_id = ${personId}::uuid
        and (valid_until is null or valid_until > now())`);
    const ways = book.functionRoles(
      role,
      held.map((one) => one.function),
    );
    if (ways.length === 0) throw refuse('FORBIDDEN', 'role.notOfFunction', fields.role);
    const asks = ways.every((way) => way.kind === 'STACKABLE' && way.condition !== null);
    if (asks && condition === null) {
      const facts = { condition: ways[0]?.condition ?? '' };
      throw new Refusal({
        code: 'INVALID',
        messageKey: 'role.conditionNeeded',
        field: ['input', fields.condition],
        facts,
      });
    }
  }

  /** What is asked before a grant is asked of an invitation with a role too; none states a condition. `personId` is null for a new card. */
  async requireOfferable(context: Context, role: string, personId: string | null, field: string): Promise<void> {
    await this.requireFunction(context, personId, role, null, { role: field, condition: field });
    await requireSecondFactor(context, 'role.grant', false);
  }

  /** Nobody grants more than they hold: every action and category of the role, as far as it is to reach. */
  private requireWithinOwn({ access }: Context, role: string, { unitId }: GrantedScope): void {
    if (!access.holdsAllOf(role, unitId)) throw refuse('FORBIDDEN', 'role.beyondOwn', 'role');
  }

  private async requireNew(context: Context, holder: Holder, role: string, scope: GrantedScope): Promise<void> {
    const { unitId, stage, groupIds, personIds } = scope;
    const held = await context.db.many<{ role: string; unitId: string | null; stage: string | null; names: boolean }>(
      sql`select role, unit_id as "unitId", stage, exists (select 1 from role_scope s
          where s.tenant_id = g.tenant_id and s.grant_id = g.id) as names
        from role_grant g where tenant_id = ${context.viewer.tenantId}::uuid and account_id = ${holder.id}::uuid
          and (valid_until is null or valid_until > clock_timestamp())`,
    );
    const isNamed = groupIds.length + personIds.length > 0;
    const same = held.find(
      (grant) => grant.role === role && grant.unitId === unitId && grant.stage === stage && !grant.names && !isNamed,
    );
    if (same) throw alreadyExists('role.held', 'input', 'role');
    const wider = held.find(
      (grant) =>
        context.access.roleContains(grant.role, role) &&
        !grant.names &&
        grant.stage === stage &&
        (grant.unitId === unitId || grant.unitId === null),
    );
    if (wider) {
      const facts = { containedIn: wider.role };
      throw new Refusal({ code: 'SUPERFLUOUS', messageKey: 'role.superfluous', field: ['input', 'role'], facts });
    }
  }

  async revoke(context: Context, globalId: string): Promise<string> {
    const { db, viewer } = context;
    const id = uuidOf('RoleGrant', globalId);
    if (!id) throw notFound('input', 'roleGrantId');
    return keepingController(db, ['input', 'roleGrantId'], async () => {
      const ended = await db.first<{ role: string; personId: string | null; unitId: string | null }>(sql`
        update role_grant set valid_until = clock_timestamp()
        where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid
          and (valid_until is null or valid_until > clock_timestamp())
        returning role, person_id as "personId", unit_id as "unitId"`);
      if (!ended) throw notFound('input', 'roleGrantId');
      await this.requireRevocable(context, ended);
      await this.log(context, ended.personId, {
        roleGrantId: id,
        role: ended.role,
        unitId: ended.unitId,
        change: 'revoked',
      });
      return id;
    });
  }

  private log(context: Context, personId: string | null, details: Record<string, unknown>): Promise<void> {
    const personIds = personId ? [personId] : [];
    return writeLog(context, { action: 'role.grant', personIds, categories: ['SIGN_IN'], details });
  }
}
