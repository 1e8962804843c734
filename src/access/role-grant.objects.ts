import sql from 'sql-template-tag';
import { describeObject, type ObjectExtension } from '../catalogue/index.js';
import { RoleGrant } from './role-grant.entity.js';

export const roleGrantObject = describeObject<RoleGrant>({
  type: 'RoleGrant',
  entity: RoleGrant,
  subject: 'personId',
  element: 'role',
  columns: ['role', 'stage', 'condition', 'validFrom', 'validUntil'],
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
