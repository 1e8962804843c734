import sql from 'sql-template-tag';
import { describeObject, type ObjectExtension } from '../catalogue/index.js';
import { Group } from './group.entity.js';
import { Membership } from './membership.entity.js';

const current = sql`(m.ends_on is null or m.ends_on >= current_date)`;

export const groupObject = describeObject<Group>({
  type: 'Group',
  entity: Group,
  columns: ['kind', 'name', 'stage', 'source', 'archivedAt', 'version'],
  rows: (access, alias) => {
    const units = access.units('group.read');
    if (units === 'all') return true;
    const ofReachable = access.persons('person.read', sql`m.person_id`, { category: 'MEMBERSHIP' });
    if (typeof ofReachable === 'boolean') return ofReachable;
    return sql`(${alias}.unit_id = any(${[...units]}::uuid[]) or exists (select 1 from membership m
      where m.tenant_id = ${alias}.tenant_id and m.group_id = ${alias}.id and ${current} and ${ofReachable}))`;
  },
  relations: {
    unit: { to: 'Unit', shape: 'one', element: null, on: (group, unit) => sql`${unit}.id = ${group}.unit_id` },
    memberships: {
      to: 'Membership',
      shape: 'connection',
      element: null,
      on: (group, row) => sql`${row}.group_id = ${group}.id`,
      listsPeople: true,
    },
  },
  sorts: { NAME: [{ property: 'name', type: 'text' }] },
});

export const membershipObject = describeObject<Membership>({
  type: 'Membership',
  entity: Membership,
  subject: 'personId',
  element: 'role',
  columns: ['role', 'startsOn', 'endsOn', 'source'],
  relations: {
    group: { to: 'Group', shape: 'one', element: null, on: (row, group) => sql`${group}.id = ${row}.group_id` },
    person: { to: 'Person', shape: 'one', element: null, on: (row, person) => sql`${person}.id = ${row}.person_id` },
  },
  sorts: {},
});

export const personGroups: ObjectExtension = {
  type: 'Person',
  relations: {
    memberships: {
      to: 'Membership',
      shape: 'list',
      element: 'membership.groupId',
      on: (person, row) => sql`${row}.person_id = ${person}.id`,
      sameSubject: true,
      order: (row) => sql`${row}.id limit 100`,
    },
  },
};
