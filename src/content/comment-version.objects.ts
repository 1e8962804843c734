import sql from 'sql-template-tag';
import { predicateOf } from '../base/predicate.js';
import { describeObject, type ObjectExtension } from '../catalogue/index.js';
import { CommentVersion } from './comment-version.entity.js';

/** What a comment said before is read by whoever reads the comment. */
export const commentVersionObject = describeObject<CommentVersion>({
  type: 'CommentVersion',
  entity: CommentVersion,
  subject: 'personId',
  columns: ['version', 'body', 'writtenAt'],
  readBy: { action: 'person.read', category: 'FREE_TEXT' },
  rows: (access, alias) => sql`exists (select 1 from comment c where c.tenant_id = ${alias}.tenant_id
    and c.id = ${alias}.comment_id and ${predicateOf(access.guard('Comment').rows(sql`c`))})`,
  sorts: { VERSION: [{ property: 'version', type: 'int' }] },
});

export const commentVersions: ObjectExtension = {
  type: 'Comment',
  relations: {
    earlierVersions: {
      to: 'CommentVersion',
      shape: 'connection',
      element: null,
      on: (comment, row) => sql`${row}.comment_id = ${comment}.id`,
      orderBy: { field: 'VERSION', direction: 'DESC' },
    },
  },
};
