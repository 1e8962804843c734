import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../../base/access.js';
import { predicateOf } from '../../base/predicate.js';
import type { FieldMap, ObjectMap, RelationField } from '../../base/reading/index.js';
import type { ExpiringKind } from './expiring-right.types.js';

/** The thing itself, which stands in the table of its kind under the same id. */
const itself = (to: string, kind: ExpiringKind): RelationField => ({
  kind: 'relation',
  to,
  shape: 'one',
  element: null,
  on: (row, other) => sql`${row}.kind = ${kind} and ${other}.id = ${row}.id`,
});

const reads = (access: Access, row: Sql, category: string): Sql =>
  predicateOf(access.persons('person.read', sql`${row}.person_id`, { category }));

const column = (name: string) => ({ kind: 'column', column: name, element: null }) as const;

/** What ends, as the view of that name has it: seen by who sees the thing itself. */
export const expiringRightMap: ObjectMap = {
  type: 'ExpiringRight',
  table: 'expiring_right',
  id: 'id',
  tenant: true,
  subject: 'person_id',
  element: null,
  rows: (access, row) =>
    sql`case when ${row}.kind in ('FUNCTION', 'COURSE') then ${reads(access, row, 'EMPLOYMENT')} else ${reads(access, row, 'SIGN_IN')} end`,
  linked: [],
  fields: new Map<string, FieldMap>([
    ['kind', column('kind')],
    ['endsAt', column('ends_at')],
    ['roleGrant', itself('RoleGrant', 'ROLE')],
    ['accessException', itself('AccessException', 'EXCEPTION')],
    ['functionAssignment', itself('FunctionAssignment', 'FUNCTION')],
    ['courseRecord', itself('CourseRecord', 'COURSE')],
    [
      'person',
      {
        kind: 'relation',
        to: 'Person',
        shape: 'one',
        element: null,
        on: (row, person) => sql`${person}.id = ${row}.person_id`,
      },
    ],
  ]),
  sorts: { ENDS_AT: [{ column: 'ends_at', type: 'timestamptz', element: null }] },
};
