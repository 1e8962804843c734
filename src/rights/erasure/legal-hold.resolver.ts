import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { uuidOf } from '../../base/ids.js';
import { LiftLegalHoldInput, PlaceLegalHoldInput } from './erasure.inputs.js';
import { LegalHoldPayload, LegalHoldType } from './erasure.types.js';
import { showHold } from './erasure-plan.view.js';
import { holdsInForce } from './holds.js';
import type { LegalHoldService } from './legal-hold.service.js';

@Resolver(() => LegalHoldType)
export class LegalHoldResolver {
  constructor(private readonly holds: LegalHoldService) {}

  @Action('hold.manage')
  @Query(() => [LegalHoldType], {
    description: 'The holds in force on a person, at most 100; empty for a person on whom the viewer may place none.',
  })
  async legalHolds(
    @Arg('personId', () => ID, { description: 'The person’s id.' }) personId: string,
    @Ctx() context: Context,
  ): Promise<LegalHoldType[]> {
    const id = uuidOf('Person', personId);
    if (!id || context.access.units('hold.manage') !== 'all') return [];
    return (await holdsInForce(context.db, id)).map(showHold);
  }

  @Action('hold.manage')
  @Mutation(() => LegalHoldPayload, {
    description: 'Holds data of a person, so that an erasure keeps it (Article 17(3) GDPR).',
  })
  async placeLegalHold(
    @Arg('input', () => PlaceLegalHoldInput, { description: 'What is held, and why.' }) input: PlaceLegalHoldInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { legalHolds: (await this.holds.place(context, input)).map(showHold) };
  }

  @Action('hold.manage')
  @Mutation(() => LegalHoldPayload, { description: 'Lifts a hold; what it kept can be erased from then on.' })
  async liftLegalHold(
    @Arg('input', () => LiftLegalHoldInput, { description: 'Which hold.' }) input: LiftLegalHoldInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { legalHolds: (await this.holds.lift(context, input)).map(showHold) };
  }
}
