import sql from 'sql-template-tag';
import type { Context } from '../base/context.js';
import { describeObject } from '../catalogue/index.js';
import { Invitation } from './invitation.entity.js';

export const invitationStates = ['PENDING', 'ACCEPTED', 'EXPIRED', 'REVOKED'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** A unit's administrators see the invitations of their units, the controller every one. */
export const invitationObject = describeObject<Invitation>({
  type: 'Invitation',
  entity: Invitation,
  subject: 'personId',
  rows: (access, alias) => {
    if (!access.can('invitation.manage')) return false;
    const units = access.units('invitation.manage');
    return units === 'all' ? true : sql`${alias}.unit_id = any(${[...units]}::uuid[])`;
  },
  columns: ['email', 'role', 'createdAt', 'expiresAt', 'acceptedAt', 'revokedAt'],
  computed: {
    state: {
      from: ['acceptedAt', 'revokedAt', 'expiresAt'],
      value: ([accepted, revoked, expires], context: Context): InvitationState => {
        if (accepted !== null) return 'ACCEPTED';
        if (revoked !== null) return 'REVOKED';
        return new Date(expires as string | Date) <= context.now ? 'EXPIRED' : 'PENDING';
      },
    },
  },
  relations: {
    person: { to: 'Person', shape: 'one', element: null, on: (row, person) => sql`${person}.id = ${row}.person_id` },
    invitedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.invited_by_person_id`,
    },
    unit: { to: 'Unit', shape: 'one', element: null, on: (row, unit) => sql`${unit}.id = ${row}.unit_id` },
    account: {
      to: 'Account',
      shape: 'one',
      element: null,
      on: (row, account) => sql`${account}.id = ${row}.accepted_account_id`,
    },
  },
  sorts: { CREATED_AT: [{ property: 'createdAt', type: 'timestamptz' }] },
});
