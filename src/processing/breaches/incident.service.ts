import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { invalid, notFound, staleVersion } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import type { OperationService } from '../../jobs/index.js';
import {
  clockFrom,
  conflict,
  insertBreach,
  logForTenant,
  type NewBreach,
  requireOrder,
  requireRoles,
  startAssessment,
} from './breach.records.js';
import type { Incident } from './incident.entity.js';
import type {
  AssessIncidentInput,
  CloseIncidentInput,
  RecordAwarenessInput,
  RecordIncidentInput,
  ReopenIncidentInput,
} from './incident.inputs.js';

/** As many controllers as one decision reaches in one transaction. */
const MAXIMUM_TENANTS = 1_000;

type Locked = Pick<
  Incident,
  'id' | 'description' | 'measures' | 'signalAt' | 'awareAt' | 'closedAt' | 'reopenedAt' | 'version'
>;

/** A breach of an incident, as the operator finds it: whose it is, and how far. */
export interface BreachOfIncident {
  readonly tenantId: string;
  readonly id: string;
  readonly toldAt: Date | null;
  readonly awareAt: Date | null;
}

interface Reference {
  readonly incidentId: string;
  readonly expectedVersion: number;
}

/** Incidents of the processor, as its staff record them: they see numbers of people, and never who these are. */
export class IncidentService {
  constructor(private readonly operations: OperationService) {}

  /** Opens an incident over one, some or all controllers, and begins to find out whom it affects. Answers its id. */
  async record(context: Context, input: RecordIncidentInput): Promise<string> {
    const { db, viewer, now } = context;
    const title = requiredText(input.title, 'title');
    const description = requiredText(input.description, 'description');
    const { signalAt, awareAt = null, from: fromAt = null, until: untilAt = null } = input;
    requireOrder(now, ['signalAt', signalAt], ['awareAt', awareAt]);
    requireOrder(now, ['from', fromAt]);
    if (fromAt && untilAt && untilAt < fromAt) throw invalid('breach.order', ['input', 'until']);
    const roles = [...new Set(input.roles)];
    const subProcessorIds = await this.subProcessors(db, input.subProcessorIds);
    const accounts = accountsByTenant(input);
    if (accounts.size + roles.length + subProcessorIds.length === 0 && !fromAt)
      throw invalid('breach.noSource', ['input']);
    const tenantIds = await this.tenants(db, input, [...accounts.keys()]);
    await requireRoles(db, tenantIds, roles);
    await db.run(sql`select pg_advisory_xact_lock(hashtext('incident'))`);
    const id = newId();
    await db.run(sql`insert into incident (tenant_id, id, number, title, description, measures, from_at, until_at, roles,
        sub_processor_ids, signal_at, aware_at)
      select ${viewer.tenantId}::uuid, ${id}::uuid, coalesce(max(i.number), 0) + 1, ${title}, ${description},
        ${textOrNull(input.measures) ?? ''}, ${fromAt}::timestamptz, ${untilAt}::timestamptz, ${roles}::text[],
        ${subProcessorIds}::uuid[], ${signalAt}::timestamptz, ${awareAt}::timestamptz
      from incident i where i.tenant_id = ${viewer.tenantId}::uuid`);
    const signal = await this.signal(db, input.breachId, tenantIds);
    for (const tenantId of tenantIds) {
      await db.lendTo(tenantId, async (lent) => {
        const accountIds = await this.accounts(lent, accounts.get(tenantId) ?? []);
        const source = { tenantId, accountIds, roles, subProcessorIds, fromAt, untilAt };
        const breach: NewBreach = { ...source, incidentId: id, description, signalAt, awareAt };
        const breachId =
          signal?.tenantId === tenantId ? await this.takeUp(lent, signal.id, breach) : await insertBreach(lent, breach);
        if (awareAt) await this.startClock(lent, breachId, awareAt);
        await startAssessment(lent, this.operations, breachId, now);
        await logForTenant(lent, context, { breachId, change: 'recorded' });
      });
    }
    await writeLog(context, {
      action: 'incident.manage',
      details: { incidentId: id, change: 'recorded', tenants: tenantIds.length },
    });
    return id;
  }

