import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { PageArgs } from '../../base/graphql/connection.types.js';
import { uuidOf } from '../../base/ids.js';
import { relationOf } from '../../base/reading/index.js';
import { OperationType } from '../../jobs/index.js';
import { ErasePersonInput } from './erasure.inputs.js';
import type { ErasureService } from './erasure.service.js';
import { ErasePersonPayload, ErasureConnection, ErasurePlanType, ErasureType } from './erasure.types.js';
import type { ErasurePlanView } from './erasure-plan.view.js';

@Resolver(() => ErasureType)
export class ErasureResolver {
  constructor(
    private readonly service: ErasureService,
    private readonly view: ErasurePlanView,
  ) {}

  @Action('erasure.plan')
  @Query(() => ErasurePlanType, {
    nullable: true,
    description: 'What an erasure of the person would do now; null when there is no person whom the viewer may erase.',
  })
  async erasurePlan(
    @Arg('personId', () => ID, { description: 'The person’s id.' }) personId: string,
    @Ctx() context: Context,
  ): Promise<ErasurePlanType | null> {
    const planned = await this.service.plan(context, personId);
    return planned && this.view.show(context, planned);
  }

  @Action('erasure.run')
  @Mutation(() => ErasePersonPayload, {
    description:
      'Erases a person (Article 17 GDPR): everything of the plan that was read, then a look that nothing is left, then a signed certificate. It cannot be stopped once it is begun.',
  })
  async erasePerson(
    @Arg('input', () => ErasePersonInput, { description: 'Whom, and after which plan.' }) input: ErasePersonInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { erasureId, operationId, currentPlanHash, refusals } = await this.service.erase(context, input);
    return {
      refusals,
      currentPlanHash,
      erasure: erasureId && (await context.read.one('Erasure', erasureId, info, ['erasure'])),
      operation: operationId && (await context.read.one('Operation', operationId, info, ['operation'])),
    };
  }

  @Action('erasure.run')
  @Query(() => ErasureType, { nullable: true, description: 'One erasure; null when there is none.' })
  async erasure(
    @Arg('id', () => ID, { description: 'The erasure’s id.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ErasureType | null> {
    const erasureId = uuidOf('Erasure', id);
    return erasureId ? context.read.one<ErasureType>('Erasure', erasureId, info) : null;
  }

  @Action('erasure.run')
  @Query(() => ErasureConnection, { description: 'Erasures, the newest first.' })
  erasures(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection('Erasure', { page, orderBy: { field: 'REQUESTED_AT', direction: 'DESC' } }, info);
  }
}

@Resolver(() => OperationType)
export class OperationErasureResolver {
  @FieldResolver(() => ErasureType, {
    nullable: true,
    description: 'The erasure that the work carries out, for the controller; null for other work.',
  })
  erasure(@Root() operation: object, @Info() info: GraphQLResolveInfo): ErasureType | null {
    return relationOf(operation, info);
  }
}
