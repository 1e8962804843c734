import { registerEnumType } from 'type-graphql';
import { enumOf } from '../../base/graphql/enum.js';

export const breachOrigins = ['PROCESSOR', 'CONTROLLER'] as const;
export type BreachOrigin = (typeof breachOrigins)[number];
export const BreachOriginEnum = enumOf(breachOrigins, 'BreachOrigin', 'Who entered a breach into the register.');

export const assessmentStates = ['QUEUED', 'RUNNING', 'DONE'] as const;
export type AssessmentState = (typeof assessmentStates)[number];
export const AssessmentStateEnum = enumOf(
  assessmentStates,
  'BreachAssessmentState',
  'Whether the log is still being read for an assessment.',
);

export const breachStates = ['SIGNAL', 'AWARE', 'TOLD', 'CLOSED'] as const;
export type BreachState = (typeof breachStates)[number];
export const BreachStateEnum = enumOf(
  breachStates,
  'BreachState',
  'How far a breach is: there is a signal, it is known to be one, the controller was told, it is closed.',
);

export const noticeKinds = ['FIRST', 'FOLLOW_UP', 'FINAL'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export const BreachNoticeKindEnum = enumOf(
  noticeKinds,
  'BreachNoticeKind',
  'Which of the notices of a breach, which may come in phases (Article 33(4) GDPR).',
);

export enum BreachSort {
  SIGNAL_AT = 'SIGNAL_AT',
  AWARE_AT = 'AWARE_AT',
  DUE_AT = 'DUE_AT',
  TOLD_AT = 'TOLD_AT',
  CLOSED_AT = 'CLOSED_AT',
}
registerEnumType(BreachSort, { name: 'BreachSort', description: 'What breaches can be ordered by.' });
