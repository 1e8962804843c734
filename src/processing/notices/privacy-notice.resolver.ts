import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { relationOf } from '../../base/reading/index.js';
import { TenantType } from '../../tenants/index.js';
import type { PrivacyNoticeService } from './privacy-notice.service.js';
import { PrivacyNoticeType, PublishPrivacyNoticeInput, PublishPrivacyNoticePayload } from './privacy-notice.types.js';

@Resolver(() => PrivacyNoticeType)
export class PrivacyNoticeResolver {
  constructor(private readonly service: PrivacyNoticeService) {}

  @Action('privacyNotice.publish')
  @Mutation(() => PublishPrivacyNoticePayload, {
    description:
      'Publishes the controller’s privacy notice in one language, or its next version; earlier ones stay readable.',
  })
  async publishPrivacyNotice(
    @Arg('input', () => PublishPrivacyNoticeInput, { description: 'The notice.' }) input: PublishPrivacyNoticeInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.publish(context, input);
    return { privacyNotice: await context.read.one('PrivacyNotice', id, info, ['privacyNotice']) };
  }
}

@Resolver(() => TenantType)
export class TenantPrivacyNoticesResolver {
  @FieldResolver(() => [PrivacyNoticeType], {
    description:
      'The privacy notices in force, one for each language in which the controller published. For everybody who has signed in; others read them at `/tenants/<slug>/privacy-notice.html` and `.json`.',
  })
  privacyNotices(@Root() tenant: object, @Info() info: GraphQLResolveInfo): PrivacyNoticeType[] {
    return relationOf(tenant, info);
  }
}
