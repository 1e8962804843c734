import { IsOptional, Matches, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { LocaleEnum } from '../../base/graphql/locale.enum.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import type { Locale } from '../../base/locale.js';
import type { Authorisation } from './agreement.entity.js';
import { AuthorisationEnum } from './annexes.types.js';

const SHA256 = /^[0-9a-f]{64}$/;

@InputType({ description: 'The controller’s contact person for the agreement.' })
export class AgreementContactInput {
  @IdInput('The person’s card, where there is one.', { nullable: true })
  personId?: string | null;

  @TextInput(200, 'Name.')
  name!: string;

  @TextInput(200, 'Position.', { nullable: true })
  position?: string | null;

  @TextInput(254, 'E-mail address.')
  email!: string;

  @TextInput(50, 'Telephone number, international or as dialled in the tenant’s country.', { nullable: true })
  telephone?: string | null;
}

@InputType({
  description: 'A data-processing agreement, from the processor’s standard template or the controller’s own.',
})
export class RecordAgreementInput {
  @TextInput(200, 'What the main contract is called.')
  mainContractName!: string;

  @TextInput(100, 'The main contract’s number.', { nullable: true })
  mainContractNumber?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The main contract’s date.' })
  mainContractDate?: string | null;

  @TextInput(100, 'What the main contract calls this annex, such as `Annex 3`.')
  annexNumber!: string;

  @Field(() => LocaleEnum, {
    nullable: true,
    description: 'The language in which it is signed; the tenant’s own where absent.',
  })
  language?: Locale | null;

  @Field(() => CalendarDate, { description: 'The first day.' })
  startsOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day; absent for as long as the main contract.' })
  endsOn?: string | null;

  @Field(() => AuthorisationEnum, { description: 'How the controller authorises sub-processors.' })
  authorisation!: Authorisation;

  @IdInput('The controller’s own template; the processor’s standard one where absent.', { nullable: true })
  templateId?: string | null;

  @Field(() => AgreementContactInput, { description: 'The controller’s contact person.' })
  @ValidateNested()
  contact!: AgreementContactInput;
}

@InputType({ description: 'A change of the controller’s side. A field that is absent stays as it is.' })
export class UpdateAgreementInput {
  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @TextInput(200, 'What the main contract is called.', { nullable: true })
  mainContractName?: string | null;

  @TextInput(100, 'The main contract’s number.', { nullable: true })
  mainContractNumber?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The main contract’s date.' })
  mainContractDate?: string | null;

  @TextInput(100, 'What the main contract calls this annex.', { nullable: true })
  annexNumber?: string | null;

  @Field(() => LocaleEnum, { nullable: true, description: 'The language in which it is signed.' })
  language?: Locale | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The first day.' })
  startsOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The last day; null for as long as the main contract.' })
  endsOn?: string | null;

  @Field(() => AuthorisationEnum, { nullable: true, description: 'How the controller authorises sub-processors.' })
  authorisation?: Authorisation | null;

  @IdInput('The controller’s own template; null for the processor’s standard one.', { nullable: true })
  templateId?: string | null;

  @Field(() => AgreementContactInput, { nullable: true, description: 'The controller’s contact person, as a whole.' })
  @IsOptional()
  @ValidateNested()
  contact?: AgreementContactInput | null;
}

@InputType({ description: 'The controller’s signature.' })
export class SignAgreementInput {
  @TextInput(64, '`documentHash` of the document that was read; if it changed since, the signature is refused.')
  @Matches(SHA256)
  documentHash!: string;

  @TextInput(200, 'Who signs; the viewer’s own name where absent.', { nullable: true })
  name?: string | null;

  @TextInput(200, 'The position in which one signs.')
  position!: string;
}

@InputType({ description: 'The processor’s signature under what a controller signed.' })
export class CountersignAgreementInput {
  @IdInput('The tenant.')
  tenantId!: string;

  @TextInput(64, '`documentHash` of the document that the controller signed.')
  @Matches(SHA256)
  documentHash!: string;

  @TextInput(200, 'Who signs.')
  name!: string;

  @TextInput(200, 'The position in which one signs.')
  position!: string;
}
