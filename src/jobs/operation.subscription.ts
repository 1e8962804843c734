import { setTimeout as wait } from 'node:timers/promises';
import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Action } from '../base/graphql/action.js';
import { inRequest, type SubscriptionContext } from '../base/graphql/subscriptions.js';
import { uuidOf } from '../base/ids.js';
import type { OperationState } from './operation.entity.js';
import { OperationType } from './operation.types.js';

const INTERVAL_MS = 500;
const ENDED: readonly OperationState[] = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

type Read = { readonly operation: OperationType; readonly state: OperationState };

/** Looks once, with the rights of this moment; null when there is nothing that the viewer may see. */
function look(subscription: SubscriptionContext, id: string, info: GraphQLResolveInfo): Promise<Read | null> {
  return inRequest(subscription, async (context) => {
    if (!context.isSignedIn || !context.access.can('operation.read')) return null;
    const operation = await context.read.one<OperationType>('Operation', id, info);
    const row = await context.db.first<{ state: OperationState }>(
      sql`select state from operation where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid`,
    );
    return operation && row ? { operation, state: row.state } : null;
  });
}

/** Answers the operation whenever it has changed, until it has ended or can no longer be seen. */
async function* watch(
  context: SubscriptionContext,
  globalId: string,
  info: GraphQLResolveInfo,
): AsyncGenerator<OperationType> {
  const id = uuidOf('Operation', globalId);
  if (id === null) return;
  const { signal } = context.stop;
  let last = '';
  while (!signal.aborted) {
    const read = await look(context, id, info);
    if (!read) return;
    const now = JSON.stringify(read.operation);
    if (now !== last) yield read.operation;
    last = now;
    if (ENDED.includes(read.state)) return;
    await wait(INTERVAL_MS, undefined, { signal }).catch(() => undefined);
  }
}

@Resolver(() => OperationType)
export class OperationSubscription {
  @Action('operation.read')
  @Subscription(() => OperationType, {
    description: 'The operation now and whenever it has changed, until it has ended. Served over WebSocket.',
    subscribe: ({ args, context, info }) => watch(context as SubscriptionContext, (args as { id: string }).id, info),
  })
  operationProgress(
    @Root() operation: OperationType,
    @Arg('id', () => ID, { description: 'The operation’s id.' }) _id: string,
  ): OperationType {
    return operation;
  }
}
