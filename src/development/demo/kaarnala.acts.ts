import type { DemoIds } from './demo.ids.js';
import type { DemoAct } from './demo.types.js';

const officer = 'hilkka-rantakallas';

const transfer = (facts: object): object => ({
  register: 'STUDENT',
  format: 'CSV',
  purpose: 'EDUCATION',
  columns: ['person.familyName', 'person.givenName', 'person.identifier'].map((element) => ({ element })),
  ...facts,
});

const define = (name: string, input: (ids: DemoIds) => object): DemoAct => ({
  by: officer,
  mutation: 'createTransfer',
  input: (ids) => transfer({ name, ...input(ids) }),
  unless: { query: '{ transfers(first: 10) { nodes { name } } }', says: name },
});

/** Transfers by the night and by hand (PR-12), each as its account's card may see (PR-6). */
export const kaarnalaActs: readonly DemoAct[] = [
  define('Opintotiedot yöllä', (ids) => ({
    accountId: ids.accountGid('siirto-opintotiedot'),
    schedule: { frequency: 'DAILY', timeOfDay: '02:30' },
  })),
  define('Ryhmälista oppimisalustaan', (ids) => ({ accountId: ids.accountGid('siirto-ryhmalista'), format: 'JSON' })),
];
