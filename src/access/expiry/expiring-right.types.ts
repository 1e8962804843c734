import { ArrayMaxSize, IsOptional, Max, Min } from 'class-validator';
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { connectionOf, PageArgs } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { PersonType } from '../../people/index.js';
import { CourseRecordType } from '../courses/course-record.types.js';
import { AccessExceptionType } from '../exceptions/access-exception.types.js';
import { FunctionAssignmentType } from '../functions/function-assignment.types.js';
import { RoleGrantType } from '../grants/role-grant.types.js';

/** What has an end: a role by the matrix, an exception to it, a job function, a course that a role may rest on. */
export const expiringKinds = ['ROLE', 'EXCEPTION', 'FUNCTION', 'COURSE'] as const;
export type ExpiringKind = (typeof expiringKinds)[number];

export const ExpiringKindEnum = enumOf(
  expiringKinds,
  'ExpiringKind',
  'What ends: a role that was granted, an exception in force, a job function, or the last record of a course.',
);

@ObjectType('ExpiringRight', { description: 'Something that ends by itself, and when.', simpleResolvers: true })
export class ExpiringRightType {
  @Field(() => ExpiringKindEnum, { description: 'What it is.' })
  kind!: ExpiringKind;

  @Field(() => Date, { description: 'When it ends.' })
  endsAt!: Date;

  @Field(() => PersonType, { nullable: true, description: 'Whose it is.' })
  person!: PersonType | null;

  @Field(() => RoleGrantType, { nullable: true, description: 'The grant; for ROLE.' })
  roleGrant!: RoleGrantType | null;

  @Field(() => AccessExceptionType, { nullable: true, description: 'The exception; for EXCEPTION.' })
  accessException!: AccessExceptionType | null;

  @Field(() => FunctionAssignmentType, { nullable: true, description: 'The job function; for FUNCTION.' })
  functionAssignment!: FunctionAssignmentType | null;

  @Field(() => CourseRecordType, { nullable: true, description: 'The record of the course; for COURSE.' })
  courseRecord!: CourseRecordType | null;
}

export const ExpiringRightConnection = connectionOf(ExpiringRightType, 'ExpiringRight');

@ArgsType()
export class ExpiringRightsArgs extends PageArgs {
  @Field(() => Int, { defaultValue: 90, description: 'Only what ends within so many days from now.' })
  @Min(1)
  @Max(3_660)
  withinDays!: number;

  @Field(() => [ExpiringKindEnum], { nullable: true, description: 'Only these; everything where absent.' })
  @IsOptional()
  @ArrayMaxSize(expiringKinds.length)
  kinds?: ExpiringKind[] | null;
}
