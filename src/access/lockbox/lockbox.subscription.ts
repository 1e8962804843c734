import { setTimeout as wait } from 'node:timers/promises';
import { Resolver, Root, Subscription } from 'type-graphql';
import { Action } from '../../base/graphql/action.js';
import { inRequest, type SubscriptionContext } from '../../base/graphql/subscriptions.js';
import { LockboxInUseType } from './lockbox.types.js';
import { lockboxesInUse } from './lockbox-use.js';

const INTERVAL_MS = 500;

/** Answers what is in force whenever that, or how it is used, has changed, for as long as the viewer may see it. */
async function* watch(subscription: SubscriptionContext): AsyncGenerator<LockboxInUseType[]> {
  const { signal } = subscription.stop;
  let last = '';
  while (!signal.aborted) {
    const inUse = await inRequest(subscription, async (context) =>
      context.isSignedIn && context.access.can('lockbox.read') ? lockboxesInUse(context.db) : null,
    );
    if (!inUse) return;
    const now = JSON.stringify(inUse);
    if (now !== last) yield inUse;
    last = now;
    await wait(INTERVAL_MS, undefined, { signal }).catch(() => undefined);
  }
}

@Resolver(() => LockboxInUseType)
export class LockboxSubscription {
  @Action('lockbox.read')
  @Subscription(() => [LockboxInUseType], {
    description:
      'The access of the processor’s staff that is in force now, and again whenever that or its use has changed. Served over WebSocket.',
    subscribe: ({ context }) => watch(context as SubscriptionContext),
  })
  lockboxesInUseChanged(@Root() inUse: LockboxInUseType[]): LockboxInUseType[] {
    return inUse;
  }
}
