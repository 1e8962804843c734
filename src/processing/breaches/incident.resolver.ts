import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { relationOf } from '../../base/reading/index.js';
import { BreachesArgs } from './breach.inputs.js';
import { BreachConnection, BreachNoticePayload } from './breach.types.js';
import {
  AssessIncidentInput,
  CloseIncidentInput,
  DraftBreachNoticesInput,
  IncidentsArgs,
  RecordAwarenessInput,
  RecordIncidentInput,
  ReopenIncidentInput,
  SendBreachNoticesInput,
  UpdateBreachNoticeInput,
} from './incident.inputs.js';
import type { IncidentService } from './incident.service.js';
import { IncidentConnection, IncidentPayload, IncidentType } from './incident.types.js';
import type { BreachNoticeService } from './notice.service.js';

/** What the operator's staff do about incidents. */
@Resolver(() => IncidentType)
export class IncidentResolver {
  constructor(
    private readonly service: IncidentService,
    private readonly notices: BreachNoticeService,
  ) {}

  @Action('incident.manage')
  @Query(() => IncidentConnection, { description: 'The processor’s incidents. For the operator.' })
  incidents(
    @Args(() => IncidentsArgs) args: IncidentsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const { isOpen = null, direction, ...page } = args;
    return context.read.connection(
      'Incident',
      {
        where: (incident) => sql`(${isOpen}::boolean is null or (${incident}.closed_at is null) = ${isOpen}::boolean)`,
        page,
        orderBy: { field: 'SIGNAL_AT', direction },
      },
      info,
    );
  }

  @FieldResolver(() => BreachConnection, { description: 'The breach of each controller concerned.' })
  breaches(
    @Root() root: object,
    @Args(() => BreachesArgs) _args: BreachesArgs,
    @Info() info: GraphQLResolveInfo,
  ): object {
    return relationOf(root, info);
  }

  @Action('incident.manage')
  @Mutation(() => IncidentPayload, {
    description:
      'Opens an incident over one, some or all controllers; whom it affects is read from the log. For the operator, who sees numbers alone.',
  })
  async recordIncident(
    @Arg('input', () => RecordIncidentInput, { description: 'What happened, and what is suspected.' })
    input: RecordIncidentInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.service.record(context, input), info);
  }

  @Action('incident.manage')
  @Mutation(() => IncidentPayload, {
    description: 'Finds out anew whom an incident affects: the next phase, with what differs from the one before.',
  })
  async assessIncident(
    @Arg('input', () => AssessIncidentInput, { description: 'Which.' }) input: AssessIncidentInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.service.assess(context, input), info);
  }

  @Action('incident.manage')
  @Mutation(() => IncidentPayload, {
    description:
      'Records since when an incident is known to be a breach: the clock to tell the controllers begins. Corrected until one of them was told.',
  })
  async recordAwareness(
    @Arg('input', () => RecordAwarenessInput, { description: 'Since when.' }) input: RecordAwarenessInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.service.aware(context, input), info);
  }

  @Action('incident.manage')
  @Mutation(() => IncidentPayload, {
    description:
      'Drafts the next notice of each breach with the contents of Article 33(3) GDPR, in the controller’s language. A draft that is there is drawn up anew.',
  })
  async draftBreachNotices(
    @Arg('input', () => DraftBreachNoticesInput, { description: 'For which breaches.' }) input: DraftBreachNoticesInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.notices.draft(context, input), info);
  }

  @Action('incident.manage')
  @Mutation(() => BreachNoticePayload, { description: 'Changes the texts of a drafted notice.' })
  async updateBreachNotice(
    @Arg('input', () => UpdateBreachNoticeInput, { description: 'The texts.' }) input: UpdateBreachNoticeInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const id = await this.notices.update(context, input);
    return { notice: await context.read.one('BreachNotice', id, info, ['notice']) };
  }

  @Action('incident.manage')
  @Mutation(() => IncidentPayload, {
    description: 'Sends the drafted notices: frozen with their hash, and there for the controllers to read at once.',
  })
  async sendBreachNotices(
    @Arg('input', () => SendBreachNoticesInput, { description: 'Of which breaches.' }) input: SendBreachNoticesInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.notices.send(context, input), info);
  }

  @Action('incident.manage')
  @Mutation(() => IncidentPayload, {
    description: 'Closes an incident and its breaches, once whoever is concerned was told, with what was learnt.',
  })
  async closeIncident(
    @Arg('input', () => CloseIncidentInput, { description: 'What was learnt.' }) input: CloseIncidentInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.service.close(context, input), info);
  }

  @Action('incident.manage')
  @Mutation(() => IncidentPayload, { description: 'Opens a closed incident again, with its breaches.' })
  async reopenIncident(
    @Arg('input', () => ReopenIncidentInput, { description: 'Which, and why.' }) input: ReopenIncidentInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answered(context, await this.service.reopen(context, input), info);
  }
}

const answered = async (context: Context, id: string, info: GraphQLResolveInfo): Promise<object> => ({
  incident: await context.read.one('Incident', id, info, ['incident']),
});
