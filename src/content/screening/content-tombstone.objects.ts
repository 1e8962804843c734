import sql from 'sql-template-tag';
import { predicateOf } from '../../base/predicate.js';
import { describeObject, type ObjectExtension } from '../../catalogue/index.js';
import { ContentTombstone } from './content-tombstone.entity.js';

/** Tombstones are read where their content is: by whoever sees the comment or the file. */
export const contentTombstoneObject = describeObject<ContentTombstone>({
  type: 'ContentTombstone',
  entity: ContentTombstone,
  subject: 'personId',
  columns: ['act', 'kinds', 'findings', 'earlierVersions', 'reason', 'decidedAt'],
  rows: (access, alias) => sql`(exists (select 1 from comment c where c.tenant_id = ${alias}.tenant_id
      and c.id = ${alias}.comment_id and ${predicateOf(access.guard('Comment').rows(sql`c`))})
    or exists (select 1 from upload u where u.tenant_id = ${alias}.tenant_id
      and u.id = ${alias}.upload_id and ${predicateOf(access.guard('Upload').rows(sql`u`))}))`,
  relations: {
    decidedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.decided_by_person_id`,
    },
  },
});

/** Of one content there are not many, as each takes out what there is of a kind. */
const AT_MOST = 100;

const tombstonesOf = (type: string, column: 'comment_id' | 'upload_id'): ObjectExtension => ({
  type,
  relations: {
    tombstones: {
      to: 'ContentTombstone',
      shape: 'list',
      element: null,
      on: (content, row) =>
        column === 'comment_id' ? sql`${row}.comment_id = ${content}.id` : sql`${row}.upload_id = ${content}.id`,
      order: (row) => sql`${row}.decided_at desc, ${row}.id desc limit ${AT_MOST}`,
    },
    screening: {
      to: 'ContentScreening',
      shape: 'one',
      element: null,
      on: (content, row) =>
        column === 'comment_id' ? sql`${row}.comment_id = ${content}.id` : sql`${row}.upload_id = ${content}.id`,
    },
  },
});

export const commentScreening = tombstonesOf('Comment', 'comment_id');
export const uploadScreening = tombstonesOf('Upload', 'upload_id');
