import type { Domain } from '../catalogue/index.js';
import { accessLabels } from './access.labels.js';
import { accessMessages } from './access.messages.js';
import { conditions } from './conditions.js';
import { AccessException } from './exceptions/access-exception.entity.js';
import { accessExceptionObject } from './exceptions/access-exception.objects.js';
import { AccessExceptionType } from './exceptions/access-exception.types.js';
import { SecondFactorRule } from './factors/second-factor-rule.entity.js';
import { FunctionAssignment } from './functions/function-assignment.entity.js';
import { functionAssignmentObject, personFunctions } from './functions/function-assignment.objects.js';
import { FunctionAssignmentType } from './functions/function-assignment.types.js';
import { governance } from './governance.js';
import { effectMessages } from './grants/effect.messages.js';
import { RoleGrant } from './grants/role-grant.entity.js';
import { accountRoles, roleGrantObject } from './grants/role-grant.objects.js';
import { RoleGrantType } from './grants/role-grant.types.js';
import { RoleScope } from './grants/role-scope.entity.js';
import { insight } from './insight.js';
import { lockbox } from './lockbox/index.js';
import { Matrix } from './matrix/matrix.entity.js';
import { matrixMessages } from './matrix/matrix.messages.js';
import { matrixObject } from './matrix/matrix.objects.js';
import { MatrixType } from './matrix/matrix.types.js';
import { reviews } from './reviews/index.js';
import { SeatCap } from './seats/seat-cap.entity.js';
import { logEntryPeople } from './viewer/log-entry-people.js';

export { conditionResolvers } from './conditions.js';
export { CourseRecord } from './courses/course-record.entity.js';
export { ExceptionResolver } from './exceptions/exception.resolver.js';
export { ExceptionService } from './exceptions/exception.service.js';
export { multiFactorAcrs, sensitiveFor } from './factors/second-factor.js';
export { FunctionResolver, PersonFunctionsResolver } from './functions/function.resolver.js';
export { FunctionService } from './functions/function.service.js';
export { governanceResolvers, governanceRoutes } from './governance.js';
export { ControllerAppointmentResolver } from './grants/controller-appointment.resolver.js';
export { ControllerAppointmentService } from './grants/controller-appointment.service.js';
export { keepingController } from './grants/controllers.js';
export { GivenRights } from './grants/given-rights.js';
export { InvitedRoles } from './grants/invited-roles.js';
export { AccountRolesResolver, RoleGrantResolver } from './grants/role-grant.resolver.js';
export { endRoles, RoleGrantService } from './grants/role-grant.service.js';
export { insightResolvers, insightRoutes } from './insight.js';
export { LeaverSweep } from './leavers/leaver.sweep.js';
export { isOpen } from './leavers/leaver-facts.js';
export { lockboxResolvers } from './lockbox/index.js';
export type { MatrixDocument, MatrixRole } from './matrix/matrix.model.js';
export { MatrixResolver } from './matrix/matrix.resolver.js';
export { MatrixService, matrixTemplates } from './matrix/matrix.service.js';
export { adoptAgain, fallBack } from './matrix/matrix-fallback.js';
export { type RoleBook, RoleBooks, standardRoles } from './matrix/role-book.js';
export {
  bootstrapOperator,
  type OperatorAccount,
  type OperatorBootstrap,
} from './operator.bootstrap.js';
export { composeReviews } from './reviews/index.js';
export { SeatResolver } from './seats/seat.resolver.js';
export { SeatService } from './seats/seat.service.js';
export { LogEntryPeopleResolver } from './viewer/log-entry-people.js';
export { ViewerResolver } from './viewer/viewer.resolver.js';
export { Viewer } from './viewer/viewer.types.js';
export { ViewerLooksResolver } from './viewer/viewer-looks.resolver.js';
export { PersonWall } from './wall/person-wall.js';
export { PersonWalls } from './wall/person-walls.js';
export { RequestContext, type RequestFacts, type RequestServices } from './wall/request-context.js';
export { ViewerAccounts } from './wall/viewer-accounts.js';
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
    ...lockbox.entities,
    ...reviews.entities,
  ],
  objects: [
    accessExceptionObject,
    functionAssignmentObject,
    matrixObject,
    roleGrantObject,
    ...conditions.objects,
    ...governance.objects,
    ...lockbox.objects,
    ...reviews.objects,
  ],
  maps: [...governance.maps, ...lockbox.maps],
  clocks: [...governance.clocks, ...lockbox.clocks, ...reviews.clocks],
  extensions: [accountRoles, logEntryPeople, personFunctions, ...conditions.extensions, ...lockbox.extensions],
  nodeTypes: [
    AccessExceptionType,
    FunctionAssignmentType,
    MatrixType,
    RoleGrantType,
    ...conditions.nodeTypes,
    ...governance.nodeTypes,
    ...lockbox.nodeTypes,
    ...reviews.nodeTypes,
  ],
  messages: [
    accessLabels,
    accessMessages,
    effectMessages,
    matrixMessages,
    ...conditions.messages,
    ...governance.messages,
    ...lockbox.messages,
    ...reviews.messages,
    ...insight.messages,
  ],
};
