import { Extensions } from 'type-graphql';

interface ActionOptions {
  /** Of the mutation that sets what second factor is asked for: it is the way out for a tenant that can present none. */
  readonly opensLockOut?: true;
}

/** The action that a field of Query, Mutation or Subscription carries; 'public' needs no sign-in. */
export const Action = (action: string, options: ActionOptions = {}): MethodDecorator & PropertyDecorator =>
  Extensions({ action, ...options });
