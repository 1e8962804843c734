import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { toGlobalId } from '../../base/ids.js';
import { agreementForApi, signedForApi } from './agreement.api.js';
import {
  CountersignAgreementInput,
  RecordAgreementInput,
  SignAgreementInput,
  UpdateAgreementInput,
} from './agreement.inputs.js';
import type { AgreementService } from './agreement.service.js';
import {
  AgreementType,
  CountersignAgreementPayload,
  PendingAgreementType,
  RecordAgreementPayload,
  SignAgreementPayload,
  SignedAgreementType,
  UpdateAgreementPayload,
} from './agreement.types.js';
import type { AgreementSigningService } from './agreement-signing.service.js';
import type { AgreementRow } from './annex-sources.js';

@Resolver(() => AgreementType)
export class AgreementResolver {
  constructor(
    private readonly service: AgreementService,
    private readonly signing: AgreementSigningService,
  ) {}

  @Action('agreement.read')
  @Query(() => AgreementType, {
    nullable: true,
    description: 'The tenant’s data-processing agreement with its annexes; null while none is recorded.',
  })
  async agreement(
    @Arg('number', () => Int, { nullable: true, description: 'An earlier one; the last where absent.' })
    number: number | null,
    @Ctx() context: Context,
  ): Promise<AgreementType | null> {
    const row = await this.service.find(context, number ?? null);
    if (!row) return null;
    return this.shown(context, row);
  }

  @Action('agreement.manage')
  @Mutation(() => RecordAgreementPayload, {
    description:
      'Records the data-processing agreement as an annex to the main contract, from the standard template or the controller’s own.',
  })
  async recordAgreement(
    @Arg('input', () => RecordAgreementInput, { description: 'The controller’s side.' }) input: RecordAgreementInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.answer(context, await this.service.record(context, input));
  }

  @Action('agreement.manage')
  @Mutation(() => UpdateAgreementPayload, { description: 'Changes the controller’s side of the agreement.' })
  async updateAgreement(
    @Arg('input', () => UpdateAgreementInput, { description: 'What changes.' }) input: UpdateAgreementInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.answer(context, await this.service.update(context, input));
  }

  @Action('agreement.manage')
  @Mutation(() => SignAgreementPayload, {
    description:
      'Signs the document for the controller. It is kept as it is now; when it changes later, both sides sign again.',
  })
  async signAgreement(
    @Arg('input', () => SignAgreementInput, { description: 'Which document, and who signs.' })
    input: SignAgreementInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return this.answer(context, await this.signing.sign(context, input));
  }

  @Action('agreement.countersign')
  @Query(() => SignedAgreementType, {
    nullable: true,
    description:
      'What a tenant’s controller signed last, as it was then; null when it signed nothing. For the operator, who sees the agreement and no other data of the tenant; the tenant’s log says so.',
  })
  async tenantAgreement(
    @Arg('tenantId', () => ID, { description: 'The tenant.' }) tenantId: string,
    @Ctx() context: Context,
  ): Promise<SignedAgreementType | null> {
    const signed = await this.signing.ofTenant(context, tenantId);
    return signed && signedForApi(signed, (key) => context.text(key));
  }

  @Action('agreement.countersign')
  @Query(() => [PendingAgreementType], {
    description:
      'The agreements that wait for the processor’s signature, the longest first; at most 100. For the operator.',
  })
  async agreementsToCountersign(@Ctx() context: Context): Promise<PendingAgreementType[]> {
    const pending = await this.signing.pending(context);
    return pending.map((row) => ({ ...row, tenantId: toGlobalId('Tenant', row.tenantId) }));
  }

  @Action('agreement.countersign')
  @Mutation(() => CountersignAgreementPayload, {
    description: 'Signs for the processor what the controller signed. For the operator.',
  })
  async countersignAgreement(
    @Arg('input', () => CountersignAgreementInput, { description: 'Which document, and who signs.' })
    input: CountersignAgreementInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return { agreement: signedForApi(await this.signing.countersign(context, input), (key) => context.text(key)) };
  }

  private async answer(context: Context, row: AgreementRow): Promise<object> {
    return { agreement: await this.shown(context, row) };
  }

  private async shown(context: Context, row: AgreementRow): Promise<AgreementType> {
    const view = await this.service.view(context, row);
    await this.service.logLook(context, view);
    return agreementForApi(view, context.locale, (key) => context.text(key));
  }
}
