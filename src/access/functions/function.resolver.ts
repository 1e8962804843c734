import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { relationOf } from '../../base/reading/index.js';
import { PersonType } from '../../people/index.js';
import type { FunctionService } from './function.service.js';
import {
  AssignFunctionInput,
  EndFunctionInput,
  FunctionAssignmentPayload,
  FunctionAssignmentType,
} from './function-assignment.types.js';

@Resolver(() => FunctionAssignmentType)
export class FunctionResolver {
  constructor(private readonly service: FunctionService) {}

  @Action('role.grant')
  @Mutation(() => FunctionAssignmentPayload, {
    description: 'Gives a person a job function of the adopted matrix. Its roles are granted apart.',
  })
  async assignFunction(
    @Arg('input', () => AssignFunctionInput, { description: 'Which, and to whom.' }) input: AssignFunctionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.service.assign(context, input));
  }

  @Action('role.grant')
  @Mutation(() => FunctionAssignmentPayload, {
    description: 'Ends a person’s job function at once. The roles that rest on it have no effect from then on.',
  })
  async endFunction(
    @Arg('input', () => EndFunctionInput, { description: 'Which.' }) input: EndFunctionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.service.end(context, input.functionAssignmentId));
  }

  private async answer(context: Context, info: GraphQLResolveInfo, id: string): Promise<object> {
    return { functionAssignment: await context.read.one('FunctionAssignment', id, info, ['functionAssignment']) };
  }
}

@Resolver(() => PersonType)
export class PersonFunctionsResolver {
  @FieldResolver(() => [FunctionAssignmentType], {
    nullable: true,
    description:
      'The job functions that the person has, or will have; null where they are withheld. Personal data: EMPLOYMENT.',
  })
  functions(@Root() person: object, @Info() info: GraphQLResolveInfo): FunctionAssignmentType[] | null {
    return relationOf(person, info);
  }
}
