export {
  Operation,
  type OperationKind,
  type OperationState,
  operationKinds,
  operationStates,
} from './operation.entity.js';
