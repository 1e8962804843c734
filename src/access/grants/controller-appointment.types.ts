import { InputType } from 'type-graphql';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';

@InputType({ description: 'The first person who acts for a tenant’s controller.' })
export class AppointControllerInput {
  @IdInput('The tenant, which has nobody in that role yet.')
  tenantId!: string;

  @TextInput(500, 'The issuer at which the person signs in; bound to the tenant.')
  issuer!: string;

  @TextInput(255, 'The `sub` by which that issuer knows the person.')
  subject!: string;

  @TextInput(200, 'First name.')
  givenName!: string;

  @TextInput(200, 'Last name.')
  familyName!: string;

  @TextInput(254, 'E-mail address.', { nullable: true })
  email?: string | null;
}
