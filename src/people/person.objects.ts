import sql from 'sql-template-tag';
import type { Context } from '../base/context.js';
import { describeObject } from '../catalogue/index.js';
import { Affiliation } from './affiliation.entity.js';
import { prepareFieldValues } from './field-value.objects.js';
import { Guardianship } from './guardianship.entity.js';
import { Person } from './person.entity.js';

const describeWithheld = (elements: readonly string[], context: Context): unknown =>
  elements.map((element) => ({
    element,
    category: context.access.categoryOf(element),
    reason: context.text('withheldByRole'),
  }));

export const personObject = describeObject<Person>({
  type: 'Person',
  entity: Person,
  subject: 'id',
  columns: [
    'register',
    'givenName',
    'familyName',
    'preferredName',
    'email',
    'telephone',
    'birthDate',
    'identifier',
    'status',
    'version',
    'createdAt',
    'updatedAt',
  ],
  computed: {
    displayName: {
      from: ['givenName', 'familyName', 'preferredName'],
      value: ([given, family, preferred]) =>
        typeof given !== 'string' ? null : `${(preferred as string | null) ?? given} ${family as string}`,
    },
    sources: {
      from: ['valueSources'],
      value: ([sources]) =>
        Object.entries(sources as Record<string, string>)
          .filter(([field]) => !field.startsWith('field:'))
          .map(([field, source]) => ({ field, source })),
    },
  },
  relations: {
    affiliations: {
      to: 'Affiliation',
      shape: 'list',
      element: 'affiliation.unitId',
      on: (person, row) => sql`${row}.person_id = ${person}.id`,
      sameSubject: true,
      order: (row) => sql`${row}.unit_id limit 100`,
    },
    guardians: {
      to: 'Guardianship',
      shape: 'list',
      element: 'guardianship.pupilId',
      on: (person, row) => sql`${row}.pupil_id = ${person}.id`,
      order: (row) => sql`${row}.id limit 100`,
    },
    pupils: {
      to: 'Guardianship',
      shape: 'list',
      element: 'guardianship.guardianId',
      on: (person, row) => sql`${row}.guardian_id = ${person}.id`,
      order: (row) => sql`${row}.id limit 100`,
    },
  },
  prepared: { fields: prepareFieldValues },
  withheld: describeWithheld,
  sorts: {
    NAME: [
      { property: 'familyName', type: 'text' },
      { property: 'givenName', type: 'text' },
    ],
    CREATED_AT: [{ property: 'createdAt', type: 'timestamptz' }],
    UPDATED_AT: [{ property: 'updatedAt', type: 'timestamptz' }],
  },
});

export const affiliationObject = describeObject<Affiliation>({
  type: 'Affiliation',
  entity: Affiliation,
  id: 'unitId',
  subject: 'personId',
  element: 'unitId',
  columns: ['unitId'],
  relations: {
    unit: {
      to: 'Unit',
      shape: 'one',
      element: null,
      on: (row, unit) => sql`${unit}.id = ${row}.unit_id`,
    },
  },
});

/** Who sees the pupil sees the link: seeing a guardian alone must not tell how many children there are elsewhere. */
export const guardianshipObject = describeObject<Guardianship>({
  type: 'Guardianship',
  entity: Guardianship,
  columns: [],
  rows: (access, alias) => access.persons('person.read', sql`${alias}.pupil_id`, { category: 'RELATION' }),
  relations: {
    guardian: {
      to: 'Person',
      shape: 'one',
      element: null,
      on: (row, person) => sql`${person}.id = ${row}.guardian_id`,
    },
    pupil: { to: 'Person', shape: 'one', element: null, on: (row, person) => sql`${person}.id = ${row}.pupil_id` },
  },
});
