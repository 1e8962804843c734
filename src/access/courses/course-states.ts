import sql, { type Sql } from 'sql-template-tag';

/** Whether a record of a course counts; read off, so that it lapses at midnight with no job having run. */
export const courseRecordStates = ['VALID', 'LAPSED', 'WITHDRAWN'] as const;
export type CourseRecordState = (typeof courseRecordStates)[number];

export const courseRecordState = (
  record: Sql,
): Sql => sql`(case when ${record}.withdrawn_at is not null then 'WITHDRAWN'
  when ${record}.valid_until < current_date then 'LAPSED' else 'VALID' end)`;

/** The courses of which the person of an account has a record that counts, or one that has lapsed. */
export const coursesOf = (account: Sql, state: CourseRecordState): Sql => sql`array(select distinct cr.course
  from course_record cr where cr.tenant_id = ${account}.tenant_id and cr.person_id = ${account}.person_id
    and ${courseRecordState(sql`cr`)} = ${state} order by 1)`;
