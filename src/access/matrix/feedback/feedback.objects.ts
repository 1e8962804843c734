import sql from 'sql-template-tag';
import { describeObject } from '../../../catalogue/index.js';
import { type FeedbackOutcome, stateOf } from './feedback-states.js';
import { MatrixAssessment } from './matrix-assessment.entity.js';
import { MatrixFeedback } from './matrix-feedback.entity.js';

/** One's own feedback, and for those who assess it everybody's. */
export const matrixFeedbackObject = describeObject<MatrixFeedback>({
  type: 'MatrixFeedback',
  entity: MatrixFeedback,
  subject: 'authorPersonId',
  element: 'text',
  rows: (access, row) => access.can('matrix.manage') || sql`${row}.author_person_id = ${access.viewer.personId}::uuid`,
  columns: ['function', 'role', 'text', 'givenAt', 'outcome', 'reply', 'answeredAt'],
  computed: {
    state: {
      from: ['withdrawnAt', 'outcome'],
      value: ([withdrawnAt, outcome]) => stateOf(withdrawnAt, outcome as FeedbackOutcome | null),
    },
  },
  relations: {
    matrix: { to: 'Matrix', shape: 'one', element: null, on: (row, matrix) => sql`${matrix}.id = ${row}.matrix_id` },
    assessment: {
      to: 'MatrixAssessment',
      shape: 'one',
      element: null,
      on: (row, assessment) => sql`${assessment}.id = ${row}.assessment_id`,
    },
    author: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.author_person_id`,
    },
    answeredBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.answered_by_person_id`,
    },
  },
  sorts: { GIVEN_AT: [{ property: 'givenAt', type: 'timestamptz' }] },
});

export const matrixAssessmentObject = describeObject<MatrixAssessment>({
  type: 'MatrixAssessment',
  entity: MatrixAssessment,
  rows: (access) => access.can('matrix.read'),
  columns: ['year', 'begunAt', 'concludedAt', 'conclusion'],
  relations: {
    matrix: { to: 'Matrix', shape: 'one', element: null, on: (row, matrix) => sql`${matrix}.id = ${row}.matrix_id` },
    concludedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.concluded_by_person_id`,
    },
  },
});
