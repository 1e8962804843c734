import type { DemoAct } from './demo.types.js';

const officer = 'tiina-varblane-roos';
const seats = '{ seats { kind limit } }';

/** Seats are capped (ST-1), and a finer role is asked for (ST-8). */
export const tammejoeActs: readonly DemoAct[] = [
  {
    by: officer,
    mutation: 'setSeatCap',
    input: () => ({ kind: 'ADMINISTRATOR', maximum: 3 }),
    unless: { query: seats, says: 'ADMINISTRATOR' },
  },
  {
    by: officer,
    mutation: 'setSeatCap',
    input: (ids) => ({ kind: 'OBSERVER', unitId: ids.gid('unit', 'pohimaja'), maximum: 1 }),
    unless: { query: seats, says: 'OBSERVER' },
  },
  {
    by: officer,
    mutation: 'requestFinerRole',
    input: (ids) => ({
      userIds: [ids.gid('person', 'toomas-kirsimae'), ids.gid('person', 'hille-rebasoja')],
      needs: [
        { action: 'person.read', about: 'PERSONS', categories: ['NAME', 'MEMBERSHIP', 'EDUCATION'], elements: [] },
      ],
      scope: 'GROUPS',
      stage: 'III kooliaste',
      purpose: 'EDUCATION',
      reason: 'Põhikooli lõpueksamite korraldajad peavad nägema III kooliastme õpilaste õppevormi.',
    }),
    unless: { query: '{ roleRequests(first: 10) { nodes { reason } } }', says: 'lõpueksamite' },
  },
];
