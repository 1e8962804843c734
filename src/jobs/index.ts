export { Operation, type OperationKind, operationKinds, type OperationState, operationStates } from './operation.entity.js';
