import sql from 'sql-template-tag';
import { Role } from '../accounts/index.js';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { alreadyExists, invalid, notFound, Refusal, type RefusalCode } from '../base/errors.js';
import { newId, uuidOf } from '../base/ids.js';
import { requireOpenUnits } from '../tenants/index.js';
import { keepingController } from './controllers.js';
import type { GrantRoleInput } from './role-grant.types.js';
import { builtInRoles, type RoleDefinition, roleNames } from './roles.js';

interface Holder {
  readonly id: string;
  readonly kind: 'personal' | 'service';
  readonly personId: string | null;
  readonly closedAt: Date | null;
}

const refuse = (code: RefusalCode, messageKey: string, field: string): Refusal =>
  new Refusal({ code, messageKey, field: ['input', field] });

/** A role for an account, in the whole tenant or in one unit. */
export interface NewGrant {
  readonly accountId: string;
  readonly personId: string | null;
  readonly role: string;
  readonly unitId: string | null;
  readonly validUntil?: Date | null;
}

/** Gives an account a role. Who may, and to whom, was asked before. */
export async function insertGrant(db: Transaction, grant: NewGrant): Promise<string> {
  const id = newId();
  await db.run(sql`insert into role_grant (tenant_id, id, account_id, person_id, role, unit_id, valid_until)
    values (${db.scope.tenantId}::uuid, ${id}::uuid, ${grant.accountId}::uuid, ${grant.personId}::uuid, ${grant.role},
      ${grant.unitId}::uuid, ${grant.validUntil ?? null}::timestamptz)`);
  return id;
}

const granters = roleNames.filter((name) => (builtInRoles[name] as RoleDefinition).actions.includes('role.grant'));

/** Whether an account holds a role at this moment in which roles are granted. */
export async function mayGrantRoles(db: Transaction, accountId: string): Promise<boolean> {
  const held = await db.first(sql`select 1 from role_grant g
    join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
    where g.tenant_id = ${db.scope.tenantId}::uuid and g.account_id = ${accountId}::uuid
      and g.role = any(${granters}::text[]) and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
      and a.closed_at is null and a.person_id is not null limit 1`);
  return held !== null;
}

/** Ends every role of an account. */
export async function endRoles(db: Transaction, accountId: string): Promise<void> {
  await db.run(sql`update role_grant set valid_until = clock_timestamp()
    where tenant_id = ${db.scope.tenantId}::uuid and account_id = ${accountId}::uuid
      and (valid_until is null or valid_until > clock_timestamp())`);
}

/** Who holds which role. Nobody gives one to themselves, and somebody always acts for the controller. */
export class RoleGrantService {
  async grant(context: Context, input: GrantRoleInput): Promise<string> {
    const { viewer, db } = context;
    const holder = await this.requireHolder(context, input.accountId);
    if (input.role === Role.OPERATOR) throw invalid('role.notGrantable', ['input', 'role']);
    const validUntil = input.validUntil ?? null;
    if (validUntil && validUntil <= context.now) throw invalid('role.inThePast', ['input', 'validUntil']);
    const unitId = await this.unitOf(context, input);
    const held = await db.first(sql`select 1 from role_grant where tenant_id = ${viewer.tenantId}::uuid
      and account_id = ${holder.id}::uuid and role = ${input.role} and unit_id is not distinct from ${unitId}::uuid
      and (valid_until is null or valid_until > clock_timestamp())`);
    if (held) throw alreadyExists('role.held', 'input', 'role');
    const grant = { accountId: holder.id, personId: holder.personId, role: input.role, unitId, validUntil };
    const id = await insertGrant(db, grant);
    await this.log(context, holder.personId, { roleGrantId: id, role: input.role, unitId, change: 'granted' });
    return id;
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
      await this.log(context, ended.personId, {
        roleGrantId: id,
        role: ended.role,
        unitId: ended.unitId,
        change: 'revoked',
      });
      return id;
    });
  }

  private async requireHolder(context: Context, globalId: string): Promise<Holder> {
    const id = uuidOf('Account', globalId);
    const holder =
      id &&
      (await context.db.first<Holder>(sql`select id, kind, person_id as "personId", closed_at as "closedAt"
        from account where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid for no key update`));
    if (!holder) throw notFound('input', 'accountId');
    const { viewer } = context;
    if (holder.id === viewer.accountId || (holder.personId && holder.personId === viewer.personId)) {
      throw refuse('FORBIDDEN', 'role.notOneself', 'accountId');
    }
    if (holder.kind === 'service') throw refuse('SERVICE_ACCOUNT', 'role.unlinked', 'accountId');
    if (!holder.personId) throw refuse('CONFLICT', 'role.unlinked', 'accountId');
    if (holder.closedAt) throw refuse('CONFLICT', 'account.closed', 'accountId');
    await context.access.requirePersons('person.update', [holder.personId], 'accountId', { category: 'SIGN_IN' });
    return holder;
  }

  private async unitOf(context: Context, input: GrantRoleInput): Promise<string | null> {
    if (input.role !== Role.UNIT_ADMINISTRATOR) {
      if (input.unitId) throw invalid('role.noUnit', ['input', 'unitId']);
      return null;
    }
    if (!input.unitId) throw invalid('invalid.empty', ['input', 'unitId']);
    const [unitId = null] = await requireOpenUnits(context, 'role.grant', [input.unitId], 'unitId');
    return unitId;
  }

  private log(context: Context, personId: string | null, details: Record<string, unknown>): Promise<void> {
    const personIds = personId ? [personId] : [];
    return writeLog(context, { action: 'role.grant', personIds, categories: ['SIGN_IN'], details });
  }
}
