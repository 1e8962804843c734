import sql, { type Sql } from 'sql-template-tag';

/** How an assessment answers feedback. LATER takes it up again in the next one. */
export const feedbackOutcomes = ['ACCEPTED', 'DECLINED', 'LATER'] as const;
export type FeedbackOutcome = (typeof feedbackOutcomes)[number];

/** Where feedback stands: unanswered, taken back, or as it was answered. */
export const feedbackStates = ['OPEN', 'WITHDRAWN', ...feedbackOutcomes] as const;
export type FeedbackState = (typeof feedbackStates)[number];

export function stateOf(withdrawnAt: unknown, outcome: FeedbackOutcome | null): FeedbackState {
  return withdrawnAt !== null ? 'WITHDRAWN' : (outcome ?? 'OPEN');
}

export const inState = (state: FeedbackState, row: Sql): Sql =>
  sql`(case when ${row}.withdrawn_at is not null then 'WITHDRAWN' else coalesce(${row}.outcome, 'OPEN') end = ${state})`;

/** What an assessment has to answer: what nobody has answered, and what an earlier one put off. */
export const awaits = (row: Sql, assessmentId: string): Sql => sql`(${row}.withdrawn_at is null
  and (${row}.outcome is null or (${row}.outcome = 'LATER' and ${row}.assessment_id <> ${assessmentId}::uuid)))`;
