import sql, { raw, type Sql } from 'sql-template-tag';
import { roleLabelOf } from '../../audit/index.js';
import { predicateOf } from '../../base/predicate.js';
import { describeObject, type ObjectExtension } from '../../catalogue/index.js';
import { prepareEffect } from './role-effect.js';
import { RoleGrant } from './role-grant.entity.js';

/** What the rows of `role_scope` name for a grant, or for an exception that is to become one. */
const namedBy = (owner: 'grant' | 'exception', target: 'group' | 'person') => (row: Sql, named: Sql) =>
  sql`exists (select 1 from role_scope s where s.tenant_id = ${row}.tenant_id
    and s.${raw(`${owner}_id`)} = ${row}.id and s.${raw(`${target}_id`)} = ${named}.id)`;

/** The groups and the people to whom a grant or an exception is limited. */
export const scopeRelations = (owner: 'grant' | 'exception') =>
  ({
    groups: {
      to: 'Group',
      shape: 'list',
      element: null,
      on: namedBy(owner, 'group'),
      order: (group: Sql) => sql`${group}.name, ${group}.id`,
    },
    persons: {
      to: 'Person',
      shape: 'list',
      element: null,
      on: namedBy(owner, 'person'),
      order: (person: Sql) => sql`${person}.family_name, ${person}.given_name, ${person}.id`,
    },
  }) as const;

/** One's own, also where one is linked to no person, and those of people whose sign-in one may read. */
export const roleGrantObject = describeObject<RoleGrant>({
  type: 'RoleGrant',
  entity: RoleGrant,
  subject: 'personId',
  readBy: { action: 'person.read', category: 'SIGN_IN' },
  rows: (access, alias) => {
    const others = access.persons('person.read', sql`${alias}.person_id`, { category: 'SIGN_IN' });
    return sql`(${alias}.account_id = ${access.viewer.accountId}::uuid or ${predicateOf(others)})`;
  },
  columns: ['role', 'stage', 'condition', 'validFrom', 'validUntil'],
  computed: { roleLabel: roleLabelOf },
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
    ...scopeRelations('grant'),
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
