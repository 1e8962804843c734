import sql, { join, type Sql } from 'sql-template-tag';
import type { Context } from '../base/context.js';
import type { PreparedValue, RowGuard } from '../base/reading/index.js';
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

/** What a card declares to be personal, and shows as it is. */
const declared = [
  'register',
  'givenName',
  'familyName',
  'preferredName',
  'email',
  'telephone',
  'birthDate',
  'identifier',
  'status',
] as const;

/** Which source system owns a value tells that there is one, so that it is told to those alone who may read the value. */
async function prepareSources(_context: Context, guard: RowGuard, alias: Sql): Promise<PreparedValue> {
  const entries = declared.map((property) => {
    const shown = guard.shows(`person.${property}`, alias);
    const source = sql`${alias}.value_sources ->> ${property}::text`;
    if (typeof shown === 'boolean') return shown ? source : sql`null`;
    return sql`case when ${shown} then ${source} end`;
  });
  return {
    sql: sql`json_build_array(${join(entries)})`,
    finish: (sources) =>
      declared.flatMap((field, index) => {
        const source = (sources as readonly (string | null)[])[index];
        return source ? [{ field, source }] : [];
      }),
    elements: [],
  };
}

export const personObject = describeObject<Person>({
  type: 'Person',
  entity: Person,
  subject: 'id',
  columns: [...declared, 'hiddenFromLists', 'version', 'createdAt', 'updatedAt'],
  computed: {
    displayName: {
      from: ['givenName', 'familyName', 'preferredName'],
      value: ([given, family, preferred]) =>
        typeof given !== 'string' ? null : `${(preferred as string | null) ?? given} ${family as string}`,
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
  prepared: { fields: prepareFieldValues, sources: prepareSources },
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
