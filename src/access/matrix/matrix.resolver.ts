import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Ctx, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { functionIn, roleIn } from './matrix.elements.js';
import {
  AdoptMatrixInput,
  DiscussMatrixInput,
  DraftMatrixInput,
  RemoveJobFunctionInput,
  RemoveMatrixRoleInput,
  SetCardRolesInput,
  SetJobFunctionInput,
  SetMatrixCoursesInput,
  SetMatrixRoleInput,
  WithdrawMatrixInput,
} from './matrix.inputs.js';
import { type MatrixService, matrixKey } from './matrix.service.js';
import { MatrixPayload, MatrixType } from './matrix.types.js';

const KEPT = 100;

@Resolver(() => MatrixType)
export class MatrixResolver {
  constructor(private readonly service: MatrixService) {}

  @Action('matrix.read')
  @Query(() => MatrixType, {
    nullable: true,
    description:
      'A version of the authorisation matrix; the one in force without a number, null where the tenant has adopted none.',
  })
  matrix(
    @Arg('number', () => Int, { nullable: true, description: 'Which version.' }) number: number | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<MatrixType | null> {
    return context.read.oneWhere<MatrixType>(
      'Matrix',
      (matrix) => (number == null ? sql`${matrix}.state = 'ADOPTED'` : sql`${matrix}.number = ${number}::integer`),
      info,
    );
  }

  @Action('matrix.read')
  @Query(() => [MatrixType], { description: 'The latest hundred versions of the matrix, the newest first.' })
  matrices(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<MatrixType[]> {
    const order = (matrix: Parameters<Parameters<typeof context.read.list>[1]['order']>[0]) =>
      sql`${matrix}.number desc`;
    return context.read.list<MatrixType>('Matrix', { order, limit: KEPT }, info);
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixPayload, { description: 'Begins a version of the matrix. There is one open at a time.' })
  async draftMatrix(
    @Arg('input', () => DraftMatrixInput, { description: 'What it begins with.' }) input: DraftMatrixInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, this.service.draft(context, input));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixPayload, { description: 'Puts a role into a draft, or in the place of the one of its key.' })
  async setMatrixRole(
    @Arg('input', () => SetMatrixRoleInput, { description: 'The role.' }) input: SetMatrixRoleInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, this.service.setRole(context, input, roleIn(input.role)));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixPayload, { description: 'Takes a role out of a draft.' })
  async removeMatrixRole(
    @Arg('input', () => RemoveMatrixRoleInput, { description: 'Which.' }) input: RemoveMatrixRoleInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, this.service.removeRole(context, input, input.key));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixPayload, {
    description: 'Puts a job function into a draft, or in the place of the one of its key.',
  })
  async setJobFunction(
    @Arg('input', () => SetJobFunctionInput, { description: 'The function.' }) input: SetJobFunctionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, this.service.setFunction(context, input, functionIn(input.function)));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixPayload, { description: 'Takes a job function out of a draft.' })
  async removeJobFunction(
    @Arg('input', () => RemoveJobFunctionInput, { description: 'Which.' }) input: RemoveJobFunctionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, this.service.removeFunction(context, input, input.key));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixPayload, {
    description:
      'Says in a draft which roles come with the card to which an account is linked, with no grant: to persons’ logins, and to transfer accounts.',
  })
  async setCardRoles(
    @Arg('input', () => SetCardRolesInput, { description: 'The roles.' }) input: SetCardRolesInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const cardRoles = input.cardRoles.map(({ register, account, role }) => ({ register, account, role }));
    return answer(context, info, this.service.setCardRoles(context, input, cardRoles));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixPayload, { description: 'Says in a draft which courses there are that roles may need.' })
  async setMatrixCourses(
    @Arg('input', () => SetMatrixCoursesInput, { description: 'The courses.' }) input: SetMatrixCoursesInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const courses = input.courses.map(({ key, name, validMonths = null }) => ({
      key: matrixKey(key, 'courses'),
      name,
      validMonths,
    }));
    return answer(context, info, this.service.setCourses(context, input, courses));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixPayload, { description: 'Puts a draft up for discussion.' })
  async discussMatrix(
    @Arg('input', () => DiscussMatrixInput, { description: 'Which.' }) input: DiscussMatrixInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, this.service.advance(context, input, 'discuss'));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixPayload, {
    description: 'Adopts a version: from this moment on roles mean what it says, and the one before is superseded.',
  })
  async adoptMatrix(
    @Arg('input', () => AdoptMatrixInput, { description: 'Which.' }) input: AdoptMatrixInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, this.service.advance(context, input, 'adopt'));
  }

  @Action('matrix.manage')
  @Mutation(() => MatrixPayload, { description: 'Gives a draft up. It stays readable.' })
  async withdrawMatrix(
    @Arg('input', () => WithdrawMatrixInput, { description: 'Which.' }) input: WithdrawMatrixInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, info, this.service.advance(context, input, 'withdraw'));
  }
}

async function answer(context: Context, info: GraphQLResolveInfo, changed: Promise<string>): Promise<object> {
  return { matrix: await context.read.one('Matrix', await changed, info, ['matrix']) };
}
