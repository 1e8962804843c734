import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { invalid, notFound, Refusal } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import { type GrantedScope, grantedScope, insertScope } from '../grants/granted-scope.js';
import { insertGrant } from '../grants/role-grant.service.js';
import { holderOf } from '../grants/role-holder.js';
import { isOpen } from '../leavers/leaver-facts.js';
import type { ScopeKind } from '../matrix/matrix.model.js';
import type { RoleBooks } from '../matrix/role-book.js';
import { isFixedRole } from '../roles.js';
import { fullCap, seatRefusal } from '../seats/seats.js';
import type { AccessException } from './access-exception.entity.js';
import type { DecideExceptionInput, RequestExceptionInput } from './access-exception.types.js';
import { stateOf } from './exception-states.js';

const LONGEST_DAYS = 366;
const DAY_MS = 24 * 60 * 60 * 1_000;

type Entry = Pick<
  AccessException,
  | 'id'
  | 'accountId'
  | 'personId'
  | 'role'
  | 'unitId'
  | 'stage'
  | 'endsAt'
  | 'endedAt'
  | 'isConsented'
  | 'requestedByAccountId'
  | 'requestedByPersonId'
>;

/** Exceptions to the matrix: the one way to a role that the person's function has not, or to a master key (OP-6, OP-7). */
export class ExceptionService {
  constructor(private readonly books: RoleBooks) {}

  /** Enters a request into the register; answers its id. */
  async request(context: Context, input: RequestExceptionInput): Promise<string> {
    const { db, viewer, now } = context;
    const holder = await holderOf(context, input.accountId);
    const reason = requiredText(input.reason, 'reason');
    const { endsAt } = input;
    if (endsAt <= now) throw invalid('role.inThePast', ['input', 'endsAt']);
    if (endsAt.getTime() - now.getTime() > LONGEST_DAYS * DAY_MS)
      throw invalid('exception.tooLong', ['input', 'endsAt']);
    const scope = await this.scopeOf(context, input);
    const { unitId, stage } = scope;
    await db.run(sql`select 1 from tenant where tenant_id = ${viewer.tenantId}::uuid for no key update`);
    const id = newId();
    await db.run(sql`insert into access_exception (tenant_id, id, number, account_id, person_id, role, unit_id,
        stage, reason, ends_at, requested_by_account_id, requested_by_person_id, requested_at)
      select ${viewer.tenantId}::uuid, ${id}::uuid, coalesce(max(number), 0) + 1, ${holder.id}::uuid,
        ${holder.personId}::uuid, ${input.role}, ${unitId}::uuid, ${stage}, ${reason}, ${endsAt}::timestamptz,
        ${viewer.accountId}::uuid, ${viewer.personId}::uuid, ${now}::timestamptz
      from access_exception where tenant_id = ${viewer.tenantId}::uuid`);
    await insertScope(db, { exceptionId: id }, scope);
    await this.log(context, 'exception.request', holder.personId, {
      exceptionId: id,
      role: input.role,
      change: 'requested',
    });
    return id;
  }

  /** Consents, and the role takes effect until the end; or refuses. Never for oneself, nor for what one asked for oneself. */
  async decide(context: Context, input: DecideExceptionInput): Promise<string> {
    const { db, viewer, now } = context;
    const entry = await this.lock(context, input.exceptionId);
    const { accountId: ownAccount, personId: ownPerson } = viewer;
    const isOwn = [entry.requestedByAccountId, entry.accountId].includes(ownAccount);
    if (isOwn || (ownPerson && [entry.requestedByPersonId, entry.personId].includes(ownPerson)))
      throw this.refuse('FORBIDDEN', 'exception.notOneself');
    const { accountId } = entry;
    if (stateOf(entry, now) !== 'REQUESTED' || accountId === null) {
      throw this.refuse('CONFLICT', 'exception.decided');
    }
    if (input.isConsented && !context.access.holdsAllOf(entry.role, entry.unitId)) {
      throw this.refuse('FORBIDDEN', 'role.beyondOwn');
    }
    const consultation = input.isConsented
      ? requiredText(input.consultation, 'consultation')
      : textOrNull(input.consultation);
    await db.run(sql`update access_exception set is_consented = ${input.isConsented}, decided_at = ${now}::timestamptz,
        decided_by_account_id = ${viewer.accountId}::uuid, decided_by_person_id = ${viewer.personId}::uuid,
        answer = ${textOrNull(input.answer)}, consultation = ${consultation}
      where tenant_id = ${viewer.tenantId}::uuid and id = ${entry.id}::uuid`);
    if (input.isConsented) await this.grant(context, { ...entry, accountId });
    const change = input.isConsented ? 'consented' : 'refused';
    await this.log(context, 'exception.decide', entry.personId, { exceptionId: entry.id, role: entry.role, change });
    return entry.id;
  }

