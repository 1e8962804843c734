import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../base/context.js';
import { Action } from '../../../base/graphql/action.js';
import { PageArgs, SortDirection } from '../../../base/graphql/connection.types.js';
import { wordsOf } from '../annex-words.js';
import { changeInWords } from './annex-change.words.js';
import { AcknowledgeAnnexVersionInput, SetAnnexRuleInput } from './annex-version.inputs.js';
import {
  AcknowledgeAnnexVersionPayload,
  AnnexChangeType,
  type AnnexChangeWords,
  AnnexRuleType,
  AnnexVersionConnection,
  AnnexVersionType,
  SetAnnexRulePayload,
} from './annex-version.types.js';
import type { AnnexVersions } from './annex-versions.js';

@Resolver(() => AnnexVersionType)
export class AnnexVersionResolver {
  constructor(private readonly versions: AnnexVersions) {}

  @Action('agreement.read')
  @Query(() => AnnexVersionConnection, {
    description:
      'The versions of the annexes, the latest first. What changed on the platform is followed when they are read.',
  })
  async annexVersions(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    await this.versions.follow(context);
    const orderBy = { field: 'NUMBER', direction: SortDirection.DESC };
    return context.read.connection('AnnexVersion', { page, orderBy }, info);
  }

  @Action('agreement.read')
  @Query(() => AnnexVersionType, {
    nullable: true,
    description: 'A version of the annexes; the one that stands now where no number is given.',
  })
  async annexVersion(
    @Arg('number', () => Int, { nullable: true, description: 'Its number.' }) number: number | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AnnexVersionType | null> {
    const current = await this.versions.follow(context);
    const wanted = number ?? current.number;
    return context.read.oneWhere<AnnexVersionType>(
      'AnnexVersion',
      (row) => sql`${row}.number = ${wanted}::integer`,
      info,
    );
  }

  @Action('agreement.read')
  @Query(() => [AnnexChangeType], {
    description: 'What is different between any two versions of the annexes, in the order of the annexes.',
  })
  async annexDifference(
    @Arg('from', () => Int, { description: 'The number of the one.' }) from: number,
    @Arg('to', () => Int, { description: 'The number of the other; `widens` is told as from the one to this.' })
    to: number,
    @Ctx() context: Context,
  ): Promise<AnnexChangeWords[]> {
    const changes = await this.versions.between(context, from, to);
    return changes.map((change) => changeInWords(change, wordsOf(context)));
  }

  @Action('agreement.read')
  @Query(() => AnnexRuleType, {
    description: 'Whether fields that widen what is processed wait for the controller’s acknowledgement.',
  })
  annexRule(@Ctx() context: Context): Promise<AnnexRuleType> {
    return this.versions.rule(context);
  }

  @Action('annex.acknowledge')
  @Mutation(() => AcknowledgeAnnexVersionPayload, {
    description:
      'Acknowledges for the controller the version of the annexes that stands now. Fields that it widens take values from then on. Signing the agreement does the same.',
  })
  async acknowledgeAnnexVersion(
    @Arg('input', () => AcknowledgeAnnexVersionInput, { description: 'Which version.' })
    input: AcknowledgeAnnexVersionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.versions.acknowledge(context, input);
    return { annexVersion: await context.read.one('AnnexVersion', id, info, ['annexVersion']) };
  }

  @Action('settings.manage')
  @Mutation(() => SetAnnexRulePayload, {
    description: 'Sets whether fields that widen what is processed wait for the controller’s acknowledgement.',
  })
  async setAnnexRule(
    @Arg('input', () => SetAnnexRuleInput, { description: 'The rule.' }) input: SetAnnexRuleInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { annexRule: await this.versions.setRule(context, input) };
  }
}
