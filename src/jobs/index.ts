import type { Domain } from '../catalogue/index.js';
import {
  Operation,
  type OperationKind,
  type OperationState,
  operationKinds,
  operationStates,
} from './operation.entity.js';
import { operationLabels } from './operation.labels.js';

export { Operation, type OperationKind, type OperationState, operationKinds, operationStates };

/** Work that lasts. */
export const jobsDomain: Domain = { entities: [Operation], messages: [operationLabels] };
