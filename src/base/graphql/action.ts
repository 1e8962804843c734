import { Extensions } from 'type-graphql';

/** The action that a field of Query, Mutation or Subscription carries; 'public' needs no sign-in. */
export const Action = (action: string): MethodDecorator & PropertyDecorator => Extensions({ action });
