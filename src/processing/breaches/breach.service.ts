import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import type { OperationService } from '../../jobs/index.js';
import type {
  AssessBreachInput,
  CloseBreachInput,
  RecordBreachResponseInput,
  RecordBreachSignalInput,
  ReopenBreachInput,
} from './breach.inputs.js';
import {
  clockFrom,
  conflict,
  insertBreach,
  lockOwnBreach,
  requireOrder,
  startAssessment,
  unknownRoles,
} from './breach.records.js';

/** A controller's own register: what it signals itself, whom it told, and the end of what is its own. */
export class BreachService {
  constructor(private readonly operations: OperationService) {}

  /** Enters a signal of the controller's own; where a source is suspected, whom it affects is found out. Answers its id. */
  async signal(context: Context, input: RecordBreachSignalInput): Promise<string> {
    const { db, viewer, now } = context;
    const description = requiredText(input.description, 'description');
    const { signalAt, awareAt = null, from: fromAt = null, until: untilAt = null } = input;
    requireOrder(now, ['signalAt', signalAt], ['awareAt', awareAt]);
    requireOrder(now, ['from', fromAt]);
    if (fromAt && untilAt && untilAt < fromAt) throw invalid('breach.order', ['input', 'until']);
    const roles = [...new Set(input.roles)];
    if ((await unknownRoles(db, roles)).length > 0) throw notFound('input', 'roles');
    const accountIds = await this.accounts(context, input.accountIds);
    const { tenantId } = viewer;
    const source = { tenantId, accountIds, roles, subProcessorIds: [], fromAt, untilAt };
    const id = await insertBreach(db, { ...source, incidentId: null, description, signalAt, awareAt });
    if (awareAt) await this.startClock(context, id, awareAt);
    if (accountIds.length + roles.length > 0 || fromAt) await startAssessment(db, this.operations, id, now);
    await this.log(context, id, 'signalled');
    return id;
  }

  /** Finds out anew whom a breach affects that is the controller's own, and whose source is suspected. */
  async assess(context: Context, input: AssessBreachInput): Promise<string> {
    const breach = await this.lockOwn(context, input);
    if (breach.closedAt) throw conflict('breach.closed', 'breachId');
    if (!breach.isSourced) throw invalid('breach.noSource', ['input', 'breachId']);
    await startAssessment(context.db, this.operations, breach.id, context.now);
    await this.touch(context, breach.id, 'assessed');
    return breach.id;
  }

  /** The controller's own entries: since when it knows, and whom it told when (Articles 33 and 34 GDPR), or why not. */
  async respond(context: Context, input: RecordBreachResponseInput): Promise<string> {
    const { db, viewer, now } = context;
    const breach = await lockOwnBreach(context, input);
    if (breach.closedAt && !breach.incidentId) throw conflict('breach.closed', 'breachId');
    if (input.awareAt && (breach.incidentId || breach.awareAt)) throw conflict('breach.aware', 'awareAt');
    const awareAt = input.awareAt ?? breach.awareAt;
    const { authorityToldAt, peopleToldAt } = input;
    if ((authorityToldAt || peopleToldAt) && !awareAt) throw conflict('breach.notAware', 'breachId');
    const known = breach.toldAt ?? awareAt;
    requireOrder(now, ['awareAt', breach.signalAt], ['awareAt', awareAt]);
    requireOrder(now, ['authorityToldAt', known], ['authorityToldAt', authorityToldAt]);
    requireOrder(now, ['peopleToldAt', known], ['peopleToldAt', peopleToldAt]);
    if (input.awareAt) await this.startClock(context, breach.id, input.awareAt);
    await db.run(sql`update breach set authority_told_at = coalesce(${authorityToldAt ?? null}::timestamptz, authority_told_at),
        authority_reference = coalesce(${textOrNull(input.authorityReference)}, authority_reference),
        authority_reason = coalesce(${textOrNull(input.authorityReason)}, authority_reason),
        people_told_at = coalesce(${peopleToldAt ?? null}::timestamptz, people_told_at),
        people_reason = coalesce(${textOrNull(input.peopleReason)}, people_reason)
      where tenant_id = ${viewer.tenantId}::uuid and id = ${breach.id}::uuid`);
    await this.touch(context, breach.id, 'responded');
    return breach.id;
  }

  /** Closes what is the controller's own, with what was learnt. What the processor told is closed by the processor. */
  async close(context: Context, input: CloseBreachInput): Promise<string> {
    const { db, viewer, now } = context;
    const breach = await this.lockOwn(context, input);
    if (breach.closedAt) throw conflict('breach.closed', 'breachId');
    const lessons = requiredText(input.lessons, 'lessons');
    await db.run(sql`update breach set closed_at = ${now}::timestamptz, lessons = ${lessons}
      where tenant_id = ${viewer.tenantId}::uuid and id = ${breach.id}::uuid`);
    await this.touch(context, breach.id, 'closed');
    return breach.id;
  }

  async reopen(context: Context, input: ReopenBreachInput): Promise<string> {
    const { db, viewer } = context;
    const breach = await this.lockOwn(context, input);
    if (!breach.closedAt) throw conflict('breach.open', 'breachId');
    await db.run(sql`update breach set closed_at = null
      where tenant_id = ${viewer.tenantId}::uuid and id = ${breach.id}::uuid`);
    await this.touch(context, breach.id, 'reopened');
    return breach.id;
  }

  private async lockOwn(
    context: Context,
    input: { readonly breachId: string; readonly expectedVersion: number },
  ): ReturnType<typeof lockOwnBreach> {
    const breach = await lockOwnBreach(context, input);
    if (breach.incidentId) throw conflict('breach.processors', 'breachId');
    return breach;
  }

  private async startClock({ db, viewer }: Context, id: string, awareAt: Date): Promise<void> {
    const dueAt = await clockFrom(db, 'BREACH_TO_AUTHORITY', awareAt);
    await db.run(sql`update breach set aware_at = ${awareAt}::timestamptz, authority_due_at = ${dueAt}::timestamptz
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
  }

  private async accounts({ db, viewer }: Context, globalIds: readonly string[]): Promise<string[]> {
    const ids = [...new Set(globalIds)].map((globalId) => uuidOf('Account', globalId) ?? '');
    if (ids.includes('')) throw notFound('input', 'accountIds');
    const known = await db.many(sql`select 1 from account
      where tenant_id = ${viewer.tenantId}::uuid and id = any(${ids}::uuid[])`);
    if (known.length < ids.length) throw notFound('input', 'accountIds');
    return ids;
  }

  private async touch(context: Context, id: string, change: string): Promise<void> {
    const { db, viewer } = context;
    await db.run(sql`update breach set version = version + 1
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    await this.log(context, id, change);
  }

  private log(context: Context, breachId: string, change: string): Promise<void> {
    return writeLog(context, { action: 'breach.manage', details: { breachId, change } });
  }
}
