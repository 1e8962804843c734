import sql from 'sql-template-tag';
import { describeObject } from '../../catalogue/index.js';
import { ContentScreening } from './content-screening.entity.js';
import { overContent } from './finding.records.js';

/** How far screening has come is for who decides on what it finds. */
export const contentScreeningObject = describeObject<ContentScreening>({
  type: 'ContentScreening',
  entity: ContentScreening,
  subject: 'personId',
  columns: ['content', 'state', 'reason', 'rulesVersion', 'unreadParts', 'leftOut', 'screenedAt'],
  rows: (access, alias) => overContent(access, 'screening.manage', alias),
  relations: {
    person: { to: 'Person', shape: 'one', element: null, on: (row, person) => sql`${person}.id = ${row}.person_id` },
    comment: {
      to: 'Comment',
      shape: 'one',
      element: null,
      on: (row, comment) => sql`${comment}.id = ${row}.comment_id`,
    },
    upload: { to: 'Upload', shape: 'one', element: null, on: (row, upload) => sql`${upload}.id = ${row}.upload_id` },
  },
  sorts: { ASKED_AT: [{ property: 'askedAt', type: 'timestamptz' }] },
});
