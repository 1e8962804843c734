import { ArrayMaxSize, IsOptional, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { IdInput, TextInput } from '../base/graphql/input-fields.js';
import { CalendarDate } from '../base/graphql/scalars.js';
import type { Register } from './person.entity.js';
import { PersonStatus } from './person.types.js';
import { RegisterEnum } from './register.types.js';

@InputType({ description: 'A new card in a register.' })
export class CreatePersonInput {
  @Field(() => RegisterEnum, { description: 'The register.' })
  register!: Register;

  @TextInput(200, 'First name.')
  givenName!: string;

  @TextInput(200, 'Last name.')
  familyName!: string;

  @TextInput(200, 'The name to be called by.', { nullable: true })
  preferredName?: string | null;

  @TextInput(254, 'E-mail address.', { nullable: true })
  email?: string | null;

  @TextInput(50, 'Telephone number, international or as dialled in the tenant’s country.', { nullable: true })
  telephone?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Date of birth.' })
  @IsOptional()
  birthDate?: string | null;

  @TextInput(100, 'Student, employee or customer number.', { nullable: true })
  identifier?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The units to which the person belongs. Whoever administers units must name at least one of them.',
  })
  @IsOptional()
  @ArrayMaxSize(50)
  unitIds?: string[] | null;
}

@InputType({
  description: 'What administrators change of a card beside its profile, which `correctProfile` changes. Absent stays.',
})
export class UpdatePersonInput {
  @IdInput('The person.')
  personId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => RegisterEnum, { nullable: true, description: 'The register that the card belongs in.' })
  @IsOptional()
  register?: Register | null;

  @Field(() => PersonStatus, { nullable: true, description: 'Whether the person is active, or has left.' })
  @IsOptional()
  status?: PersonStatus | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the person is to be missing from lists of people.' })
  @IsOptional()
  hiddenFromLists?: boolean | null;

  @TextInput(100, 'Student, employee or customer number; null empties it.', { nullable: true })
  identifier?: string | null;
}

@InputType({ description: 'A person’s new place in a unit.' })
export class AddAffiliationInput {
  @IdInput('The person.')
  personId!: string;

  @IdInput('The unit.')
  unitId!: string;
}

@InputType({ description: 'A person’s place in a unit that ends.' })
export class RemoveAffiliationInput {
  @IdInput('The person.')
  personId!: string;

  @IdInput('The unit.')
  unitId!: string;
}

@InputType({ description: 'A guardian and a pupil.' })
export class LinkGuardianInput {
  @IdInput('The guardian.')
  guardianId!: string;

  @IdInput('The pupil: a person in the register of students.')
  pupilId!: string;
}

@InputType({ description: 'A guardian and a pupil whose link ends.' })
export class UnlinkGuardianInput {
  @IdInput('The guardian.')
  guardianId!: string;

  @IdInput('The pupil.')
  pupilId!: string;
}
