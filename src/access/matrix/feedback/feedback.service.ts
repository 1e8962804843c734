import sql, { join, type Sql } from 'sql-template-tag';
import { writeLog } from '../../../audit/index.js';
import type { Context } from '../../../base/context.js';
import { invalid, notFound, Refusal } from '../../../base/errors.js';
import { newId, uuidOf } from '../../../base/ids.js';
import { requiredText, textOrNull } from '../../../base/input-text.js';
import type { MatrixDocument } from '../matrix.model.js';
import type { GiveMatrixFeedbackInput, MatrixFeedbackFilter } from './feedback.inputs.js';
import { inState } from './feedback-states.js';

/** Narrows feedback to what a filter says. */
export function feedbackFilter(filter: MatrixFeedbackFilter | undefined, row: Sql): Sql {
  const { state, function: job, role, matrixNumber, assessmentYear } = filter ?? {};
  return join(
    [
      sql`true`,
      ...(state ? [inState(state, row)] : []),
      ...(job ? [sql`${row}.function = ${job}`] : []),
      ...(role ? [sql`${row}.role = ${role}`] : []),
      ...(matrixNumber == null
        ? []
        : [
            sql`${row}.matrix_id = (select m.id from matrix m
              where m.tenant_id = ${row}.tenant_id and m.number = ${matrixNumber}::integer)`,
          ]),
      ...(assessmentYear == null
        ? []
        : [
            sql`${row}.assessment_id = (select a.id from matrix_assessment a
              where a.tenant_id = ${row}.tenant_id and a.year = ${assessmentYear}::integer)`,
          ]),
    ],
    ' and ',
  );
}

/** What people say of the matrix, all year and on any version (OP-12). */
export class MatrixFeedbackService {
  /** Keeps what the viewer says; answers its id. */
  async give(context: Context, input: GiveMatrixFeedbackInput): Promise<string> {
    const { db, viewer, now } = context;
    const text = requiredText(input.text, 'text');
    const [job, role] = [textOrNull(input.function), textOrNull(input.role)];
    if (job !== null && role !== null) throw invalid('feedback.oneSubject', ['input', 'role']);
    const matrix = await this.matrix(context, input.matrixId);
    if (job !== null && !matrix.content.functions.some(({ key }) => key === job)) {
      throw invalid('feedback.unknownFunction', ['input', 'function']);
    }
    if (role !== null && !matrix.content.roles.some(({ key }) => key === role)) {
      throw invalid('matrix.unknownRole', ['input', 'role'], { role });
    }
    const id = newId();
    await db.run(sql`insert into matrix_feedback (tenant_id, id, matrix_id, function, role, text, author_person_id, given_at)
      values (${viewer.tenantId}::uuid, ${id}::uuid, ${matrix.id}::uuid, ${job}, ${role}, ${text},
        ${viewer.personId}::uuid, ${now}::timestamptz)`);
    await writeLog(context, { action: 'matrix.feedback', details: { matrixFeedbackId: id, change: 'given' } });
    return id;
  }

  /** Takes back what the viewer said, as long as nobody has answered: its text is gone, that there was something stays. */
  async withdraw(context: Context, globalId: string): Promise<string> {
    const { db, viewer, now } = context;
    const id = uuidOf('MatrixFeedback', globalId);
    const own =
      id &&
      (await db.first<{ isOpen: boolean }>(sql`select (withdrawn_at is null and outcome is null) as "isOpen"
        from matrix_feedback where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid
          and author_person_id = ${viewer.personId}::uuid for update`));
    if (!id || !own) throw notFound('input', 'matrixFeedbackId');
    if (!own.isOpen) {
      const field = ['input', 'matrixFeedbackId'];
      throw new Refusal({ code: 'CONFLICT', messageKey: 'feedback.closed', field });
    }
    await db.run(sql`update matrix_feedback set withdrawn_at = ${now}::timestamptz, text = null
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    await writeLog(context, { action: 'matrix.feedback', details: { matrixFeedbackId: id, change: 'withdrawn' } });
    return id;
  }

  private async matrix(
    { db, viewer }: Context,
    globalId: string,
  ): Promise<{ readonly id: string; readonly content: MatrixDocument }> {
    const id = uuidOf('Matrix', globalId);
    const matrix =
      id &&
      (await db.first<{ id: string; content: MatrixDocument }>(sql`select id, content from matrix
        where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`));
    if (!matrix) throw notFound('input', 'matrixId');
    return matrix;
  }
}
