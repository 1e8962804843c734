import type { Domain } from '../catalogue/index.js';
import { accessLabels } from './access.labels.js';
import { accessMessages } from './access.messages.js';
import { conditions } from './conditions.js';
import { effectMessages } from './effect.messages.js';
import { AccessException } from './exceptions/access-exception.entity.js';
import { accessExceptionObject } from './exceptions/access-exception.objects.js';
import { AccessExceptionType } from './exceptions/access-exception.types.js';
import { SecondFactorRule } from './factors/second-factor-rule.entity.js';
import { FunctionAssignment } from './functions/function-assignment.entity.js';
import { functionAssignmentObject, personFunctions } from './functions/function-assignment.objects.js';
import { FunctionAssignmentType } from './functions/function-assignment.types.js';
import { governance } from './governance.js';
import { insight } from './insight.js';
import { logEntryPeople } from './log-entry-people.js';
import { Matrix } from './matrix/matrix.entity.js';
import { matrixMessages } from './matrix/matrix.messages.js';
import { matrixObject } from './matrix/matrix.objects.js';
import { MatrixType } from './matrix/matrix.types.js';
import { reviews } from './reviews/index.js';
import { RoleGrant } from './role-grant.entity.js';
import { accountRoles, roleGrantObject } from './role-grant.objects.js';
import { RoleGrantType } from './role-grant.types.js';
import { RoleScope } from './role-scope.entity.js';
import { SeatCap } from './seats/seat-cap.entity.js';

export { conditionResolvers } from './conditions.js';
export { ControllerAppointmentResolver } from './controller-appointment.resolver.js';
export { ControllerAppointmentService } from './controller-appointment.service.js';
export { keepingController } from './controllers.js';
export { CourseRecord } from './courses/course-record.entity.js';
export { ExceptionResolver } from './exceptions/exception.resolver.js';
export { ExceptionService } from './exceptions/exception.service.js';
export { multiFactorAcrs, sensitiveFor } from './factors/second-factor.js';
export { FunctionResolver, PersonFunctionsResolver } from './functions/function.resolver.js';
export { FunctionService } from './functions/function.service.js';
export { GivenRights } from './given-rights.js';
export { governanceResolvers, governanceRoutes } from './governance.js';
export { insightResolvers, insightRoutes } from './insight.js';
export { InvitedRoles } from './invited-roles.js';
export { LeaverSweep } from './leavers/leaver.sweep.js';
export { isOpen } from './leavers/leaver-facts.js';
export { LogEntryPeopleResolver } from './log-entry-people.js';
export type { MatrixDocument, MatrixRole } from './matrix/matrix.model.js';
export { MatrixResolver } from './matrix/matrix.resolver.js';
export { MatrixService, matrixTemplates } from './matrix/matrix.service.js';
export { RoleBooks, standardRoles } from './matrix/role-book.js';
export {
  bootstrapOperator,
  type OperatorAccount,
  type OperatorBootstrap,
} from './operator.bootstrap.js';
export { PersonWall } from './person-wall.js';
export { PersonWalls } from './person-walls.js';
export { RequestContext, type RequestFacts, type RequestServices } from './request-context.js';
export { composeReviews } from './reviews/index.js';
export { AccountRolesResolver, RoleGrantResolver } from './role-grant.resolver.js';
export { endRoles, RoleGrantService } from './role-grant.service.js';
export { SeatResolver } from './seats/seat.resolver.js';
export { SeatService } from './seats/seat.service.js';
export { ViewerResolver } from './viewer.resolver.js';
export { Viewer } from './viewer.types.js';
export { ViewerAccounts } from './viewer-accounts.js';
export { ViewerLooksResolver } from './viewer-looks.resolver.js';
export { FunctionAssignment, Matrix, RoleGrant, RoleScope, SecondFactorRule };

/** Roles, and the person wall. */
export const accessDomain: Domain = {
  entities: [
    AccessException,
    FunctionAssignment,
    Matrix,
    RoleGrant,
    RoleScope,
    SeatCap,
    ...conditions.entities,
    ...governance.entities,
    ...reviews.entities,
  ],
  objects: [
    accessExceptionObject,
    functionAssignmentObject,
    matrixObject,
    roleGrantObject,
    ...conditions.objects,
    ...governance.objects,
    ...reviews.objects,
  ],
  maps: governance.maps,
  extensions: [accountRoles, logEntryPeople, personFunctions, ...conditions.extensions],
  nodeTypes: [
    AccessExceptionType,
    FunctionAssignmentType,
    MatrixType,
    RoleGrantType,
    ...conditions.nodeTypes,
    ...governance.nodeTypes,
    ...reviews.nodeTypes,
  ],
  messages: [
    accessLabels,
    accessMessages,
    effectMessages,
    matrixMessages,
    ...conditions.messages,
    ...governance.messages,
    ...reviews.messages,
    ...insight.messages,
  ],
};
