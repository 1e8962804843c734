import sql, { type Sql } from 'sql-template-tag';
import type { PreparedValue, RowGuard } from '../../base/reading/index.js';
import { describeObject, type ObjectExtension } from '../../catalogue/index.js';
import type { RequestContext } from '../wall/request-context.js';
import { CourseRecord } from './course-record.entity.js';
import { courseRecordState } from './course-states.js';

const need = { category: 'EMPLOYMENT' };

async function prepareState(_context: RequestContext, _guard: RowGuard, record: Sql): Promise<PreparedValue> {
  const elements = [{ name: 'course_record.validUntil', need }];
  return { sql: courseRecordState(record), finish: (state) => state, elements };
}

/** Read by the person, and by whoever reads the person's employment. */
export const courseRecordObject = describeObject<CourseRecord>({
  type: 'CourseRecord',
  entity: CourseRecord,
  subject: 'personId',
  element: 'course',
  columns: ['course', 'completedOn', 'validUntil', 'recordedAt', 'withdrawnAt'],
  computed: {
    name: {
      from: ['course'],
      value: ([course], { access }: RequestContext) => access.book.courseName(String(course)),
    },
  },
  prepared: { state: prepareState },
  relations: {
    person: { to: 'Person', shape: 'one', element: null, on: (row, person) => sql`${person}.id = ${row}.person_id` },
    recordedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.recorded_by_person_id`,
    },
  },
  sorts: { RECORDED_AT: [{ property: 'recordedAt', type: 'timestamptz' }] },
});

export const personCourses: ObjectExtension = {
  type: 'Person',
  relations: {
    courseRecords: {
      to: 'CourseRecord',
      shape: 'list',
      element: 'course_record.course',
      on: (person, record) => sql`${record}.person_id = ${person}.id`,
      order: (record) => sql`${record}.completed_on desc, ${record}.id limit 100`,
    },
  },
};
