import sql, { type Sql } from 'sql-template-tag';
import { predicateOf } from '../../base/predicate.js';
import type { FieldMap, ObjectMap, PreparedField } from '../../base/reading/index.js';
import { isHeld, isLastController, isOpen } from './leaver-facts.js';

/** A fact about the account of a leaver. */
const fact = (of: (account: Sql) => Sql): PreparedField => ({
  kind: 'prepared',
  prepare: async (_context, _guard, alias) => ({
    sql: sql`(select ${of(sql`o`)} from account o where o.tenant_id = ${alias}.tenant_id and o.id = ${alias}.id)`,
    finish: (value) => value,
    elements: [],
  }),
});

const column = (name: string) => ({ kind: 'column', column: name, element: null }) as const;

/** Accounts of people who left, as the view of that name has them: for who reads the account, and where the person is. */
export const leaverMap: ObjectMap = {
  type: 'Leaver',
  table: 'leaver',
  id: 'id',
  tenant: true,
  subject: 'person_id',
  element: null,
  rows: (access, alias) => {
    const account = access.persons('account.read', sql`${alias}.person_id`, { category: 'SIGN_IN' });
    const person = access.persons('person.read', sql`${alias}.person_id`, { category: 'AFFILIATION' });
    return sql`(${predicateOf(account)} and ${predicateOf(person)})`;
  },
  linked: [],
  fields: new Map<string, FieldMap>([
    ['leftAt', column('left_at')],
    ['closesAt', column('closes_at')],
    ['deletesAt', column('deletes_at')],
    ['isClosed', fact((account) => sql`not ${isOpen(account)}`)],
    ['isLastController', fact(isLastController)],
    ['isHeld', fact(isHeld)],
    [
      'account',
      {
        kind: 'relation',
        to: 'Account',
        shape: 'one',
        element: null,
        on: (row, other) => sql`${other}.id = ${row}.id`,
      },
    ],
    [
      'person',
      {
        kind: 'relation',
        to: 'Person',
        shape: 'one',
        element: null,
        on: (row, other) => sql`${other}.id = ${row}.person_id`,
      },
    ],
  ]),
  sorts: { DELETES_AT: [{ column: 'deletes_at', type: 'timestamptz', element: null }] },
};
