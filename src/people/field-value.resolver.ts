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
      'Sets values of tenant-defined fields. One that is not valid refuses them all. What a source system or the controller owns stays as it is: an error says who owns it and names the request for its correction that is recorded, while the rest of a valid input is set.',
  })
  async setFieldValues(
    @Arg('input', () => SetFieldValuesInput, { description: 'The values.' }) input: SetFieldValuesInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { personId, requestIds, refusals } = await this.values.set(context, input);
    const person = await context.read.one('Person', personId, info, ['person']);
    return { requestId: requestIds[0] ?? null, requestIds, refusals, person };
  }
}