  /** Ends an exception before its time: the role has no effect from then on. */
  async end(context: Context, globalId: string): Promise<string> {
    const { db, viewer, now } = context;
    const entry = await this.lock(context, globalId);
    const state = stateOf(entry, now);
    if (state !== 'REQUESTED' && state !== 'IN_FORCE') throw this.refuse('CONFLICT', 'exception.decided');
    await db.run(sql`update access_exception set ended_at = ${now}::timestamptz
      where tenant_id = ${viewer.tenantId}::uuid and id = ${entry.id}::uuid`);
    await db.run(sql`update role_grant set valid_until = clock_timestamp()
      where tenant_id = ${viewer.tenantId}::uuid and exception_id = ${entry.id}::uuid and valid_until > clock_timestamp()`);
    await this.log(context, 'exception.decide', entry.personId, {
      exceptionId: entry.id,
      role: entry.role,
      change: 'ended',
    });
    return entry.id;
  }

  private async grant({ db, viewer }: Context, entry: Entry & { readonly accountId: string }): Promise<void> {
    await this.requireHolder(db, entry);
    const book = await this.books.now(db);
    const held = await db.many<{ function: string }>(sql`select function from function_assignment
      where tenant_id = ${db.scope.tenantId}::uuid and person_id = ${entry.personId}::uuid
        and valid_from <= now() and (valid_until is null or valid_until > now())`);
    const { accountId, personId, role, unitId, stage, endsAt: validUntil, id: exceptionId } = entry;
    const full = await fullCap(db, book, { accountId, role, unitId });
    if (full) throw seatRefusal(full, ['input', 'exceptionId']);
    const functions = held.map((one) => one.function);
    const basis = book.basisOf(role, functions);
    const exception = { exceptionId, basis };
    const grantId = await insertGrant(db, {
      accountId,
      personId,
      role,
      unitId,
      stage,
      validUntil,
      grantedByAccountId: viewer.accountId,
      exception,
    });
    await db.run(sql`insert into role_scope (tenant_id, id, grant_id, group_id, person_id)
      select s.tenant_id, gen_random_uuid(), ${grantId}::uuid, s.group_id, s.person_id from role_scope s
      where s.tenant_id = ${db.scope.tenantId}::uuid and s.exception_id = ${exceptionId}::uuid`);
  }

  /** What was asked for one person is not given to whoever has the account by now. */
  private async requireHolder(db: Transaction, { accountId, personId }: Entry): Promise<void> {
    const holder = await db.first(sql`select 1 from account a where a.tenant_id = ${db.scope.tenantId}::uuid
      and a.id = ${accountId}::uuid and a.person_id = ${personId}::uuid and ${isOpen(sql`a`)} for no key update of a`);
    if (!holder) throw this.refuse('CONFLICT', 'exception.holderGone');
  }

  private async scopeOf(context: Context, input: RequestExceptionInput): Promise<GrantedScope> {
    const book = await this.books.now(context.db);
    const kind: ScopeKind | null = isFixedRole(input.role) ? null : (book.find(input.role)?.scope ?? null);
    if (kind === null)
      throw invalid(isFixedRole(input.role) ? 'role.notGrantable' : 'role.notInMatrix', ['input', 'role']);
    return grantedScope(context, 'exception.request', kind, input);
  }

  private async lock({ db, viewer, access }: Context, globalId: string): Promise<Entry> {
    const id = uuidOf('AccessException', globalId);
    const entry =
      id &&
      (await db.first<Entry>(sql`select id, account_id as "accountId", person_id as "personId", role,
          unit_id as "unitId", stage, ends_at as "endsAt", ended_at as "endedAt", is_consented as "isConsented",
          requested_by_account_id as "requestedByAccountId", requested_by_person_id as "requestedByPersonId"
        from access_exception where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid for update`));
    if (!entry) throw notFound('input', 'exceptionId');
    await access.requirePersons('person.update', [entry.personId], 'exceptionId', { category: 'SIGN_IN' });
    return entry;
  }

  private refuse(code: 'FORBIDDEN' | 'CONFLICT', messageKey: string): Refusal {
    return new Refusal({ code, messageKey, field: ['input', 'exceptionId'] });
  }

  private log(
    context: Context,
    action: 'exception.request' | 'exception.decide',
    personId: string | null,
    details: Readonly<Record<string, string>>,
  ): Promise<void> {
    return writeLog(context, { action, personIds: personId ? [personId] : [], categories: ['SIGN_IN'], details });
  }
}
