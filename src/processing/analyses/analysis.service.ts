import sql, { join, type Sql } from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal, staleVersion } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import { Analysis, type Visibility } from './analysis.entity.js';
import type {
  AnalysisFilter,
  AnalysisFindingsArgs,
  EndAnalysisInput,
  PlanAnalysisInput,
  RecordAnalysisInput,
  UpdateAnalysisFindingInput,
  UpdateAnalysisInput,
  WithdrawAnalysisOccasionInput,
} from './analysis.inputs.js';
import { counts, isOverdue, today } from './analysis.objects.js';
import { AnalysisFinding } from './analysis-finding.entity.js';

type AnalysisRow = Pick<Analysis, 'id' | 'endedOn' | 'version'>;
type FindingRow = Pick<AnalysisFinding, 'id' | 'state' | 'note' | 'version'> & { readonly analysisId: string };

/** Analyses of risk and vulnerability (DP-16): planned, held, and what followed. When they are due is computed when it is asked. */
export class AnalysisService {
  where(context: Context, filter: AnalysisFilter | null | undefined): (analysis: Sql) => Sql {
    const { kinds, overdue, dueUntil, includeEnded } = filter ?? {};
    return (analysis) =>
      join(
        [
          includeEnded ? sql`true` : sql`${analysis}.ended_on is null`,
          ...(kinds ? [sql`${analysis}.kind = any(${kinds}::text[])`] : []),
          ...(overdue == null ? [] : [sql`${isOverdue(sql`${analysis}.next_due_on`, context)} = ${overdue}::boolean`]),
          ...(dueUntil ? [sql`${analysis}.next_due_on <= ${dueUntil}::date`] : []),
        ],
        ' and ',
      );
  }

  whereFindings(
    context: Context,
    { states, severities, overdue }: Pick<AnalysisFindingsArgs, 'states' | 'severities' | 'overdue'>,
  ): (finding: Sql) => Sql {
    return (finding) =>
      join(
        [
          counts(finding),
          ...(states ? [sql`${finding}.state = any(${states}::text[])`] : []),
          ...(severities ? [sql`${finding}.severity = any(${severities}::text[])`] : []),
          ...(overdue == null
            ? []
            : [
                sql`(${finding}.state = 'OPEN' and ${isOverdue(sql`${finding}.due_on`, context)}) = ${overdue}::boolean`,
              ]),
        ],
        ' and ',
      );
  }

  async plan(context: Context, input: PlanAnalysisInput): Promise<string> {
    const { tenantId } = context.viewer;
    this.assertShareable(context, input.visibility);
    const id = newId();
    await context.db.manager.insert(Analysis, {
      tenantId,
      id,
      kind: input.kind,
      subject: requiredText(input.subject, 'subject'),
      everyMonths: input.everyMonths ?? null,
      firstDueOn: input.firstDueOn ?? null,
      visibility: input.visibility,
      endedOn: null,
    });
    return this.done(context, id, 'planned');
  }

  async update(context: Context, input: UpdateAnalysisInput): Promise<string> {
    const { id } = await this.locked(context, input);
    if (input.visibility) this.assertShareable(context, input.visibility);
    await this.write(context, id, {
      ...(input.subject != null && { subject: requiredText(input.subject, 'subject') }),
      ...(input.everyMonths !== undefined && { everyMonths: input.everyMonths }),
      ...(input.firstDueOn !== undefined && { firstDueOn: input.firstDueOn }),
      ...(input.visibility && { visibility: input.visibility }),
    });
    return this.done(context, id, 'updated');
  }

  async end(context: Context, input: EndAnalysisInput): Promise<string> {
    const { id } = await this.locked(context, input);
    await this.write(context, id, { endedOn: today(context) });
    return this.done(context, id, 'ended');
  }

  /** Records that it was held; by that its next day moves on. */
  async record(context: Context, input: RecordAnalysisInput): Promise<string> {
    const { db, viewer, now } = context;
    if (input.heldOn > today(context)) throw invalid('analysis.future', ['input', 'heldOn']);
    const { id } = await this.locked(context, { id: input.analysisId }, 'analysisId');
    const occasionId = newId();
    const inserted =
      await db.run(sql`insert into analysis_occasion (tenant_id, id, analysis_id, held_on, held_by, summary,
        report_url, recorded_at, recorded_by_account_id)
      values (${viewer.tenantId}::uuid, ${occasionId}::uuid, ${id}::uuid, ${input.heldOn}::date,
        ${requiredText(input.heldBy, 'heldBy')}, ${requiredText(input.summary, 'summary')}, ${textOrNull(input.reportUrl)},
        ${now}::timestamptz, ${viewer.accountId}::uuid)
      on conflict (tenant_id, analysis_id, held_on) where withdrawn_at is null do nothing`);
    if (inserted === 0) {
      throw new Refusal({ code: 'ALREADY_EXISTS', messageKey: 'analysis.held', field: ['input', 'heldOn'] });
    }
    if (input.findings.length > 0) {
      await db.manager.insert(
        AnalysisFinding,
        input.findings.map(({ title, severity, action, dueOn }, index) => ({
          tenantId: viewer.tenantId,
          id: newId(),
          occasionId,
          number: index + 1,
          title: requiredText(title, 'findings'),
          severity,
          action: textOrNull(action),
          dueOn: dueOn ?? null,
          state: 'OPEN' as const,
          note: null,
          closedOn: null,
        })),
      );
    }
    await this.write(context, id, {});
    return this.done(context, id, 'held');
  }

