import type { Domain } from '../catalogue/index.js';
import { jobsMessages } from './jobs.messages.js';
import { Operation, type OperationState, operationKinds } from './operation.entity.js';
import { operationLabels } from './operation.labels.js';
import { operationObject } from './operation.objects.js';
import { queueOf } from './operation.service.js';
import { OperationStateEnum, OperationType } from './operation.types.js';

export { OperationResolver } from './operation.resolver.js';
export {
  OperationFailure,
  type OperationHandler,
  OperationRunner,
  type RunningOperation,
  type Work,
  type Worker,
} from './operation.runner.js';
export { OperationService } from './operation.service.js';
export { OperationSubscription } from './operation.subscription.js';
export { type OperationState, OperationStateEnum, OperationType };

/** The queues that the kinds of operations wait in. */
export const operationQueues = operationKinds.map(queueOf);

export const jobsDomain: Domain = {
  entities: [Operation],
  objects: [operationObject],
  nodeTypes: [OperationType],
  messages: [jobsMessages, operationLabels],
};
