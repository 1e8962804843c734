import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { TenantPayload } from '../../tenants/index.js';
import type { ControllerAppointmentService } from './controller-appointment.service.js';
import { AppointControllerInput } from './controller-appointment.types.js';

@Resolver()
export class ControllerAppointmentResolver {
  constructor(private readonly appointments: ControllerAppointmentService) {}

  @Action('tenant.manage')
  @Mutation(() => TenantPayload, {
    description:
      'Appoints the first person who acts for a tenant’s controller: makes the card, the account and the role. Refused once there is one; it stands in the tenant’s own log.',
  })
  async appointController(
    @Arg('input', () => AppointControllerInput, { description: 'Who.' }) input: AppointControllerInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const tenantId = await this.appointments.appoint(context, input);
    return { tenant: await context.read.one('Tenant', tenantId, info, ['tenant']) };
  }
}
