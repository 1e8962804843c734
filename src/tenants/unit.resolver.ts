import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { PageArgs } from '../base/graphql/connection.types.js';
import { uuidOf } from '../base/ids.js';
import { UnitConnection, UnitType } from './unit.types.js';

@Resolver(() => UnitType)
export class UnitResolver {
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
}
