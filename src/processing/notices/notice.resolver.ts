import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Viewer } from '../../access/index.js';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { PageArgs, SortDirection } from '../../base/graphql/connection.types.js';
import { NO_ID, uuidOf } from '../../base/ids.js';
import {
  AcknowledgePrivacyNoticeInput,
  AcknowledgePrivacyNoticePayload,
  NoticeReadingConnection,
  PrivacyNoticeDraftsArgs,
  PrivacyNoticeDraftType,
} from './notice.types.js';
import type { NoticeDraftService } from './notice-draft.service.js';
import type { NoticeReadingService } from './notice-reading.service.js';
import { PrivacyNoticeType } from './privacy-notice.types.js';

@Resolver(() => PrivacyNoticeDraftType)
export class NoticeDraftResolver {
  constructor(private readonly service: NoticeDraftService) {}

  @Action('privacyNotice.publish')
  @Query(() => [PrivacyNoticeDraftType], {
    description:
      'What the derived parts of the privacy notice say now, and whether and how that differs from what is published. As a page: `/privacy-notice-preview.html`.',
  })
  privacyNoticeDrafts(
    @Args(() => PrivacyNoticeDraftsArgs) { languages }: PrivacyNoticeDraftsArgs,
    @Ctx() context: Context,
  ): Promise<PrivacyNoticeDraftType[]> {
    return this.service.drafts(context, languages ?? null);
  }
}

@Resolver(() => Viewer)
export class NoticeReadingResolver {
  constructor(private readonly service: NoticeReadingService) {}

  @Action('privacyNotice.publish')
  @Query(() => NoticeReadingConnection, {
    description:
      'Who has read a version of the privacy notice, the latest first, as far as the viewer sees these people.',
  })
  privacyNoticeReadings(
    @Arg('privacyNoticeId', () => ID, { description: 'The version.' }) id: string,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const noticeId = uuidOf('PrivacyNotice', id) ?? NO_ID;
    const orderBy = { field: 'READ_AT', direction: SortDirection.DESC };
    const where = (reading: Parameters<typeof ofNotice>[0]) => ofNotice(reading, noticeId);
    return context.read.connection('PrivacyNoticeReading', { where, page, orderBy }, info);
  }

  @Action('privacyNotice.acknowledge')
  @Mutation(() => AcknowledgePrivacyNoticePayload, {
    description: 'Says that the viewer has read the privacy notice in force. A later version is to be read anew.',
  })
  async acknowledgePrivacyNotice(
    @Arg('input', () => AcknowledgePrivacyNoticeInput, { description: 'Which.' }) input: AcknowledgePrivacyNoticeInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.service.acknowledge(context, input.privacyNoticeId);
    return { privacyNotice: await context.read.one('PrivacyNotice', id, info, ['privacyNotice']) };
  }

  @FieldResolver(() => PrivacyNoticeType, {
    nullable: true,
    description:
      'The privacy notice that the viewer’s account has yet to read, in the viewer’s language where it is published in it; null where the one in force was read, in whichever language.',
  })
  async unreadPrivacyNotice(
    @Root() _viewer: Viewer,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PrivacyNoticeType | null> {
    if (context.viewer.personId === null) return null;
    const id = await this.service.unread(context);
    return id ? context.read.one<PrivacyNoticeType>('PrivacyNotice', id, info) : null;
  }
}

const ofNotice = (reading: ReturnType<typeof sql>, noticeId: string) => sql`${reading}.notice_id = ${noticeId}::uuid`;
