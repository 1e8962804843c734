import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { needOf, type SecondFactorDemand, USUAL_MINUTES } from './second-factor.js';
import type { SecondFactorService } from './second-factor.service.js';
import { SensitiveActionType, SetSecondFactorAgeInput, SetSecondFactorAgePayload } from './second-factor.types.js';

const shown = (context: Context, demand: SecondFactorDemand): SensitiveActionType => ({
  ...demand,
  description: context.text(`value.action.${demand.action}`),
  defaultMaxAgeMinutes: USUAL_MINUTES,
  secondFactor: needOf(context, demand),
});

@Resolver(() => SensitiveActionType)
export class SecondFactorResolver {
  constructor(private readonly service: SecondFactorService) {}

  @Action('viewer.read')
  @Query(() => [SensitiveActionType], {
    description: 'The work for which a recent second factor is asked for here, and how the viewer stands to each.',
  })
  async sensitiveActions(@Ctx() context: Context): Promise<SensitiveActionType[]> {
    return (await this.service.demands(context)).map((demand) => shown(context, demand));
  }

  @Action('settings.manage', { opensLockOut: true })
  @Mutation(() => SetSecondFactorAgePayload, {
    description:
      'Sets how recent a second factor an action asks for. Where no account of the tenant has ever presented one, this alone is done without.',
  })
  async setSecondFactorAge(
    @Arg('input', () => SetSecondFactorAgeInput, { description: 'Which action, and how recent.' })
    input: SetSecondFactorAgeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { sensitiveAction: shown(context, await this.service.set(context, input)) };
  }
}
