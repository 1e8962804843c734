import type { Domain } from '../catalogue/index.js';
import { secondFactorMessages } from './factors/second-factor.messages.js';
import { SecondFactorResolver } from './factors/second-factor.resolver.js';
import { SecondFactorService } from './factors/second-factor.service.js';
import { SecondFactorRule } from './factors/second-factor-rule.entity.js';

/** What a right depends on at the moment when it is used, beside being granted. */
export const conditions = {
  entities: [SecondFactorRule],
  messages: [secondFactorMessages],
} as const satisfies Domain;

export const conditionResolvers = (): readonly object[] => [new SecondFactorResolver(new SecondFactorService())];