  /** What was recorded by mistake counts no longer, so that the analysis is due as it was before; it stays in the history. */
  async withdraw(context: Context, input: WithdrawAnalysisOccasionInput): Promise<string> {
    const { db, viewer, now } = context;
    const occasion = await db.first<{ id: string; analysisId: string; withdrawnAt: Date | null }>(sql`select id,
        analysis_id as "analysisId", withdrawn_at as "withdrawnAt" from analysis_occasion
      where tenant_id = ${viewer.tenantId}::uuid and id = ${uuidOf('AnalysisOccasion', input.occasionId)}::uuid for update`);
    if (!occasion) throw notFound('input', 'occasionId');
    if (occasion.withdrawnAt) {
      throw new Refusal({ code: 'CONFLICT', messageKey: 'analysis.withdrawn', field: ['input', 'occasionId'] });
    }
    await db.run(sql`update analysis_occasion set withdrawn_at = ${now}::timestamptz,
        withdrawal_reason = ${requiredText(input.reason, 'reason')}, withdrawn_by_account_id = ${viewer.accountId}::uuid
      where tenant_id = ${viewer.tenantId}::uuid and id = ${occasion.id}::uuid`);
    await this.write(context, occasion.analysisId, {});
    return this.done(context, occasion.analysisId, 'withdrawn');
  }

  async updateFinding(context: Context, input: UpdateAnalysisFindingInput): Promise<string> {
    const finding = await this.lockedFinding(context, input);
    const state = input.state ?? finding.state;
    const note = input.note === undefined ? finding.note : textOrNull(input.note);
    if (state === 'ACCEPTED' && note === null) throw invalid('analysis.noteNeeded', ['input', 'note']);
    await context.db.manager.update(
      AnalysisFinding,
      { tenantId: context.viewer.tenantId, id: finding.id },
      {
        ...(input.action !== undefined && { action: textOrNull(input.action) }),
        ...(input.dueOn !== undefined && { dueOn: input.dueOn }),
        ...(state !== finding.state && { state, closedOn: state === 'OPEN' ? null : today(context) }),
        note,
        version: () => 'version + 1',
        updatedAt: () => 'now()',
      },
    );
    await this.done(context, finding.analysisId, 'finding');
    return finding.id;
  }

  private assertShareable(context: Context, visibility: Visibility): void {
    if (visibility === 'OWN' || context.viewer.isOperator) return;
    throw new Refusal({ code: 'FORBIDDEN', messageKey: 'analysis.ownAlone', field: ['input', 'visibility'] });
  }

  private async locked(
    context: Context,
    reference: { readonly id: string; readonly expectedVersion?: number },
    field = 'id',
  ): Promise<AnalysisRow> {
    const row = await context.db.first<AnalysisRow>(sql`select id, ended_on as "endedOn", version from analysis
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${uuidOf('Analysis', reference.id)}::uuid for update`);
    if (!row) throw notFound('input', field);
    const { expectedVersion } = reference;
    if (expectedVersion !== undefined && row.version !== expectedVersion) throw staleVersion(row.version);
    if (row.endedOn === null) return row;
    throw new Refusal({ code: 'CONFLICT', messageKey: 'analysis.ended', field: ['input', field] });
  }

  private async lockedFinding(context: Context, input: UpdateAnalysisFindingInput): Promise<FindingRow> {
    const row = await context.db.first<FindingRow>(sql`select f.id, f.state, f.note, f.version,
        o.analysis_id as "analysisId" from analysis_finding f
      join analysis_occasion o on o.tenant_id = f.tenant_id and o.id = f.occasion_id and o.withdrawn_at is null
      where f.tenant_id = ${context.viewer.tenantId}::uuid and f.id = ${uuidOf('AnalysisFinding', input.id)}::uuid
      for update of f`);
    if (!row) throw notFound('input', 'id');
    if (row.version !== input.expectedVersion) throw staleVersion(row.version);
    return row;
  }

  private async write(context: Context, id: string, changes: Partial<Analysis>): Promise<void> {
    await context.db.manager.update(
      Analysis,
      { tenantId: context.viewer.tenantId, id },
      { ...changes, version: () => 'version + 1', updatedAt: () => 'now()' },
    );
  }

  /** What every change ends with: what the operator shows of its own follows it, and the log has it. */
  private async done(context: Context, id: string, change: string): Promise<string> {
    if (context.viewer.isOperator) await this.show(context, id);
    await writeLog(context, { action: 'analysis.manage', details: { analysisId: id, change } });
    return id;
  }

  private async show(context: Context, id: string): Promise<void> {
    const { db, viewer } = context;
    await db.run(sql`delete from processor_analysis where id = ${id}::uuid`);
    await db.run(sql`insert into processor_analysis (id, kind, subject, every_months, held_on, held_by, next_due_on, summary,
        findings, open_findings)
      select s.id, s.kind, s.subject, s.every_months, s.last_held_on, o.held_by, s.next_due_on,
        case when s.visibility = 'SUMMARY' then o.summary end, case when s.visibility = 'SUMMARY' then f.found else 0 end,
        case when s.visibility = 'SUMMARY' then f.open else 0 end
      from analysis_standing s
      left join analysis_occasion o on o.tenant_id = s.tenant_id and o.analysis_id = s.id and o.held_on = s.last_held_on
        and o.withdrawn_at is null
      cross join lateral (select count(*)::int as found, (count(*) filter (where x.state = 'OPEN'))::int as open
        from analysis_finding x join analysis_occasion y on y.tenant_id = x.tenant_id and y.id = x.occasion_id
        where y.tenant_id = s.tenant_id and y.analysis_id = s.id and y.withdrawn_at is null) f
      where s.tenant_id = ${viewer.tenantId}::uuid and s.id = ${id}::uuid and s.visibility <> 'OWN' and s.ended_on is null`);
  }
}
