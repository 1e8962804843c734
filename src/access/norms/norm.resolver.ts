import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import type { NormService } from './norm.service.js';
import { NormFrameworkType } from './norm.types.js';

@Resolver(() => NormFrameworkType)
export class NormResolver {
  constructor(private readonly service: NormService) {}

  @Action('norm.read')
  @Query(() => NormFrameworkType, {
    description:
      'The controls of the identity and access domain of a norm framework, each with evidence that is read now and the rule that decides.',
  })
  normFramework(@Ctx() context: Context): Promise<NormFrameworkType> {
    return this.service.framework(context);
  }
}
