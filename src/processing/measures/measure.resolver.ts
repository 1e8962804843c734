import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { MAXIMUM_MEASURES, type MeasureService } from './measure.service.js';
import {
  MeasureType,
  RemoveMeasureInput,
  RemoveMeasurePayload,
  SetMeasureInput,
  SetMeasurePayload,
} from './measure.types.js';
import { measureHeadings } from './measure-headings.js';

@Resolver(() => MeasureType)
export class MeasureResolver {
  constructor(private readonly service: MeasureService) {}

  @Action('public')
  @Query(() => [MeasureType], {
    description:
      'The processor’s technical and organisational measures, in the order of Annex III. Anybody may read them.',
  })
  measures(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<MeasureType[]> {
    return context.read.list<MeasureType>(
      'Measure',
      {
        order: (measure) =>
          sql`array_position(${measureHeadings}::text[], ${measure}.heading), ${measure}.created_at, ${measure}.id`,
        limit: MAXIMUM_MEASURES,
      },
      info,
    );
  }

  @Action('measure.manage')
  @Mutation(() => SetMeasurePayload, {
    description: 'Records or changes a measure of the processor. For the operator.',
  })
  async setMeasure(
    @Arg('input', () => SetMeasureInput, { description: 'The measure.' }) input: SetMeasureInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.set(context, input);
    return { measure: await context.read.one('Measure', id, info, ['measure']) };
  }

  @Action('measure.manage')
  @Mutation(() => RemoveMeasurePayload, { description: 'Removes a measure that is taken no longer. For the operator.' })
  async removeMeasure(
    @Arg('input', () => RemoveMeasureInput, { description: 'Which measure.' }) input: RemoveMeasureInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await this.service.remove(context, input);
    return { removedId: input.id };
  }
}
