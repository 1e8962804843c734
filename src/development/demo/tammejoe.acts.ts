import type { DemoAct } from './demo.story.types.js';

const officer = 'tiina-varblane-roos';
const seats = '{ seats { kind limit } }';

const REVIEW_DAYS = 21;

/** Seats are capped (ST-1) and under review (ST-9), and a finer role is asked for (ST-8). */
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
    mutation: 'startReview',
    input: () => ({
      name: 'Administraatorid ja vaatlejad, sügis 2026',
      seats: ['ADMINISTRATOR', 'OBSERVER'],
      dueAt: new Date(Date.now() + REVIEW_DAYS * 86_400_000).toISOString(),
      reminderDays: [14, 7, 1],
      repeatMonths: 12,
    }),
    unless: { query: '{ accessReviews(first: 10) { nodes { name } } }', says: 'sügis 2026' },
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
