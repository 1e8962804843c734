import type { GraphQLResolveInfo } from 'graphql';
import type { Sql } from 'sql-template-tag';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { relationOf } from '../../base/reading/index.js';
import { PersonType } from '../../people/index.js';
import { CommentType } from '../comment.types.js';
import { UploadType } from '../upload.types.js';
import { ContentScreeningConnection, ContentScreeningType } from './content-screening.types.js';
import { ScreeningsArgs } from './finding.inputs.js';
import { screeningFilter } from './finding.records.js';
import type { ScreeningSettingsService } from './screening-settings.service.js';
import {
  ScreenAgainInput,
  ScreenAgainPayload,
  ScreeningSettings,
  ScreeningSettingsPayload,
  UpdateScreeningSettingsInput,
} from './screening-settings.types.js';

@Resolver(() => ContentScreeningType)
export class ContentScreeningResolver {
  constructor(private readonly settings: ScreeningSettingsService) {}

  @Action('screening.manage')
  @Query(() => ContentScreeningConnection, {
    description:
      'Where the screening of comments and files stands, of those whose findings the viewer manages; what was asked for last at the end.',
  })
  contentScreenings(
    @Args(() => ScreeningsArgs) args: ScreeningsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const where = (screening: Sql) => screeningFilter(args.filter, screening);
    return context.read.connection('ContentScreening', { where, page: args }, info);
  }

  @Action('settings.manage')
  @Query(() => ScreeningSettings, { description: 'What free text is screened for, and how far that has come.' })
  screeningSettings(@Ctx() context: Context): Promise<ScreeningSettings> {
    return this.settings.read(context);
  }

  @Action('settings.manage')
  @Mutation(() => ScreeningSettingsPayload, {
    description: 'Changes what free text is screened for. What was screened before is screened again by the new rules.',
  })
  async updateScreeningSettings(
    @Arg('input', () => UpdateScreeningSettingsInput, { description: 'What is changed.' })
    input: UpdateScreeningSettingsInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { settings: await this.settings.update(context, input) };
  }

  @Action('settings.manage')
  @Mutation(() => ScreenAgainPayload, {
    description:
      'Has comments and files screened again, such as when many people have come to the register whose names are now known.',
  })
  async screenAgain(
    @Arg('input', () => ScreenAgainInput, { description: 'What.' }) input: ScreenAgainInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { contents: await this.settings.screenAgain(context, input) };
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'Whom the content is about.' })
  person(@Root() screening: object, @Info() info: GraphQLResolveInfo): PersonType | null {
    return relationOf(screening, info);
  }

  @FieldResolver(() => CommentType, { nullable: true, description: 'The comment, where the viewer may read it.' })
  comment(@Root() screening: object, @Info() info: GraphQLResolveInfo): CommentType | null {
    return relationOf(screening, info);
  }

  @FieldResolver(() => UploadType, { nullable: true, description: 'The file, where the viewer may see it.' })
  upload(@Root() screening: object, @Info() info: GraphQLResolveInfo): UploadType | null {
    return relationOf(screening, info);
  }
}
