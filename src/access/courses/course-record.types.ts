import { IsOptional, MaxLength } from 'class-validator';
import { ArgsType, Field, InputType, ObjectType } from 'type-graphql';
import { connectionOf, PageArgs } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { Node } from '../../base/graphql/node.types.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { PersonalField } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import { CourseRecord } from './course-record.entity.js';
import { type CourseRecordState, courseRecordStates } from './course-states.js';

export const CourseRecordStateEnum = enumOf(
  courseRecordStates,
  'CourseRecordState',
  'Whether a record of a course counts today, has lapsed, or was withdrawn.',
);

@ObjectType('CourseRecord', {
  implements: Node,
  description: 'That a person has completed a course. A role that needs it has effect while a record is valid.',
  simpleResolvers: true,
})
export class CourseRecordType extends Node {
  @PersonalField(CourseRecord, 'course', () => String, 'The course’s key in the matrix.')
  course!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The course’s name in the matrix in force; null where that has it no more.',
  })
  name!: string | null;

  @PersonalField(CourseRecord, 'completedOn', () => CalendarDate, 'When it was completed.')
  completedOn!: string | null;

  @PersonalField(
    CourseRecord,
    'validUntil',
    () => CalendarDate,
    'The last day on which it counts; null where it never lapses.',
  )
  validUntil!: string | null;

  @Field(() => CourseRecordStateEnum, { description: 'Whether it counts today.' })
  state!: CourseRecordState;

  @Field(() => PersonType, { nullable: true, description: 'Who completed it.' })
  person!: PersonType | null;

  @Field(() => PersonType, { nullable: true, description: 'Who recorded it.' })
  recordedBy!: PersonType | null;

  @Field(() => Date, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was withdrawn.' })
  withdrawnAt!: Date | null;
}

export const CourseRecordConnection = connectionOf(CourseRecordType, 'CourseRecord');

@ArgsType()
export class CourseRecordsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only those of this course, by its key.' })
  @IsOptional()
  @MaxLength(60)
  course?: string | null;

  @Field(() => CourseRecordStateEnum, { nullable: true, description: 'Only those that stand so today.' })
  @IsOptional()
  state?: CourseRecordState | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Only those whose last day is before this one.' })
  @IsOptional()
  lapsesBefore?: string | null;
}

@InputType({ description: 'A course that a person has completed.' })
export class RecordCourseInput {
  @IdInput('The person.')
  personId!: string;

  @TextInput(60, 'The course’s key in the adopted matrix.')
  course!: string;

  @Field(() => CalendarDate, { description: 'When it was completed; not in the future.' })
  completedOn!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which it counts, where that is before the end that the matrix gives it.',
  })
  @IsOptional()
  validUntil?: string | null;
}

@InputType({ description: 'A record of a course that was a mistake.' })
export class WithdrawCourseRecordInput {
  @IdInput('The record.')
  courseRecordId!: string;
}

@ObjectType({ description: 'The record after a change.' })
export class CourseRecordPayload extends Payload {
  @Field(() => CourseRecordType, { nullable: true, description: 'The record as it is now; null when it was refused.' })
  courseRecord!: CourseRecordType | null;
}