  /** Finds out anew whom an incident affects: the next phase of each open breach, with what differs. */
  async assess(context: Context, input: AssessIncidentInput): Promise<string> {
    const incident = await this.lockOpen(context, input);
    await this.eachBreach(context, incident.id, null, async (lent, { id }) => {
      await startAssessment(lent, this.operations, id, context.now);
      await logForTenant(lent, context, { breachId: id, change: 'assessed' });
    });
    return this.touched(context, incident.id, 'assessed');
  }

  /** Says since when it is known to be a breach: from then on the controllers must be told in time. Corrected until one was. */
  async aware(context: Context, input: RecordAwarenessInput): Promise<string> {
    const { db, viewer, now } = context;
    const incident = await this.lockOpen(context, input);
    const told = await db.first(
      sql`select 1 from breach where incident_id = ${incident.id}::uuid and told_at is not null limit 1`,
    );
    if (told) throw conflict('breach.aware', 'awareAt');
    const { awareAt } = input;
    requireOrder(now, ['awareAt', incident.signalAt], ['awareAt', awareAt]);
    const acted = await db.first(sql`select 1 from breach where incident_id = ${incident.id}::uuid
      and least(authority_told_at, people_told_at) < ${awareAt}::timestamptz limit 1`);
    if (acted) throw invalid('breach.order', ['input', 'awareAt']);
    await db.run(sql`update incident set aware_at = ${awareAt}::timestamptz
      where tenant_id = ${viewer.tenantId}::uuid and id = ${incident.id}::uuid`);
    await this.eachBreach(context, incident.id, null, async (lent, { id }) => {
      await this.startClock(lent, id, awareAt);
      await logForTenant(lent, context, { breachId: id, change: 'aware', awareAt });
    });
    return this.touched(context, incident.id, 'aware');
  }

