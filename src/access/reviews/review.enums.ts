import { registerEnumType } from 'type-graphql';
import { enumOf } from '../../base/graphql/enum.js';
import { reviewChanges, reviewDecisions, reviewOutcomes, reviewStates, reviewSteps } from './review.model.js';

export const ReviewStateEnum = enumOf(
  reviewStates,
  'AccessReviewState',
  'Where a campaign stands: decisions are taken, it is over, or it was withdrawn.',
);

export const ReviewDecisionEnum = enumOf(
  reviewDecisions,
  'AccessReviewDecision',
  'What a reviewer decides: the grant stays, ends, gives way to another role or gets an end; or another reviewer decides.',
);

export const ReviewOutcomeEnum = enumOf(
  reviewOutcomes,
  'AccessReviewOutcome',
  'How an item stands. FROZEN: not decided in time, so that the right has no effect. OVERDUE: not decided in time, of a right that is never frozen. ENDED: the grant ended otherwise before anybody decided.',
);

export const ReviewStepEnum = enumOf(reviewSteps, 'AccessReviewStepKind', 'What was done with an item.');

export const ReviewChangeEnum = enumOf(
  reviewChanges,
  'AccessReviewChangeKind',
  'What changed around a grant: a job function began or ended, a unit was joined, the role came to mean something else.',
);

export enum ReviewItemSort {
  DUE_AT = 'DUE_AT',
  GRANTED_AT = 'GRANTED_AT',
}
registerEnumType(ReviewItemSort, { name: 'AccessReviewItemSort', description: 'What items can be ordered by.' });
