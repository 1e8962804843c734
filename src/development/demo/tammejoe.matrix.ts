import { type MatrixDocument, type MatrixRole, matrixTemplates } from '../../access/index.js';
import type { DemoMatrix } from './demo.types.js';

const { STANDARD: standard } = matrixTemplates;
const everybody = standard.roles.find(({ key }) => key === 'teacher')?.actions ?? [];

const role = (
  facts: Pick<MatrixRole, 'key' | 'name' | 'description' | 'scope' | 'rights'> & Partial<MatrixRole>,
): MatrixRole => ({
  module: null,
  purpose: 'EDUCATION',
  risk: 'LOW',
  seat: null,
  isMasterKey: false,
  readsEveryField: false,
  contains: [],
  actions: [...everybody],
  ...facts,
});

const names = { teacher: 'Õpetaja', unit_administrator: 'Administraator' } as const;

/** Focused roles in place of general ones (ST-4…ST-7), beside administrators and observers, whose number is capped (ST-1). */
const focused: readonly MatrixRole[] = [
  role({
    key: 'class_lists',
    name: 'Klassinimekirjad',
    description: 'Iga õpetaja näeb õpilaste ja vanemate nimekirju ning saab neile kirjutada, ilma vaatlejaõiguseta.',
    scope: 'UNIT',
    purpose: 'COMMUNICATION',
    rights: [
      {
        action: 'person.read',
        about: 'PERSONS',
        categories: ['NAME', 'CONTACT', 'AFFILIATION', 'MEMBERSHIP', 'RELATION'],
      },
      { action: 'person.read', about: 'GUARDIANS', categories: ['NAME', 'CONTACT', 'RELATION'] },
    ],
  }),
  role({
    key: 'circle_journals',
    name: 'Ringipäevikute haldus',
    description: 'Haldab ainult huviringide päevikuid ja nende liikmeid.',
    scope: 'MODULE',
    module: 'circle',
    rights: [
      {
        action: 'person.read',
        about: 'PERSONS',
        categories: ['NAME', 'CONTACT', 'AFFILIATION', 'MEMBERSHIP', 'FREE_TEXT'],
      },
      { action: 'comment.write', about: 'PERSONS', categories: ['FREE_TEXT'] },
    ],
  }),
  role({
    key: 'support_specialist',
    name: 'Tugispetsialist',
    description: 'Näeb ja täiendab nende õpilaste andmeid, kellega ta on seotud.',
    scope: 'PEOPLE',
    risk: 'MEDIUM',
    rights: [
      {
        action: 'person.read',
        about: 'PERSONS',
        categories: [
          'NAME',
          'CONTACT',
          'BIRTH',
          'AFFILIATION',
          'MEMBERSHIP',
          'EDUCATION',
          'FREE_TEXT',
          'FILE',
          'HEALTH',
        ],
      },
      { action: 'comment.write', about: 'PERSONS', categories: ['FREE_TEXT'] },
      { action: 'upload.create', about: 'PERSONS', categories: ['FILE'] },
      { action: 'person.read', about: 'GUARDIANS', categories: ['NAME', 'CONTACT', 'RELATION'] },
    ],
  }),
  role({
    key: 'stage_head',
    name: 'Kooliastme õppejuht',
    description: 'Näeb valitud klasside või ühe kooliastme õpilasi.',
    scope: 'GROUPS',
    risk: 'MEDIUM',
    rights: [
      {
        action: 'person.read',
        about: 'PERSONS',
        categories: ['NAME', 'CONTACT', 'BIRTH', 'AFFILIATION', 'MEMBERSHIP', 'EDUCATION', 'FREE_TEXT'],
      },
      { action: 'comment.write', about: 'PERSONS', categories: ['FREE_TEXT'] },
      { action: 'person.read', about: 'GUARDIANS', categories: ['NAME', 'CONTACT', 'RELATION'] },
    ],
  }),
  role({
    key: 'observer',
    name: 'Vaatleja',
    description: 'Näeb kogu maja andmeid ega muuda midagi.',
    scope: 'UNIT',
    risk: 'HIGH',
    seat: 'OBSERVER',
    rights: [
      {
        action: 'person.read',
        about: 'PERSONS',
        categories: ['NAME', 'CONTACT', 'BIRTH', 'PICTURE', 'AFFILIATION', 'MEMBERSHIP', 'EDUCATION', 'FREE_TEXT'],
      },
      { action: 'person.read', about: 'GUARDIANS', categories: ['NAME', 'CONTACT', 'RELATION'] },
    ],
  }),
];

const content: MatrixDocument = {
  ...standard,
  roles: [
    ...standard.roles.map((one) => ({ ...one, name: names[one.key as keyof typeof names] ?? one.name })),
    ...focused,
  ],
};

/** The standard roles and the focused ones; nobody’s role rests on a job function. */
export const tammejoeMatrix: DemoMatrix = { title: 'Õiguste maatriks 2026', content };