  /** Closes an incident and its breaches with what was learnt. The controllers know by then of all who are affected, as they are known now. */
  async close(context: Context, input: CloseIncidentInput): Promise<string> {
    const { db, viewer, now } = context;
    const incident = await this.lockOpen(context, input);
    const lessons = requiredText(input.lessons, 'lessons');
    const left = await db.first<{ untold: boolean; drafts: boolean; running: boolean }>(sql`select
        bool_or(a.state <> 'DONE') as running,
        bool_or(b.aware_at is not null and a.people > 0
          and (a.people, a.records, a.categories) is distinct from (told.people, told.records, told.categories)) as untold,
        bool_or(exists (select 1 from breach_notice n
          where n.tenant_id = b.tenant_id and n.breach_id = b.id and n.sent_at is null)) as drafts
      from breach b join breach_assessment a on a.tenant_id = b.tenant_id and a.breach_id = b.id
        and a.phase = (select max(m.phase) from breach_assessment m where m.tenant_id = b.tenant_id and m.breach_id = b.id)
      left join lateral (select m.people, m.records, m.categories from breach_notice n
        join breach_assessment m on m.tenant_id = n.tenant_id and m.id = n.assessment_id
        where n.tenant_id = b.tenant_id and n.breach_id = b.id and n.sent_at is not null
        order by n.phase desc limit 1) told on true
      where b.incident_id = ${incident.id}::uuid and b.closed_at is null`);
    if (left?.running) throw conflict('breach.running', 'incidentId');
    if (left?.untold) throw conflict('breach.untold', 'incidentId');
    if (left?.drafts) throw conflict('breach.draftLeft', 'incidentId');
    const measures = textOrNull(input.measures) ?? incident.measures;
    await db.run(sql`update incident set closed_at = ${now}::timestamptz, lessons = ${lessons}, measures = ${measures}
      where tenant_id = ${viewer.tenantId}::uuid and id = ${incident.id}::uuid`);
    await this.eachBreach(context, incident.id, null, async (lent, { id, tenantId }) => {
      await lent.run(sql`update breach set closed_at = ${now}::timestamptz, lessons = ${lessons}, version = version + 1
        where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
      await logForTenant(lent, context, { breachId: id, change: 'closed' });
    });
    return this.touched(context, incident.id, 'closed');
  }

  /** Opens a closed incident again, with its breaches: there is something new. */
  async reopen(context: Context, input: ReopenIncidentInput): Promise<string> {
    const { db, viewer, now } = context;
    const incident = await this.lock(context, input);
    if (!incident.closedAt) throw conflict('breach.open', 'incidentId');
    await db.run(sql`update incident set closed_at = null, reopened_at = ${now}::timestamptz,
        reopened_because = ${requiredText(input.reason, 'reason')}
      where tenant_id = ${viewer.tenantId}::uuid and id = ${incident.id}::uuid`);
    await this.eachBreach(context, incident.id, null, async (lent, { id, tenantId }) => {
      await lent.run(sql`update breach set closed_at = null, version = version + 1
        where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
      await logForTenant(lent, context, { breachId: id, change: 'reopened' });
    });
    return this.touched(context, incident.id, 'reopened');
  }

  /** An open incident, held against every other decision on it. */
  async lockOpen(context: Context, reference: Reference): Promise<Locked> {
    const incident = await this.lock(context, reference);
    if (incident.closedAt) throw conflict('breach.closed', 'incidentId');
    return incident;
  }

  /** Does something in the tenant of each breach of an incident, or of those that are named. */
  async eachBreach(
    { db }: Context,
    incidentId: string,
    breachIds: readonly string[] | null,
    work: (lent: Transaction, breach: BreachOfIncident) => Promise<void>,
  ): Promise<void> {
    const wanted = breachIds?.map((globalId) => uuidOf('Breach', globalId)) ?? null;
    const breaches = await db.many<BreachOfIncident>(sql`select tenant_id as "tenantId", id, told_at as "toldAt",
        aware_at as "awareAt" from breach where incident_id = ${incidentId}::uuid
        and (${wanted}::uuid[] is null or id = any(${wanted}::uuid[])) order by tenant_id`);
    if (wanted && breaches.length < new Set(wanted).size) throw notFound('input', 'breachIds');
    for (const breach of breaches) await db.lendTo(breach.tenantId, (lent) => work(lent, breach));
  }

  /** Counts a decision on an incident, so that another that was taken beside it is refused. */
  async touched(context: Context, id: string, change: string): Promise<string> {
    const { db, viewer } = context;
    await db.run(sql`update incident set version = version + 1
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    await writeLog(context, { action: 'incident.manage', details: { incidentId: id, change } });
    return id;
  }

  private async lock({ db, viewer }: Context, { incidentId, expectedVersion }: Reference): Promise<Locked> {
    const id = uuidOf('Incident', incidentId);
    const incident =
      id &&
      (await db.first<Locked>(sql`select id, description, measures, signal_at as "signalAt", aware_at as "awareAt",
          closed_at as "closedAt", reopened_at as "reopenedAt", version
        from incident where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid for update`));
    if (!incident) throw notFound('input', 'incidentId');
    if (incident.version !== expectedVersion) throw staleVersion(incident.version);
    return incident;
  }

  private async startClock(db: Transaction, breachId: string, awareAt: Date): Promise<void> {
    const dueAt = await clockFrom(db, 'BREACH_TO_CONTROLLER', awareAt);
    await db.run(sql`update breach set aware_at = ${awareAt}::timestamptz, due_at = ${dueAt}::timestamptz,
        version = version + 1
      where tenant_id = ${db.scope.tenantId}::uuid and id = ${breachId}::uuid`);
  }

  /** What a controller signalled becomes part of the incident: it keeps its words, and of the two signals the earlier time. */
  private async takeUp(db: Transaction, id: string, breach: NewBreach): Promise<string> {
    await db.run(sql`update breach set incident_id = ${breach.incidentId}::uuid, from_at = ${breach.fromAt}::timestamptz,
        until_at = ${breach.untilAt}::timestamptz, signal_at = least(signal_at, ${breach.signalAt}::timestamptz), account_ids = ${[...breach.accountIds]}::uuid[],
        roles = ${[...breach.roles]}::text[], sub_processor_ids = ${[...breach.subProcessorIds]}::uuid[],
        version = version + 1
      where tenant_id = ${breach.tenantId}::uuid and id = ${id}::uuid`);
    return id;
  }

  private async signal(
    db: Transaction,
    globalId: string | null | undefined,
    tenantIds: readonly string[],
  ): Promise<{ readonly tenantId: string; readonly id: string } | null> {
    if (!globalId) return null;
    const id = uuidOf('Breach', globalId);
    const breach = await db.first<{ tenantId: string; id: string }>(sql`select tenant_id as "tenantId", id from breach
      where id = ${id}::uuid and incident_id is null and closed_at is null and aware_at is null`);
    if (!breach || !tenantIds.includes(breach.tenantId)) throw notFound('input', 'breachId');
    return breach;
  }

  private async subProcessors(db: Transaction, globalIds: readonly string[]): Promise<string[]> {
    const ids = [...new Set(globalIds)].map((globalId) => uuidOf('SubProcessor', globalId) ?? '');
    if (ids.includes('')) throw notFound('input', 'subProcessorIds');
    const known = await db.many(sql`select 1 from sub_processor where id = any(${ids}::uuid[])`);
    if (known.length < ids.length) throw notFound('input', 'subProcessorIds');
    return ids;
  }

  private async accounts(db: Transaction, ids: readonly string[]): Promise<string[]> {
    const known = await db.many(sql`select 1 from account
      where tenant_id = ${db.scope.tenantId}::uuid and id = any(${[...ids]}::uuid[])`);
    if (known.length < ids.length) throw notFound('input', 'accounts');
    return [...ids];
  }

  /** Over which controllers: those of the accounts where nothing else is suspected, else those named, or all. */
  private async tenants(db: Transaction, input: RecordIncidentInput, ofAccounts: readonly string[]): Promise<string[]> {
    const named = [...new Set(input.tenantIds)].map((globalId) => uuidOf('Tenant', globalId) ?? '');
    if (named.includes('')) throw notFound('input', 'tenantIds');
    if (input.allTenants ? named.length > 0 : named.length + ofAccounts.length === 0) {
      throw invalid('breach.tenants', ['input', 'tenantIds']);
    }
    const wanted = [...new Set([...named, ...ofAccounts])];
    const found = await db.many<{ id: string }>(sql`select tenant_id as id from tenant
      where kind = 'controller' and (${input.allTenants} or tenant_id = any(${wanted}::uuid[]))
      order by tenant_id limit ${MAXIMUM_TENANTS + 1}`);
    if (found.length > MAXIMUM_TENANTS)
      throw invalid('breach.tooMany', ['input', 'tenantIds'], { maximum: MAXIMUM_TENANTS });
    const ids = found.map(({ id }) => id);
    if (wanted.some((id) => !ids.includes(id))) throw notFound('input', 'tenantIds');
    // Without an account there the whole log of a controller would be suspected, for another's account.
    const alone = ofAccounts.length > 0 && input.subProcessorIds.length === 0;
    if (alone && ids.length > ofAccounts.length) throw invalid('breach.accounts', ['input', 'accounts']);
    return ids;
  }
}

function accountsByTenant({ accounts }: RecordIncidentInput): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { tenantId, accountId } of accounts) {
    const tenant = uuidOf('Tenant', tenantId);
    const account = uuidOf('Account', accountId);
    if (!tenant || !account) throw notFound('input', 'accounts');
    const known = found.get(tenant) ?? [];
    if (!known.includes(account)) found.set(tenant, [...known, account]);
  }
  return found;
}
