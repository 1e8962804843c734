import sql, { type Sql } from 'sql-template-tag';
import { describeObject } from '../../catalogue/index.js';
import { RoleRequest } from './role-request.entity.js';

const named = (row: Sql, person: Sql, part: 'USER' | 'SCOPE'): Sql => sql`${person}.id in (
  select r.person_id from role_request_person r
  where r.tenant_id = ${row}.tenant_id and r.request_id = ${row}.id and r.part = ${part})`;

/** One's own requests, and for those who answer them everybody's. */
export const roleRequestObject = describeObject<RoleRequest>({
  type: 'RoleRequest',
  entity: RoleRequest,
  subject: 'requestedByPersonId',
  element: 'reason',
  rows: (access, row) =>
    access.can('matrix.manage') || sql`${row}.requested_by_person_id = ${access.viewer.personId}::uuid`,
  columns: [
    'number',
    'state',
    'needs',
    'scope',
    'module',
    'stage',
    'purpose',
    'reason',
    'requestedAt',
    'withdrawnAt',
    'role',
    'reply',
    'answeredAt',
  ],
  relations: {
    unit: { to: 'Unit', shape: 'one', element: null, on: (row, unit) => sql`${unit}.id = ${row}.unit_id` },
    groups: {
      to: 'Group',
      shape: 'list',
      element: null,
      on: (row, group) => sql`${group}.id = any(${row}.group_ids)`,
      order: (group) => sql`${group}.name, ${group}.id limit 200`,
    },
    matrix: { to: 'Matrix', shape: 'one', element: null, on: (row, matrix) => sql`${matrix}.id = ${row}.matrix_id` },
    users: {
      to: 'Person',
      shape: 'list',
      element: null,
      on: (row, person) => named(row, person, 'USER'),
      order: (person) => sql`${person}.family_name, ${person}.given_name, ${person}.id limit 200`,
    },
    persons: {
      to: 'Person',
      shape: 'list',
      element: null,
      on: (row, person) => named(row, person, 'SCOPE'),
      order: (person) => sql`${person}.family_name, ${person}.given_name, ${person}.id limit 200`,
    },
    requestedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.requested_by_person_id`,
    },
    answeredBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.answered_by_person_id`,
    },
  },
  sorts: { REQUESTED_AT: [{ property: 'requestedAt', type: 'timestamptz' }] },
});
