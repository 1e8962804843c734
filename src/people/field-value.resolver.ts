import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { SetFieldValuesInput } from './field-value.inputs.js';
import type { FieldValueService } from './field-value.service.js';
import { PersonType, SetFieldValuesPayload } from './person.types.js';

@Resolver(() => PersonType)
export class FieldValueResolver {
  constructor(private readonly values: FieldValueService) {}

  @Action('person.correct')
  @Mutation(() => SetFieldValuesPayload, {
    description:
      'Sets values of tenant-defined fields: all that is valid, or nothing. What a source system or the controller owns is answered with who owns it, and a request for its correction is recorded.',
  })
  async setFieldValues(
    @Arg('input', () => SetFieldValuesInput, { description: 'The values.' }) input: SetFieldValuesInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { personId, requestId, refusals } = await this.values.set(context, input);
    return { requestId, refusals, person: await context.read.one('Person', personId, info, ['person']) };
  }
}
