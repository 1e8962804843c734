import sql, { type Sql } from 'sql-template-tag';
import { writeLog } from '../../../audit/index.js';
import type { Context } from '../../../base/context.js';
import { alreadyExists, invalid, notFound, Refusal } from '../../../base/errors.js';
import { newId, uuidOf } from '../../../base/ids.js';
import { requiredText } from '../../../base/input-text.js';
import type {
  AssessMatrixFeedbackInput,
  BeginMatrixAssessmentInput,
  ConcludeMatrixAssessmentInput,
} from './feedback.inputs.js';
import type { MatrixAssessmentDue } from './feedback.types.js';
import { awaits } from './feedback-states.js';

/** When a tenant's matrix was last assessed, and when it is to be next: a year later, or after it was first adopted. */
export const assessments = (
  tenantId: Sql,
): Sql => sql`select a.last, coalesce(a.last, m.first) + interval '1 year' as due_at
  from (select max(concluded_at) as last from matrix_assessment where tenant_id = ${tenantId}) a,
    (select min(adopted_at) as first from matrix where tenant_id = ${tenantId}) m`;

/** When the matrix was last assessed, and when it is to be next. */
export async function assessmentDue({
  db,
  viewer,
  now,
}: Pick<Context, 'db' | 'viewer' | 'now'>): Promise<MatrixAssessmentDue> {
  const row = await db.first<{ lastConcludedAt: Date | null; dueAt: Date | null }>(sql`
    select last as "lastConcludedAt", due_at as "dueAt" from (${assessments(sql`${viewer.tenantId}::uuid`)}) a`);
  const { lastConcludedAt = null, dueAt = null } = row ?? {};
  return { lastConcludedAt, dueAt, isOverdue: dueAt !== null && dueAt < now };
}

/** The yearly assessment (OP-12): begun, each open feedback answered, concluded with what came of it. */
export class MatrixAssessmentService {
  /** Begins the assessment of a year; answers its id. */
  async begin(context: Context, { year }: BeginMatrixAssessmentInput): Promise<string> {
    const { db, viewer, now } = context;
    await this.lockTenant(context);
    const others = await db.many<{ year: number; isOpen: boolean }>(sql`select year, concluded_at is null as "isOpen"
      from matrix_assessment where tenant_id = ${viewer.tenantId}::uuid and (year = ${year}::integer or concluded_at is null)`);
    if (others.some(({ isOpen }) => isOpen)) throw alreadyExists('assessment.open', 'input', 'year');
    if (others.length > 0) throw alreadyExists('assessment.held', 'input', 'year');
    const id = newId();
    await db.run(sql`insert into matrix_assessment (tenant_id, id, year, begun_at)
      values (${viewer.tenantId}::uuid, ${id}::uuid, ${year}::integer, ${now}::timestamptz)`);
    await writeLog(context, { action: 'matrix.manage', details: { matrixAssessmentId: id, change: 'begun' } });
    return id;
  }

  /** Answers feedback in the open assessment; what an earlier one accepted or declined stays so. */
  async assess(context: Context, input: AssessMatrixFeedbackInput): Promise<string> {
    const { db, viewer, now } = context;
    const reply = requiredText(input.reply, 'reply');
    await this.lockTenant(context);
    const open = await db.first<{ id: string }>(sql`select id from matrix_assessment
      where tenant_id = ${viewer.tenantId}::uuid and concluded_at is null`);
    if (!open) throw this.conflict('assessment.none', 'matrixFeedbackId');
    const id = uuidOf('MatrixFeedback', input.matrixFeedbackId);
    const found =
      id &&
      (await db.first<{ authorPersonId: string; answerable: boolean }>(sql`select author_person_id as "authorPersonId",
          (withdrawn_at is null and (outcome is null or outcome = 'LATER' or assessment_id = ${open.id}::uuid)) as answerable
        from matrix_feedback where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid for update`));
    if (!id || !found) throw notFound('input', 'matrixFeedbackId');
    if (!found.answerable) throw this.conflict('feedback.closed', 'matrixFeedbackId');
    await db.run(sql`update matrix_feedback set assessment_id = ${open.id}::uuid, outcome = ${input.outcome},
        reply = ${reply}, answered_at = ${now}::timestamptz, answered_by_person_id = ${viewer.personId}::uuid
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    await writeLog(context, {
      action: 'matrix.manage',
      personIds: [found.authorPersonId],
      categories: ['FREE_TEXT'],
      details: { matrixFeedbackId: id, matrixAssessmentId: open.id, outcome: input.outcome },
    });
    return id;
  }

  /** Concludes the assessment, once nothing is left unanswered. */
  async conclude(context: Context, input: ConcludeMatrixAssessmentInput): Promise<string> {
    const { db, viewer, now } = context;
    const conclusion = requiredText(input.conclusion, 'conclusion');
    await this.lockTenant(context);
    const id = uuidOf('MatrixAssessment', input.matrixAssessmentId);
    const found =
      id &&
      (await db.first<{ isOpen: boolean }>(sql`select concluded_at is null as "isOpen" from matrix_assessment
        where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid for update`));
    if (!id || !found) throw notFound('input', 'matrixAssessmentId');
    if (!found.isOpen) throw this.conflict('assessment.concluded', 'matrixAssessmentId');
    const left = await db.first<{ count: number }>(sql`select count(*)::int as count from matrix_feedback f
      where f.tenant_id = ${viewer.tenantId}::uuid and ${awaits(sql`f`, id)}`);
    const count = left?.count ?? 0;
    if (count > 0) throw this.conflict('assessment.unanswered', 'matrixAssessmentId', { count });
    const matrixId = await this.result(context, input.matrixId);
    await db.run(sql`update matrix_assessment set concluded_at = ${now}::timestamptz, conclusion = ${conclusion},
        matrix_id = ${matrixId}::uuid, concluded_by_person_id = ${viewer.personId}::uuid
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    await writeLog(context, {
      action: 'matrix.manage',
      details: { matrixAssessmentId: id, change: 'concluded', ...(matrixId ? { matrixId } : {}) },
    });
    return id;
  }

  private async result({ db, viewer }: Context, globalId: string | null | undefined): Promise<string | null> {
    if (!globalId) return null;
    const id = uuidOf('Matrix', globalId);
    const matrix =
      id &&
      (await db.first<{ state: string }>(sql`select state from matrix
        where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`));
    if (!id || !matrix) throw notFound('input', 'matrixId');
    if (matrix.state === 'WITHDRAWN') throw invalid('matrix.closed', ['input', 'matrixId']);
    return id;
  }

  /** One at a time, so that nothing is given or answered while it is concluded. */
  private async lockTenant({ db, viewer }: Context): Promise<void> {
    await db.run(sql`select 1 from tenant where tenant_id = ${viewer.tenantId}::uuid for no key update`);
  }

  private conflict(messageKey: string, field: string, facts: Readonly<Record<string, number>> = {}): Refusal {
    return new Refusal({ code: 'CONFLICT', messageKey, field: ['input', field], facts });
  }
}
