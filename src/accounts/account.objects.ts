import sql from 'sql-template-tag';
import { describeObject, type ObjectExtension } from '../catalogue/index.js';
import { Account } from './account.entity.js';
import { AccountAddress } from './account-address.entity.js';

/** One's own account, and those of persons whose accounts one may read; unlinked ones for the controller alone. */
export const accountObject = describeObject<Account>({
  type: 'Account',
  entity: Account,
  subject: 'personId',
  readBy: { action: 'account.read', category: 'SIGN_IN' },
  rows: (access, alias) => {
    const own = sql`${alias}.id = ${access.viewer.accountId}::uuid`;
    const others = access.persons('account.read', sql`${alias}.person_id`, { category: 'SIGN_IN' });
    if (others === true) return true;
    return others === false ? own : sql`(${own} or ${others})`;
  },
  columns: [
    'kind',
    'label',
    'issuer',
    'subject',
    'cardRegister',
    'lastVisitAt',
    'lastSecondFactorAt',
    'closedAt',
    'createdAt',
  ],
  relations: {
    person: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (account, person) => sql`${person}.id = ${account}.person_id`,
    },
    homeUnit: {
      to: 'Unit',
      shape: 'one',
      element: 'account.homeUnitId',
      on: (account, unit) => sql`${unit}.id = ${account}.home_unit_id`,
    },
    addresses: {
      to: 'AccountAddress',
      shape: 'list',
      element: null,
      on: (account, address) => sql`${address}.account_id = ${account}.id`,
      order: (address) => sql`${address}.last_seen_at desc limit 20`,
    },
  },
  sorts: {
    CREATED_AT: [{ property: 'createdAt', type: 'timestamptz' }],
    LAST_VISIT: [{ property: 'lastVisitAt', type: 'timestamptz', absent: '-infinity' }],
  },
});

export const accountAddressObject = describeObject<AccountAddress>({
  type: 'AccountAddress',
  entity: AccountAddress,
  id: 'accountId',
  subject: 'personId',
  element: 'address',
  columns: ['address', 'firstSeenAt', 'lastSeenAt'],
});

export const personAccounts: ObjectExtension = {
  type: 'Person',
  relations: {
    accounts: {
      to: 'Account',
      shape: 'list',
      element: 'account.label',
      on: (person, account) => sql`${account}.person_id = ${person}.id`,
      order: (account) => sql`${account}.id limit 20`,
    },
  },
};
