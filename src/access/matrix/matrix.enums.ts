import { enumOf } from '../../base/graphql/enum.js';
import { matrixStates } from './matrix.entity.js';
import {
  assignmentKinds,
  cardAccounts,
  cardRegisters,
  modules,
  rightSubjects,
  riskClasses,
  scopeKinds,
  seatKinds,
} from './matrix.model.js';

export const MatrixStateEnum = enumOf(matrixStates, 'MatrixState', 'Where a version of the matrix stands in its life.');
export const ScopeKindEnum = enumOf(scopeKinds, 'RoleScope', 'How far a role reaches; what a grant names beside it.');
export const ModuleEnum = enumOf(
  modules,
  'RoleModule',
  'A module to which a role is limited, by the kind of its groups.',
);
export const SubjectEnum = enumOf(
  rightSubjects,
  'RightSubject',
  'Whom a right is about: those in scope, the students among them, or their guardians.',
);
export const RiskClassEnum = enumOf(riskClasses, 'RiskClass', 'How much harm comes of misuse.');
export const SeatKindEnum = enumOf(seatKinds, 'SeatKind', 'A seat that is counted and capped.');
export const AssignmentKindEnum = enumOf(
  assignmentKinds,
  'FunctionRoleKind',
  'Whether a role comes with a job function.',
);
export const CardRegisterEnum = enumOf(cardRegisters, 'CardRegister', 'A register whose cards can carry roles.');
export const CardAccountEnum = enumOf(
  cardAccounts,
  'CardAccount',
  'The accounts to which a role comes with the card: persons’ logins, or transfer accounts.',
);
export const MatrixTemplateEnum = enumOf(['STANDARD', 'OPTIMUS'] as const, 'MatrixTemplate', 'A matrix to begin with.');
