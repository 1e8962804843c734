import sql, { type Sql } from 'sql-template-tag';
import { writeLog, writeSystemLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { invalid, notFound, Refusal, type RefusalCode, staleVersion } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import type {
  ApproveLockboxAccessInput,
  RefuseLockboxAccessInput,
  RequestLockboxAccessInput,
  SetLockboxRuleInput,
} from './lockbox.inputs.js';
import type { LockboxRuleType } from './lockbox.types.js';
import type { LockboxAccess } from './lockbox-access.entity.js';
import { approvedOf, uuidsOf } from './lockbox-approval.js';
import { type LockboxSide, type LockboxState, stateNow } from './lockbox-states.js';

/** Where a tenant says nothing: the processor's staff can ask, and access lasts a day. */
const standardRule: LockboxRuleType = { isAllowed: true, maximumHours: 24, version: 0 };

const HOUR_MS = 60 * 60 * 1_000;
const FIELD = ['input', 'lockboxAccessId'] as const;
const refuse = (code: RefusalCode, messageKey: string, field: readonly string[] = FIELD): Refusal =>
  new Refusal({ code, messageKey, field });

/** A row that is about to be changed, and where it stands. */
export type LockedAccess = Pick<
  LockboxAccess,
  'id' | 'tenantId' | 'staffAccountId' | 'staffEmail' | 'askedCategories' | 'askedUnitId' | 'askedPersons' | 'version'
> & { readonly endsAt: Date; readonly now: LockboxState };

const columns = sql`b.id, b.tenant_id as "tenantId", b.staff_account_id as "staffAccountId", b.staff_email as "staffEmail",
  b.asked_categories as "askedCategories", b.asked_unit_id as "askedUnitId", b.asked_persons as "askedPersons",
  b.version, b.ends_at as "endsAt", ${stateNow(sql`b`)} as now`;

/** Staff of the processor ask to read a tenant's data; its controller lets them, or not (BJ-7). */
export class LockboxService {
  /** The rule of the transaction's tenant. */
  async rule({ db }: Pick<Context, 'db'>): Promise<LockboxRuleType> {
    const rule = await db.first<LockboxRuleType>(sql`select is_allowed as "isAllowed", maximum_hours as "maximumHours",
      version from lockbox_rule where tenant_id = ${db.scope.tenantId}::uuid`);
    return rule ?? standardRule;
  }

  async setRule(context: Context, input: SetLockboxRuleInput): Promise<LockboxRuleType> {
    const { db, viewer } = context;
    const { isAllowed, maximumHours, expectedVersion } = input;
    await lockTenant(db);
    const { version } = await this.rule(context);
    if (version !== expectedVersion) throw staleVersion(version);
    await db.run(sql`insert into lockbox_rule (tenant_id, id, is_allowed, maximum_hours)
      values (${viewer.tenantId}::uuid, ${newId()}::uuid, ${isAllowed}, ${maximumHours}::integer)
      on conflict (tenant_id) do update set is_allowed = excluded.is_allowed, maximum_hours = excluded.maximum_hours,
        version = lockbox_rule.version + 1, updated_at = now()`);
    const ended = isAllowed
      ? 0
      : await db.run(sql`update lockbox_access b set state = 'ENDED', ended_by = 'CONTROLLER', version = version + 1,
            ends_at = least(b.ends_at, clock_timestamp())
          where b.tenant_id = ${viewer.tenantId}::uuid and b.state in ('REQUESTED', 'APPROVED')
            and b.ends_at > clock_timestamp()`);
    await writeLog(context, { action: 'lockbox.decide', details: { lockboxRule: { isAllowed, maximumHours }, ended } });
    return this.rule(context);
  }

  /** Puts a request before the tenant's controller; answers its id. */
  async request(context: Context, input: RequestLockboxAccessInput): Promise<string> {
    const { viewer, identity, now, requestId } = context;
    const tenantId = uuidOf('Tenant', input.tenantId);
    const tenant =
      tenantId &&
      (await context.db.first(
        sql`select 1 from tenant where tenant_id = ${tenantId}::uuid and kind = 'controller' for key share`,
      ));
    if (!tenantId || !tenant) throw notFound('input', 'tenantId');
    const id = newId();
    const texts = {
      staffName: requiredText(input.staffName, 'staffName'),
      ticket: textOrNull(input.ticket),
      reason: requiredText(input.reason, 'reason'),
      needed: requiredText(input.needed, 'needed'),
    };
    const unitId = input.unitId == null ? null : uuidOf('Unit', input.unitId);
    const persons = uuidsOf(input.personIds ?? [], 'personIds');
    if (input.unitId != null && persons.length > 0) throw invalid('lockbox.unitOrPeople', ['input', 'personIds']);
    if (input.unitId != null && unitId === null) throw notFound('input', 'unitId');
    if (input.until <= now) throw invalid('role.inThePast', ['input', 'until']);
    await context.db.lendTo(tenantId, async (db) => {
      const rule = await this.rule({ db });
      if (!rule.isAllowed) throw refuse('FORBIDDEN', 'lockbox.ruledOut', ['input', 'tenantId']);
      requireShort(rule, now, input.until);
      // What the tenant has not, is not told of: the unit and the people are taken down where they are there.
      await db.run(sql`insert into lockbox_access (tenant_id, id, staff_account_id, staff_name, staff_email, ticket, reason,
          needed, purpose, asked_categories, asked_unit_id, asked_persons, asked_until, ends_at)
        values (${tenantId}::uuid, ${id}::uuid, ${viewer.accountId}::uuid, ${texts.staffName}, ${identity?.email ?? null},
          ${texts.ticket}, ${texts.reason}, ${texts.needed}, ${input.purpose}, ${[...new Set(input.categories)].sort()}::text[],
          (select u.id from unit u where u.tenant_id = ${tenantId}::uuid and u.id = ${unitId}::uuid),
          ${persons.length}::integer, ${input.until}::timestamptz, ${input.until}::timestamptz)`);
      await db.run(sql`insert into lockbox_person (tenant_id, access_id, person_id, is_asked)
        select p.tenant_id, ${id}::uuid, p.id, true from person p
        where p.tenant_id = ${tenantId}::uuid and p.id = any(${persons}::uuid[])`);
      const { categories } = input;
      await writeSystemLog(db, {
        action: 'lockbox.request',
        role: 'operator',
        details: { lockboxAccessId: id, categories },
        requestId,
      });
    });
    await writeLog(context, { action: 'lockbox.request', details: { tenantId, lockboxAccessId: id } });
    return id;
  }

  /** The member of staff takes back the own request, or gives the access back. */
  async withdraw(context: Context, globalId: string): Promise<string> {
    const { db, viewer, requestId } = context;
    const id = uuidOf('LockboxAccess', globalId);
    const row =
      id &&
      (await db.first<{ tenantId: string }>(sql`select tenant_id as "tenantId" from lockbox_access
        where id = ${id}::uuid and staff_account_id = ${viewer.accountId}::uuid`));
    if (!id || !row) throw notFound(...FIELD);
    await db.lendTo(row.tenantId, async (lent) => {
      await this.close(lent, await this.lock(lent, id), 'PROCESSOR');
      const details = { lockboxAccessId: id, change: 'withdrawn' };
      await writeSystemLog(lent, { action: 'lockbox.request', role: 'operator', details, requestId });
    });
    const details = { tenantId: row.tenantId, lockboxAccessId: id, change: 'withdrawn' };
    await writeLog(context, { action: 'lockbox.request', details });
    return id;
  }

  async approve(context: Context, input: ApproveLockboxAccessInput): Promise<string> {
    const { db, viewer } = context;
    await lockTenant(db);
    const row = await this.lock(db, uuidOf('LockboxAccess', input.lockboxAccessId));
    if (row.now !== 'REQUESTED') throw refuse('CONFLICT', 'lockbox.answered');
    if (row.version !== input.expectedVersion) throw staleVersion(row.version);
    requireOther(context, row);
    const { categories, unitId, personIds, until } = await approvedOf(context, row, input);
    // The rule may have become stricter since it was asked for.
    requireShort(await this.rule(context), context.now, until);
    await db.run(sql`update lockbox_person set is_granted = true
      where tenant_id = ${viewer.tenantId}::uuid and access_id = ${row.id}::uuid and person_id = any(${personIds}::uuid[])`);
    await db.run(sql`insert into lockbox_person (tenant_id, access_id, person_id, is_granted)
      select tenant_id, ${row.id}::uuid, id, true from person
      where tenant_id = ${viewer.tenantId}::uuid and id = any(${personIds}::uuid[])
      on conflict (tenant_id, access_id, person_id) do nothing`);
    const approved = sql`state = 'APPROVED', categories = ${[...categories]}::text[], unit_id = ${unitId}::uuid,
      ends_at = ${until}::timestamptz`;
    await this.decide(context, row.id, approved, textOrNull(input.answer));
    await this.log(context, 'lockbox.decide', row.id, 'approved', personIds, categories);
    return row.id;
  }

  async refuse(context: Context, input: RefuseLockboxAccessInput): Promise<string> {
    const row = await this.lock(context.db, uuidOf('LockboxAccess', input.lockboxAccessId));
    if (row.now !== 'REQUESTED') throw refuse('CONFLICT', 'lockbox.answered');
    await this.decide(context, row.id, sql`state = 'REFUSED'`, requiredText(input.reason, 'reason'));
    await this.log(context, 'lockbox.end', row.id, 'refused');
    return row.id;
  }

  async end(context: Context, globalId: string): Promise<string> {
    const row = await this.lock(context.db, uuidOf('LockboxAccess', globalId));
    if (row.now !== 'APPROVED') throw refuse('CONFLICT', 'lockbox.notInForce');
    await this.close(context.db, row, 'CONTROLLER');
    await this.log(context, 'lockbox.end', row.id, 'ended');
    return row.id;
  }

  private async lock(db: Transaction, id: string | null): Promise<LockedAccess> {
    const row =
      id &&
      (await db.first<LockedAccess>(sql`select ${columns} from lockbox_access b
        where b.tenant_id = ${db.scope.tenantId}::uuid and b.id = ${id}::uuid for update`));
    if (!row) throw notFound(...FIELD);
    return row;
  }

  private async close(db: Transaction, { id, now }: LockedAccess, side: LockboxSide): Promise<void> {
    if (now !== 'REQUESTED' && now !== 'APPROVED') throw refuse('CONFLICT', 'lockbox.notInForce');
    await db.run(sql`update lockbox_access set state = 'ENDED', ended_by = ${side}, version = version + 1,
        ends_at = least(ends_at, clock_timestamp())
      where tenant_id = ${db.scope.tenantId}::uuid and id = ${id}::uuid`);
  }

  private decide({ db, viewer }: Context, id: string, change: Sql, answer: string | null): Promise<number> {
    return db.run(sql`update lockbox_access set ${change}, answer = ${answer}, decided_at = clock_timestamp(),
        decided_by_account_id = ${viewer.accountId}::uuid, decided_by_person_id = ${viewer.personId}::uuid,
        version = version + 1
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
  }

  private log(
    context: Context,
    action: 'lockbox.decide' | 'lockbox.end',
    lockboxAccessId: string,
    change: string,
    personIds: readonly string[] = [],
    categories: readonly string[] = [],
  ): Promise<void> {
    return writeLog(context, { action, details: { lockboxAccessId, change, categories }, personIds, categories });
  }
}

/** One decision after the other, so that nothing is approved while it is being ruled out. */
const lockTenant = (db: Transaction): Promise<unknown> =>
  db.run(sql`select 1 from tenant where tenant_id = ${db.scope.tenantId}::uuid for no key update`);

/** Access lasts no longer than the tenant lets it. */
function requireShort({ maximumHours }: LockboxRuleType, now: Date, until: Date): void {
  if (until.getTime() - now.getTime() <= maximumHours * HOUR_MS) return;
  throw new Refusal({
    code: 'INVALID',
    messageKey: 'lockbox.tooLong',
    field: ['input', 'until'],
    facts: { maximumHours },
  });
}

/** Nobody approves their own request, whichever of their accounts they sign in to. */
function requireOther({ viewer, identity }: Context, { staffAccountId, staffEmail }: LockedAccess): void {
  const isSame = staffEmail !== null && identity?.email?.toLowerCase() === staffEmail.toLowerCase();
  if (isSame || staffAccountId === viewer.accountId) throw refuse('FORBIDDEN', 'lockbox.ownRequest');
}
