import type { Route } from '../base/http/route.js';
import type { Catalogue, Domain } from '../catalogue/index.js';
import { expiryClocks } from './expiry/expiring-right.clocks.js';
import { expiringRightMap } from './expiry/expiring-right.objects.js';
import { ExpiringRightResolver } from './expiry/expiring-right.resolver.js';
import { leaverMessages } from './leavers/leaver.messages.js';
import { leaverMap } from './leavers/leaver.objects.js';
import { LeaverResolver } from './leavers/leaver.resolver.js';
import { LeaverService } from './leavers/leaver.service.js';
import { LeaverRule } from './leavers/leaver-rule.entity.js';
import { assessmentClock } from './matrix/feedback/assessment.clocks.js';
import { MatrixAssessmentService } from './matrix/feedback/assessment.service.js';
import { feedbackMessages } from './matrix/feedback/feedback.messages.js';
import { matrixAssessmentObject, matrixFeedbackObject } from './matrix/feedback/feedback.objects.js';
import { MatrixFeedbackResolver } from './matrix/feedback/feedback.resolver.js';
import { MatrixFeedbackService } from './matrix/feedback/feedback.service.js';
import { MatrixAssessmentType, MatrixFeedbackType } from './matrix/feedback/feedback.types.js';
import { MatrixAssessment } from './matrix/feedback/matrix-assessment.entity.js';
import { MatrixFeedback } from './matrix/feedback/matrix-feedback.entity.js';
import { MatrixService } from './matrix/matrix.service.js';
import type { RoleBooks } from './matrix/role-book.js';
import { normMessages } from './norms/norm.messages.js';
import { NormResolver } from './norms/norm.resolver.js';
import { normRoutes } from './norms/norm.routes.js';
import { NormService } from './norms/norm.service.js';
import { normRuleMessages } from './norms/norm-rule.messages.js';
import { RoleRequest } from './role-requests/role-request.entity.js';
import { roleRequestMessages } from './role-requests/role-request.messages.js';
import { roleRequestObject } from './role-requests/role-request.objects.js';
import { RoleRequestResolver } from './role-requests/role-request.resolver.js';
import { RoleRequestService } from './role-requests/role-request.service.js';
import { RoleRequestType } from './role-requests/role-request.types.js';
import { RoleRequestAnswerService } from './role-requests/role-request-answer.service.js';
import { RoleRequestPerson } from './role-requests/role-request-person.entity.js';
import { AccountSeatsResolver } from './seats/account-seats.resolver.js';
import { SeatService } from './seats/seat.service.js';

/** What the resolvers of governance are made of. */
interface GovernanceTools {
  readonly books: RoleBooks;
  readonly catalogue: Catalogue;
}

/** What keeps rights true over time, beside the rights themselves. */
export const governance = {
  entities: [LeaverRule, MatrixAssessment, MatrixFeedback, RoleRequest, RoleRequestPerson],
  objects: [matrixAssessmentObject, matrixFeedbackObject, roleRequestObject],
  maps: [expiringRightMap, leaverMap],
  clocks: [...expiryClocks, assessmentClock],
  nodeTypes: [MatrixAssessmentType, MatrixFeedbackType, RoleRequestType],
  messages: [feedbackMessages, leaverMessages, normMessages, normRuleMessages, roleRequestMessages],
} as const satisfies Domain;

export const governanceResolvers = ({ books, catalogue }: GovernanceTools): readonly object[] => [
  new MatrixFeedbackResolver(new MatrixFeedbackService(), new MatrixAssessmentService()),
  new ExpiringRightResolver(),
  new NormResolver(new NormService(books)),
  new LeaverResolver(new LeaverService()),
  new AccountSeatsResolver(new SeatService(books)),
  new RoleRequestResolver(new RoleRequestService(catalogue), new RoleRequestAnswerService(books, new MatrixService())),
];

export const governanceRoutes = ({ books }: Pick<GovernanceTools, 'books'>): readonly Route[] =>
  normRoutes(new NormService(books));
