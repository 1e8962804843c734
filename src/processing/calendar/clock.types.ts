import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, PageArgs } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { IdInput } from '../../base/graphql/input-fields.js';
import { type ClockKind, clockKinds } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import { UnitType } from '../../tenants/index.js';

export const ClockKindEnum = enumOf(clockKinds, 'ClockKind', 'What falls due.');

@ObjectType('Clock', { description: 'Something of the tenant that falls due, and when.', simpleResolvers: true })
export class ClockType {
  @Field(() => ID, { description: 'The same for as long as it runs.' })
  id!: string;

  @Field(() => ClockKindEnum, { description: 'What falls due.' })
  kind!: ClockKind;

  @Field(() => String, { description: 'What the kind is called, in the language of the request.' })
  label!: string;

  @Field(() => Date, { description: 'When it falls due; a last day counts to its end.' })
  dueAt!: Date;

  @Field(() => Boolean, { description: 'Whether that has passed and it is still not done.' })
  isOverdue!: boolean;

  @Field(() => String, { nullable: true, description: 'What the thing itself is called; null where it has no name.' })
  what!: string | null;

  @Field(() => ID, { nullable: true, description: 'The thing, for `node`; null where it is no node.' })
  subjectId!: string | null;

  @Field(() => PersonType, { nullable: true, description: 'Whom it is about; null where it is about nobody.' })
  person!: PersonType | null;

  @Field(() => UnitType, { nullable: true, description: 'Where it belongs; null for the whole tenant.' })
  unit!: UnitType | null;
}

export const ClockConnection = connectionOf(ClockType, 'Clock');

@InputType({ description: 'Which clocks; every one that is given narrows.' })
export class ClockFilter {
  @Field(() => [ClockKindEnum], { nullable: true, description: 'Only these kinds.' })
  @IsOptional()
  @ArrayMaxSize(clockKinds.length)
  kinds?: ClockKind[] | null;

  @Field(() => Date, { nullable: true, description: 'What falls due then or later.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'What falls due before.' })
  until?: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'True for what is overdue, false for what is not.' })
  overdue?: boolean | null;

  @IdInput('What belongs to this unit.', { nullable: true })
  unitId?: string | null;
}

@ArgsType()
export class CalendarArgs extends PageArgs {
  @Field(() => ClockFilter, { nullable: true, description: 'Everything where absent.' })
  @IsOptional()
  @ValidateNested()
  filter?: ClockFilter | null;
}

@ObjectType('ClockCount', { description: 'How many clocks of a kind run.', simpleResolvers: true })
export class ClockCount {
  @Field(() => ClockKindEnum, { description: 'The kind.' })
  kind!: ClockKind;

  @Field(() => String, { description: 'What the kind is called, in the language of the request.' })
  label!: string;

  @Field(() => Int, { description: 'How many run.' })
  total!: number;

  @Field(() => Int, { description: 'How many of them are overdue.' })
  overdue!: number;

  @Field(() => Date, { description: 'When the first of them falls due.' })
  firstDueAt!: Date;
}
