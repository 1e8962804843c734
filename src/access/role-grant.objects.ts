import sql from 'sql-template-tag';
import { predicateOf } from '../base/predicate.js';
import { describeObject, type ObjectExtension } from '../catalogue/index.js';
import { prepareEffect } from './role-effect.js';
import { RoleGrant } from './role-grant.entity.js';

/** One's own, also where one is linked to no person, and those of people whose sign-in one may read. */
export const roleGrantObject = describeObject<RoleGrant>({
  type: 'RoleGrant',
  entity: RoleGrant,
  subject: 'personId',
  rows: (access, alias) => {
    const others = access.persons('person.read', sql`${alias}.person_id`, { category: 'SIGN_IN' });
    return sql`(${alias}.account_id = ${access.viewer.accountId}::uuid or ${predicateOf(others)})`;
  },
  columns: ['role', 'stage', 'condition', 'validFrom', 'validUntil'],
  prepared: { effect: prepareEffect },
  sorts: { SINCE: [{ property: 'validFrom', type: 'timestamptz' }] },
  relations: {
    unit: { to: 'Unit', shape: 'one', element: null, on: (grant, unit) => sql`${unit}.id = ${grant}.unit_id` },
    account: {
      to: 'Account',
      shape: 'one',
      element: null,
      on: (grant, account) => sql`${account}.id = ${grant}.account_id`,
    },
  },
});

export const accountRoles: ObjectExtension = {
  type: 'Account',
  relations: {
    roles: {
      to: 'RoleGrant',
      shape: 'list',
      element: null,
      on: (account, grant) => sql`${grant}.account_id = ${account}.id
        and (${grant}.valid_until is null or ${grant}.valid_until > clock_timestamp())`,
      order: (grant) => sql`${grant}.valid_from, ${grant}.id limit 100`,
    },
  },
};
