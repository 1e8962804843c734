import { IsOptional, Matches, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { IdInput, TextInput } from '../base/graphql/input-fields.js';
import { UnitKind } from './unit.types.js';

const ORGANISATION_NUMBER = /^[\p{L}\d][\p{L}\d ./-]*$/u;

@InputType({ description: 'A new unit: a school, a customer company or an office.' })
export class CreateUnitInput {
  @Field(() => UnitKind, { description: 'What it is.' })
  kind!: UnitKind;

  @TextInput(200, 'Its name.')
  name!: string;

  @TextInput(50, 'Its number in the register of organisations.', { nullable: true })
  @Matches(ORGANISATION_NUMBER)
  organisationNumber?: string | null;
}

@InputType({ description: 'What changes of a unit. A field that is absent stays as it is.' })
export class UpdateUnitInput {
  @IdInput('The unit.')
  unitId!: string;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => UnitKind, { nullable: true, description: 'What it is.' })
  @IsOptional()
  kind?: UnitKind | null;

  @TextInput(200, 'Its name.', { nullable: true })
  name?: string | null;

  @TextInput(50, 'Its number in the register of organisations; null empties it.', { nullable: true })
  @Matches(ORGANISATION_NUMBER)
  organisationNumber?: string | null;
}

@InputType({ description: 'A unit that closes: it takes on nobody and nothing new.' })
export class ArchiveUnitInput {
  @IdInput('The unit.')
  unitId!: string;
}

@InputType({ description: 'A unit that opens again.' })
export class RestoreUnitInput {
  @IdInput('The unit.')
  unitId!: string;
}
