import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { lockPersons } from '../../people/index.js';
import type { Course } from '../matrix/matrix.model.js';
import type { RoleBooks } from '../matrix/role-book.js';
import type { RecordCourseInput } from './course-record.types.js';

const EMPLOYMENT = { category: 'EMPLOYMENT' };
const EARLIEST = '1950-01-01';

/** Which courses a person has completed. Nobody records one for themselves: roles follow from it. */
export class CourseService {
  constructor(private readonly books: RoleBooks) {}

  async record(context: Context, input: RecordCourseInput): Promise<string> {
    const { db, viewer, now } = context;
    const { completedOn } = input;
    const personId = uuidOf('Person', input.personId);
    if (!personId) throw notFound('input', 'personId');
    await this.requireOther(context, personId, 'personId');
    const course = await this.courseOf(context, input.course);
    if (completedOn < EARLIEST || completedOn > now.toISOString().slice(0, 10)) {
      throw invalid('course.notCompleted', ['input', 'completedOn']);
    }
    const validUntil = lastDay(course, completedOn, input.validUntil ?? null);
    await lockPersons(db, [personId], 'personId');
    const id = newId();
    await db.run(sql`insert into course_record (tenant_id, id, person_id, course, completed_on, valid_until,
        recorded_by_account_id, recorded_by_person_id, recorded_at)
      values (${viewer.tenantId}::uuid, ${id}::uuid, ${personId}::uuid, ${course.key}, ${completedOn}::date,
        ${validUntil}::date, ${viewer.accountId}::uuid, ${viewer.personId}::uuid, ${now}::timestamptz)`);
    await this.log(context, personId, { courseRecordId: id, course: course.key, change: 'recorded' });
    return id;
  }

  /** Withdraws a record: it stays readable, and counts no more. */
  async withdraw(context: Context, globalId: string): Promise<string> {
    const { db, viewer, now } = context;
    const id = uuidOf('CourseRecord', globalId);
    const found =
      id &&
      (await db.first<{ personId: string; course: string }>(sql`select person_id as "personId", course
        from course_record where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid and withdrawn_at is null
        for update`));
    if (!id || !found) throw notFound('input', 'courseRecordId');
    await this.requireOther(context, found.personId, 'courseRecordId');
    await db.run(sql`update course_record set withdrawn_at = ${now}::timestamptz
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    await this.log(context, found.personId, { courseRecordId: id, course: found.course, change: 'withdrawn' });
    return id;
  }

  private async requireOther({ access, viewer }: Context, personId: string, field: string): Promise<void> {
    if (personId === viewer.personId) {
      throw new Refusal({ code: 'FORBIDDEN', messageKey: 'course.notOneself', field: ['input', field] });
    }
    await access.requirePersons('person.update', [personId], field, EMPLOYMENT);
  }

  private async courseOf({ db }: Context, key: string): Promise<Course> {
    const course = (await this.books.now(db)).findCourse(key);
    if (!course) throw invalid('course.unknown', ['input', 'course']);
    return course;
  }

  private log(context: Context, personId: string, details: Readonly<Record<string, string>>): Promise<void> {
    return writeLog(context, { action: 'course.manage', personIds: [personId], categories: ['EMPLOYMENT'], details });
  }
}

/** The last day on which a course counts that was completed on a day: as the matrix has it, or sooner where that is said. */
function lastDay({ validMonths }: Course, completedOn: string, said: string | null): string | null {
  const usual = validMonths === null ? null : monthsAfter(completedOn, validMonths);
  if (said !== null && (said < completedOn || (usual !== null && said > usual))) {
    throw invalid('course.validTooLong', ['input', 'validUntil']);
  }
  return said ?? usual;
}

/** The same day of a later month, or that month's last where it is shorter. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
