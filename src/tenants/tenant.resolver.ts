import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../base/context.js';
import { Action } from '../base/graphql/action.js';
import { PageArgs } from '../base/graphql/connection.types.js';
import type { IssuerService } from './issuer.service.js';
import {
  BindIssuerInput,
  RegisterTenantInput,
  UnbindIssuerInput,
  UpdateProcessorInput,
  UpdateTenantSettingsInput,
} from './tenant.inputs.js';
import type { TenantService } from './tenant.service.js';
import { ProcessorType, TenantConnection, TenantPayload, TenantType, UpdateProcessorPayload } from './tenant.types.js';

@Resolver(() => TenantType)
export class TenantResolver {
  constructor(
    private readonly service: TenantService,
    private readonly issuers: IssuerService,
  ) {}

  @Action('public')
  @Query(() => ProcessorType, {
    nullable: true,
    description: 'The processor that operates this deployment; null while it has not said who it is.',
  })
  processor(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<ProcessorType | null> {
    return context.read.oneWhere<ProcessorType>('Processor', () => sql`true`, info);
  }

  @Action('tenant.read')
  @Query(() => TenantConnection, {
    description: 'The controllers that the processor serves, by name: who they are, never what they store.',
  })
  tenants(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection('Tenant', { where: (tenant) => sql`${tenant}.kind = 'controller'`, page }, info);
  }

  @Action('settings.manage')
  @Mutation(() => TenantPayload, { description: 'Changes the controller’s own settings.' })
  async updateTenantSettings(
    @Arg('input', () => UpdateTenantSettingsInput, { description: 'What changes.' }) input: UpdateTenantSettingsInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    await this.service.updateSettings(context, input);
    return answer(context, context.viewer.tenantId, info);
  }

  @Action('processor.manage')
  @Mutation(() => UpdateProcessorPayload, { description: 'Records who the processor is, for everybody to read.' })
  async updateProcessor(
    @Arg('input', () => UpdateProcessorInput, { description: 'Who it is.' }) input: UpdateProcessorInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    await this.service.updateProcessor(context, input);
    return { processor: await context.read.oneWhere('Processor', () => sql`true`, info, ['processor']) };
  }

  @Action('tenant.manage')
  @Mutation(() => TenantPayload, { description: 'Admits a controller to the deployment.' })
  async registerTenant(
    @Arg('input', () => RegisterTenantInput, { description: 'Who it is.' }) input: RegisterTenantInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.service.register(context, input), info);
  }

  @Action('tenant.manage')
  @Mutation(() => TenantPayload, {
    description: 'Binds an OpenID Connect issuer to a tenant: its tokens sign in there, and nowhere else.',
  })
  async bindIssuer(
    @Arg('input', () => BindIssuerInput, { description: 'The issuer.' }) input: BindIssuerInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.issuers.bind(context, input), info);
  }

  @Action('tenant.manage')
  @Mutation(() => TenantPayload, { description: 'Releases an issuer: nobody signs in through it any more.' })
  async unbindIssuer(
    @Arg('input', () => UnbindIssuerInput, { description: 'The issuer.' }) input: UnbindIssuerInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return answer(context, await this.issuers.unbind(context, input), info);
  }
}

const answer = async (context: Context, tenantId: string, info: GraphQLResolveInfo): Promise<object> => ({
  tenant: await context.read.one('Tenant', tenantId, info, ['tenant']),
});
