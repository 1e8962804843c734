import sql from 'sql-template-tag';
import { roleLabelOf } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { describeObject } from '../../catalogue/index.js';
import { scopeRelations } from '../grants/role-grant.objects.js';
import { AccessException } from './access-exception.entity.js';
import { stateOf } from './exception-states.js';

const instant = (value: unknown): Date => new Date(value as string | Date);

/** The register is open to the person it is about, and to whoever reads the sign-in of that person. */
export const accessExceptionObject = describeObject<AccessException>({
  type: 'AccessException',
  entity: AccessException,
  subject: 'personId',
  element: 'role',
  columns: ['number', 'role', 'stage', 'reason', 'consultation', 'answer', 'endsAt', 'requestedAt', 'decidedAt'],
  computed: {
    roleLabel: roleLabelOf,
    state: {
      from: ['isConsented', 'endsAt', 'endedAt'],
      value: ([isConsented, endsAt, endedAt], { now }: Context) =>
        stateOf(
          {
            isConsented: isConsented as boolean | null,
            endsAt: instant(endsAt),
            endedAt: endedAt === null ? null : instant(endedAt),
          },
          now,
        ),
    },
  },
  relations: {
    account: {
      to: 'Account',
      shape: 'one',
      element: null,
      on: (row, account) => sql`${account}.id = ${row}.account_id`,
    },
    roleGrant: {
      to: 'RoleGrant',
      shape: 'one',
      element: null,
      on: (row, grant) => sql`${grant}.exception_id = ${row}.id`,
    },
    unit: { to: 'Unit', shape: 'one', element: null, on: (row, unit) => sql`${unit}.id = ${row}.unit_id` },
    ...scopeRelations('exception'),
    requestedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.requested_by_person_id`,
    },
    decidedBy: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.decided_by_person_id`,
    },
  },
  sorts: {
    ENDS_AT: [{ property: 'endsAt', type: 'timestamptz' }],
  },
});
