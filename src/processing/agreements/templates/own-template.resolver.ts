import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../base/context.js';
import { Action } from '../../../base/graphql/action.js';
import type { DeviationDecisionService } from './deviation-decision.service.js';
import { addressedForApi, placesForApi, templateForApi } from './own-template.api.js';
import {
  AcceptTemplateDeviationInput,
  CoverTemplateRequirementInput,
  MapTemplatePlaceInput,
  NoteTemplateDeviationInput,
  RecordAgreementTemplateInput,
  RejectTemplateDeviationInput,
  WithdrawTemplateDeviationInput,
} from './own-template.inputs.js';
import type { OwnTemplateService, TemplateView } from './own-template.service.js';
import {
  AcceptTemplateDeviationPayload,
  AddressedDeviationType,
  CoverTemplateRequirementPayload,
  MapTemplatePlacePayload,
  NoteTemplateDeviationPayload,
  OwnTemplateType,
  PlaceInfoType,
  RecordAgreementTemplatePayload,
  RejectTemplateDeviationPayload,
  WithdrawTemplateDeviationPayload,
} from './own-template.types.js';

const shown = (context: Context, template: TemplateView): OwnTemplateType =>
  templateForApi(template, context.locale, (key) => context.text(key));

@Resolver()
export class OwnTemplateResolver {
  constructor(
    private readonly templates: OwnTemplateService,
    private readonly decisions: DeviationDecisionService,
  ) {}

  @Action('agreement.read')
  @Query(() => [PlaceInfoType], {
    description: 'The places that a template of the controller’s own may leave open; the list is closed.',
  })
  agreementPlaces(@Ctx() context: Context): PlaceInfoType[] {
    return placesForApi(context.locale);
  }

  @Action('agreement.read')
  @Query(() => [OwnTemplateType], {
    description: 'The templates of the controller’s own, the newest first; at most 100.',
  })
  async agreementTemplates(@Ctx() context: Context): Promise<OwnTemplateType[]> {
    return (await this.templates.all(context)).map((template) => shown(context, template));
  }

  @Action('agreement.manage')
  @Mutation(() => RecordAgreementTemplatePayload, {
    description: 'Reads a template of the controller’s own from an uploaded file: DOCX, HTML or plain text.',
  })
  async recordAgreementTemplate(
    @Arg('input', () => RecordAgreementTemplateInput, { description: 'The file and the name.' })
    input: RecordAgreementTemplateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { template: shown(context, await this.templates.record(context, input)) };
  }

  @Action('agreement.manage')
  @Mutation(() => MapTemplatePlacePayload, { description: 'Says what a place of a template stands for.' })
  async mapTemplatePlace(
    @Arg('input', () => MapTemplatePlaceInput, { description: 'Which place, and what it stands for.' })
    input: MapTemplatePlaceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { template: shown(context, await this.templates.map(context, input)) };
  }

  @Action('agreement.manage')
  @Mutation(() => CoverTemplateRequirementPayload, {
    description: 'Names the paragraphs by which a template meets a requirement.',
  })
  async coverTemplateRequirement(
    @Arg('input', () => CoverTemplateRequirementInput, { description: 'Which requirement, and which paragraphs.' })
    input: CoverTemplateRequirementInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { template: shown(context, await this.templates.cover(context, input)) };
  }

  @Action('agreement.manage')
  @Mutation(() => NoteTemplateDeviationPayload, {
    description:
      'Notes where a template deviates from the processor’s standard. The agreement is not countersigned before the processor accepts it.',
  })
  async noteTemplateDeviation(
    @Arg('input', () => NoteTemplateDeviationInput, { description: 'The deviation.' })
    input: NoteTemplateDeviationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { template: shown(context, await this.templates.note(context, input)) };
  }

  @Action('agreement.manage')
  @Mutation(() => WithdrawTemplateDeviationPayload, { description: 'Withdraws a deviation: the text is as it was.' })
  async withdrawTemplateDeviation(
    @Arg('input', () => WithdrawTemplateDeviationInput, { description: 'Which.' })
    input: WithdrawTemplateDeviationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { template: shown(context, await this.templates.withdraw(context, input)) };
  }

  @Action('agreement.countersign')
  @Query(() => [AddressedDeviationType], {
    description:
      'The deviations that wait for the processor’s answer, the longest first; at most 100. For the operator.',
  })
  async deviationsToDecide(@Ctx() context: Context): Promise<AddressedDeviationType[]> {
    return (await this.decisions.waiting(context)).map(addressedForApi);
  }

  @Action('agreement.countersign')
  @Mutation(() => AcceptTemplateDeviationPayload, {
    description: 'Accepts a deviation for the processor, for good. For the operator.',
  })
  async acceptTemplateDeviation(
    @Arg('input', () => AcceptTemplateDeviationInput, { description: 'Which.' }) input: AcceptTemplateDeviationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { deviation: addressedForApi(await this.decisions.decide(context, input, true)) };
  }

  @Action('agreement.countersign')
  @Mutation(() => RejectTemplateDeviationPayload, {
    description: 'Rejects a deviation for the processor, for good. For the operator.',
  })
  async rejectTemplateDeviation(
    @Arg('input', () => RejectTemplateDeviationInput, { description: 'Which, and why.' })
    input: RejectTemplateDeviationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { deviation: addressedForApi(await this.decisions.decide(context, input, false)) };
  }
}
