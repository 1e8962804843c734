import type { DemoIds } from './demo.ids.js';
import type { DemoAct } from './demo.story.types.js';

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

/** An office user with a home school (PR-10) who is hidden from lists (PR-11), and transfers by the night and by hand (PR-12), each as its account's card may see (PR-6). */
export const kaarnalaActs: readonly DemoAct[] = [
  {
    by: officer,
    mutation: 'updatePerson',
    input: async (ids, client) => {
      const personId = ids.gid('person', 'sami-uutela-kari');
      const { person } = await client.ask<{ person: { version: number } }>(
        'query ($id: ID!) { person(id: $id) { version } }',
        { id: personId },
      );
      return { personId, expectedVersion: person.version, hiddenFromLists: true };
    },
    unless: {
      query: '{ persons(first: 5, filter: { hiddenFromLists: true }) { nodes { familyName } } }',
      says: 'Uutela-Kari',
    },
  },
  {
    by: officer,
    mutation: 'setHomeUnit',
    input: (ids) => ({ accountId: ids.accountGid('sami-uutela-kari'), unitId: ids.gid('unit', 'lukio') }),
    unless: { query: '{ accounts(first: 100) { nodes { homeUnit { name } } } }', says: '"name"' },
  },
  define('Opintotiedot yöllä', (ids) => ({
    accountId: ids.accountGid('siirto-opintotiedot'),
    schedule: { frequency: 'DAILY', timeOfDay: '02:30' },
  })),
  define('Ryhmälista oppimisalustaan', (ids) => ({ accountId: ids.accountGid('siirto-ryhmalista'), format: 'JSON' })),
];
