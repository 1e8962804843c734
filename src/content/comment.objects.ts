import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../base/access.js';
import type { Context } from '../base/context.js';
import { predicateOf } from '../base/predicate.js';
import type { PreparedValue, RowGuard } from '../base/reading/index.js';
import { describeObject, type ObjectExtension } from '../catalogue/index.js';
import { Comment } from './comment.entity.js';

const need = { category: 'FREE_TEXT' };

/** One's own comments, for as long as one may comment on the person. */
const own = (access: Access, alias: Sql): Sql =>
  sql`(${alias}.author_account_id = ${access.viewer.accountId}::uuid
    and ${predicateOf(access.persons('comment.write', sql`${alias}.person_id`, need))})`;

async function prepareCanEdit({ access }: Context, _guard: RowGuard, alias: Sql): Promise<PreparedValue> {
  return { sql: sql`(${own(access, alias)} and ${alias}.body is not null)`, finish: (value) => value, elements: [] };
}

/** Comments are read by who may read free text about the person, and by who wrote them. */
export const commentObject = describeObject<Comment>({
  type: 'Comment',
  entity: Comment,
  subject: 'personId',
  columns: ['body', 'createdAt', 'editedAt', 'version'],
  readBy: { action: 'person.read', category: 'FREE_TEXT' },
  rows: (access, alias) =>
    sql`(${predicateOf(access.persons('person.read', sql`${alias}.person_id`, need))} or ${own(access, alias)})`,
  prepared: { canEdit: prepareCanEdit },
  relations: {
    author: { to: 'Person', shape: 'one', element: null, on: (row, p) => sql`${p}.id = ${row}.author_person_id` },
    person: { to: 'Person', shape: 'one', element: null, on: (row, p) => sql`${p}.id = ${row}.person_id` },
    attachments: {
      to: 'Upload',
      shape: 'list',
      element: null,
      on: (row, upload) => sql`${upload}.comment_id = ${row}.id`,
      order: (upload) => sql`${upload}.id`,
    },
  },
  sorts: { CREATED_AT: [{ property: 'createdAt', type: 'timestamptz' }] },
});

export const personComments: ObjectExtension = {
  type: 'Person',
  relations: {
    comments: {
      to: 'Comment',
      shape: 'connection',
      element: null,
      on: (person, row) => sql`${row}.person_id = ${person}.id`,
      orderBy: { field: 'CREATED_AT', direction: 'DESC' },
    },
  },
};
