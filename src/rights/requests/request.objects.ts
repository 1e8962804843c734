import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../../base/access.js';
import type { Context } from '../../base/context.js';
import { describeObject } from '../../catalogue/index.js';
import { DataSubjectRequest } from '../data-subject-request.entity.js';

/** Whether the viewer may see a request: by the person whom it is about. */
export function seesRequest(access: Access, request: Sql): Sql | boolean {
  const own = sql`${request}.person_id = ${access.viewer.personId}::uuid`;
  const others = access.persons('request.handle', sql`${request}.person_id`, { category: 'REQUEST' });
  if (others === true) return true;
  return others === false ? own : sql`(${own} or ${others})`;
}

/** One's own requests, and for the controller everybody's, also what an erasure left of them. */
export const requestObject = describeObject<DataSubjectRequest>({
  type: 'DataSubjectRequest',
  entity: DataSubjectRequest,
  subject: 'personId',
  element: 'kind',
  readBy: { action: 'request.handle', category: 'REQUEST' },
  rows: seesRequest,
  columns: [
    'kind',
    'state',
    'element',
    'proposedValue',
    'details',
    'receivedAt',
    'dueAt',
    'extendedAt',
    'extensionReason',
    'outcome',
    'closedAt',
    'version',
  ],
  computed: {
    isOverdue: {
      from: ['state', 'dueAt'],
      value: ([state, dueAt], context: Context) => state === 'OPEN' && new Date(dueAt as string | Date) < context.now,
    },
    isRecorded: { from: ['recordedByAccountId'], value: ([account]) => account !== null },
  },
  relations: {
    person: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (request, person) => sql`${person}.id = ${request}.person_id`,
    },
  },
  sorts: {
    DUE_AT: [{ property: 'dueAt', type: 'timestamptz' }],
    RECEIVED_AT: [{ property: 'receivedAt', type: 'timestamptz' }],
  },
});
