import DataLoader from 'dataloader';
import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import { AccountType } from '../../accounts/index.js';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { seatShown } from './seat.resolver.js';
import type { SeatService } from './seat.service.js';
import { SeatUseType } from './seat.types.js';

/** The caps where a profile is edited (ST-2). */
@Resolver(() => AccountType)
export class AccountSeatsResolver {
  private readonly loaders = new WeakMap<Transaction, DataLoader<'seats', SeatUseType[]>>();

  constructor(private readonly service: SeatService) {}

  @FieldResolver(() => [SeatUseType], {
    description:
      'The caps on seats and their use, of the tenant and of the units whose accounts the viewer reads: beside the profile, before a role is granted. None for whoever reads accounts in no unit.',
  })
  seats(@Ctx() context: Context): Promise<SeatUseType[]> {
    return this.loader(context).load('seats');
  }

  /** One statement for all the accounts of a page; not remembered, because a mutation may have taken a seat since. */
  private loader(context: Context): DataLoader<'seats', SeatUseType[]> {
    const known = this.loaders.get(context.db);
    if (known) return known;
    const loader = new DataLoader<'seats', SeatUseType[]>(
      async (keys) => {
        const uses = await this.service.usesShown(context);
        return keys.map(() => uses.map(seatShown));
      },
      { cache: false },
    );
    this.loaders.set(context.db, loader);
    return loader;
  }
}
