import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { TenantPayload } from '../tenants/index.js';
import type { SpecialCategoryService } from './special-category.service.js';
import { RuleOutSpecialCategoriesInput } from './special-category.types.js';

@Resolver()
export class SpecialCategoryResolver {
  constructor(private readonly service: SpecialCategoryService) {}

  @Action('settings.manage')
  @Mutation(() => TenantPayload, {
    description:
      'Rules special categories of personal data out (Article 9 GDPR), or no longer. Then no field can be of one, and free text is screened for their words. Fields that are of one are named by the refusals.',
  })
  async ruleOutSpecialCategories(
    @Arg('input', () => RuleOutSpecialCategoriesInput, { description: 'Whether.' })
    input: RuleOutSpecialCategoriesInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    await this.service.setRuledOut(context, input);
    return { tenant: await context.read.one('Tenant', context.viewer.tenantId, info, ['tenant']) };
  }
}
