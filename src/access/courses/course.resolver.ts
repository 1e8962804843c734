import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Action } from '../../base/graphql/action.js';
import { relationOf } from '../../base/reading/index.js';
import { PersonType } from '../../people/index.js';
import type { CourseService } from './course.service.js';
import {
  CourseRecordConnection,
  CourseRecordPayload,
  CourseRecordsArgs,
  CourseRecordType,
  RecordCourseInput,
  WithdrawCourseRecordInput,
} from './course-record.types.js';
import { courseRecordState } from './course-states.js';

@Resolver(() => CourseRecordType)
export class CourseResolver {
  constructor(private readonly service: CourseService) {}

  @Action('person.read')
  @Query(() => CourseRecordConnection, {
    description: 'The courses of those whose employment the viewer reads, by when they were recorded.',
  })
  courseRecords(
    @Args(() => CourseRecordsArgs) { course, state, lapsesBefore, ...page }: CourseRecordsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return context.read.connection(
      'CourseRecord',
      {
        where: (record) => sql`(${course ?? null}::text is null or ${record}.course = ${course ?? null}::text)
          and (${state ?? null}::text is null or ${courseRecordState(record)} = ${state ?? null}::text)
          and (${lapsesBefore ?? null}::date is null or ${record}.valid_until < ${lapsesBefore ?? null}::date)`,
        page,
      },
      info,
    );
  }

  @Action('course.manage')
  @Mutation(() => CourseRecordPayload, {
    description: 'Records that somebody else has completed a course of the adopted matrix.',
  })
  async recordCourse(
    @Arg('input', () => RecordCourseInput, { description: 'Who, which, and when.' }) input: RecordCourseInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.service.record(context, input));
  }

  @Action('course.manage')
  @Mutation(() => CourseRecordPayload, {
    description: 'Withdraws a record that was a mistake. The roles that rest on it have no effect from then on.',
  })
  async withdrawCourseRecord(
    @Arg('input', () => WithdrawCourseRecordInput, { description: 'Which.' }) input: WithdrawCourseRecordInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.answer(context, info, await this.service.withdraw(context, input.courseRecordId));
  }

  private async answer(context: Context, info: GraphQLResolveInfo, id: string): Promise<object> {
    return { courseRecord: await context.read.one('CourseRecord', id, info, ['courseRecord']) };
  }
}

@Resolver(() => PersonType)
export class PersonCoursesResolver {
  @FieldResolver(() => [CourseRecordType], {
    nullable: true,
    description:
      'The courses that the person has completed, the latest first, also lapsed and withdrawn ones; null where they are withheld. Personal data: EMPLOYMENT.',
  })
  courseRecords(@Root() person: object, @Info() info: GraphQLResolveInfo): CourseRecordType[] | null {
    return relationOf(person, info);
  }
}
