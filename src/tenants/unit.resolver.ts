import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { PageArgs } from '../base/graphql/connection.types.js';
import { uuidOf } from '../base/ids.js';
import { ArchiveUnitInput, CreateUnitInput, RestoreUnitInput, UpdateUnitInput } from './unit.inputs.js';
import type { UnitService } from './unit.service.js';
import { UnitConnection, UnitPayload, UnitType } from './unit.types.js';

@Resolver(() => UnitType)
export class UnitResolver {
  constructor(private readonly service: UnitService) {}

  @Action('unit.read')
  @Query(() => UnitType, { nullable: true, description: 'One unit; null when there is none that the viewer may see.' })
  async unit(
    @Arg('id', () => ID, { description: 'The unit’s id.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<UnitType | null> {
    const unitId = uuidOf('Unit', id);
    return unitId ? context.read.one<UnitType>('Unit', unitId, info) : null;
  }

  @Action('unit.read')
  @Query(() => UnitConnection, { description: 'The units that the viewer may see, by name.' })
  units(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection('Unit', { page }, info);
  }

  @Action('unit.manage')
  @Mutation(() => UnitPayload, { description: 'Adds a unit.' })
  async createUnit(
    @Arg('input', () => CreateUnitInput, { description: 'The unit.' }) input: CreateUnitInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.create(context, input), info);
  }

  @Action('unit.manage')
  @Mutation(() => UnitPayload, { description: 'Changes a unit. What a source system owns is changed there.' })
  async updateUnit(
    @Arg('input', () => UpdateUnitInput, { description: 'What changes.' }) input: UpdateUnitInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.update(context, input), info);
  }

  @Action('unit.manage')
  @Mutation(() => UnitPayload, { description: 'Closes a unit to anybody and anything new. What belongs to it stays.' })
  async archiveUnit(
    @Arg('input', () => ArchiveUnitInput, { description: 'Which.' }) input: ArchiveUnitInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.setArchived(context, input.unitId, true), info);
  }

  @Action('unit.manage')
  @Mutation(() => UnitPayload, { description: 'Opens an archived unit again.' })
  async restoreUnit(
    @Arg('input', () => RestoreUnitInput, { description: 'Which.' }) input: RestoreUnitInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.setArchived(context, input.unitId, false), info);
  }
}

const answer = async (context: Context, unitId: string, info: GraphQLResolveInfo): Promise<object> => ({
  unit: await context.read.one('Unit', unitId, info, ['unit']),
});
