import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { toGlobalId, uuidOf } from '../../base/ids.js';
import type { SeatService } from './seat.service.js';
import { RoleGrantConnection, SeatHoldersArgs, SeatUseType, SetSeatCapInput, SetSeatCapPayload } from './seat.types.js';
import { type SeatUse, takesSeat } from './seats.js';

/** A cap as the API tells it. */
export const seatShown = ({ unitId, ...use }: SeatUse): SeatUseType => ({
  ...use,
  unitId: unitId && toGlobalId('Unit', unitId),
});

@Resolver(() => SeatUseType)
export class SeatResolver {
  constructor(private readonly service: SeatService) {}

  @Action('account.read')
  @Query(() => [SeatUseType], {
    description:
      'The caps on seats with their use, of the tenant and of the units whose accounts the viewer reads; none for whoever reads accounts in no unit.',
  })
  async seats(@Ctx() context: Context): Promise<SeatUseType[]> {
    return (await this.service.usesShown(context)).map(seatShown);
  }

  @Action('account.read')
  @Query(() => RoleGrantConnection, {
    description:
      'Who holds a seat, among those whom the viewer may see, by when they got it: what they hold, and with the account its last visit and second factor.',
  })
  async seatHolders(
    @Args(() => SeatHoldersArgs) { kind, unitId, ...page }: SeatHoldersArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const roles = await this.service.roles(context, kind ?? null);
    const unit = unitId ? (uuidOf('Unit', unitId) ?? '00000000-0000-0000-0000-000000000000') : null;
    return context.read.connection(
      'RoleGrant',
      {
        where: (grant) =>
          sql`${takesSeat(grant, roles)} and (${unit}::uuid is null or ${grant}.unit_id = ${unit}::uuid)`,
        page,
      },
      info,
    );
  }

  @Action('seat.manage')
  @Mutation(() => SetSeatCapPayload, {
    description:
      'Caps the seats of a unit or of the tenant. Nobody loses a seat by it; no further one is taken beyond it.',
  })
  async setSeatCap(
    @Arg('input', () => SetSeatCapInput, { description: 'The cap.' }) input: SetSeatCapInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { seats: (await this.service.set(context, input)).map(seatShown) };
  }
}
