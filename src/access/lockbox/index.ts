import type { Domain } from '../../catalogue/index.js';
import { lockboxClock } from './lockbox.clocks.js';
import { lockboxMessages } from './lockbox.messages.js';
import { lockboxAccessObject, lockboxLookMap, logEntryLockbox } from './lockbox.objects.js';
import { LockboxResolver, LogEntryLockboxResolver } from './lockbox.resolver.js';
import { LockboxService } from './lockbox.service.js';
import { LockboxSubscription } from './lockbox.subscription.js';
import { LockboxAccessType } from './lockbox.types.js';
import { LockboxAccess } from './lockbox-access.entity.js';
import { LockboxPerson } from './lockbox-person.entity.js';
import { LockboxRule } from './lockbox-rule.entity.js';

/** How staff of the processor are let in, for a time and a reason, by the controller alone (BJ-7). */
export const lockbox = {
  entities: [LockboxAccess, LockboxPerson, LockboxRule],
  objects: [lockboxAccessObject],
  maps: [lockboxLookMap],
  extensions: [logEntryLockbox],
  clocks: [lockboxClock],
  nodeTypes: [LockboxAccessType],
  messages: [lockboxMessages],
} as const satisfies Domain;

export const lockboxResolvers = (): readonly object[] => [
  new LockboxResolver(new LockboxService()),
  new LogEntryLockboxResolver(),
  new LockboxSubscription(),
];
