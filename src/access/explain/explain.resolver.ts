import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import type { ExplainService } from './explain.service.js';
import { AccessExplanation, ExplainAccessInput } from './explain.types.js';

@Resolver()
export class ExplainResolver {
  constructor(private readonly service: ExplainService) {}

  @Action('access.explain')
  @Query(() => AccessExplanation, {
    description:
      'Why an account may do something with a person’s data, or why not and which change would be enough. It answers as the account’s own requests are answered at this moment, and changes nothing.',
  })
  explainAccess(
    @Arg('input', () => ExplainAccessInput, { description: 'What is asked.' }) input: ExplainAccessInput,
    @Ctx() context: Context,
  ): Promise<AccessExplanation> {
    return this.service.explain(context, input);
  }
}
