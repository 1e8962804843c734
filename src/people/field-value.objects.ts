import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Need } from '../base/access.js';
import type { Context } from '../base/context.js';
import { toGlobalId } from '../base/ids.js';
import type { PreparedValue, RowGuard } from '../base/reading/index.js';
import { fieldElement, fieldSourceKey } from '../catalogue/index.js';
import type { FieldDefinition, FieldType } from './field-definition.entity.js';
import { fieldDefinitionsOf } from './field-definition.loader.js';
import { toFieldDefinitionType } from './field-definition.objects.js';
import type { FieldDefinitionType } from './field-definition.types.js';
import type { FieldValueType } from './field-value.types.js';
import type { Register } from './person.entity.js';

/** What of a person a viewer must be allowed to see to read a field's value. */
export const needOfField = ({ category, readableBy }: FieldDefinition): Need => ({ category, roles: readableBy });

const none = { text: null, number: null, date: null, choice: null, yesNo: null, fileId: null };

/** The property of the API that holds a value of each type. */
export const valueProperty = {
  TEXT: 'text',
  NUMBER: 'number',
  DATE: 'date',
  CHOICE: 'choice',
  YES_NO: 'yesNo',
  FILE: 'fileId',
} as const satisfies Record<FieldType, keyof typeof none>;

/** Fields that the same condition shows of a row. */
interface Group {
  readonly shown: Sql | true;
  readonly fields: FieldDefinition[];
}

/** What is read of a row, by position. Where every field is shown of every row, nothing is read of groups. */
type ReadValues = readonly [
  register: Register,
  sources: Readonly<Record<string, string>>,
  values: Readonly<Record<string, unknown>>,
  shown?: readonly (boolean | null)[],
];

function groupsOf(definitions: readonly FieldDefinition[], guard: RowGuard, alias: Sql): Group[] {
  const groups = new Map<string, Group>();
  for (const definition of definitions) {
    const shown = guard.shows(needOfField(definition), alias);
    if (shown === false) continue;
    const key = shown === true ? '' : JSON.stringify([shown.text, shown.values]);
    const group = groups.get(key) ?? { shown, fields: [] };
    group.fields.push(definition);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function toFieldValue(definition: FieldDefinition, shown: FieldDefinitionType, read: ReadValues): FieldValueType {
  const [, sources, values] = read;
  const value = values[definition.id] ?? null;
  const source = sources[fieldSourceKey(definition.id)] ?? null;
  return {
    ...none,
    [valueProperty[definition.type]]:
      definition.type === 'FILE' && typeof value === 'string' ? toGlobalId('Upload', value) : value,
    definition: shown,
    source,
    correctable: definition.correctable && source === null,
  };
}

/**
 * The tenant-defined fields of a card as one column: the values that the viewer may not read of a row are not read from it.
 * The condition is the same for many fields, so it is asked once per row for all of them.
 */
export async function prepareFieldValues(context: Context, guard: RowGuard, alias: Sql): Promise<PreparedValue> {
  const all = await fieldDefinitionsOf(context.db);
  const definitions = all.filter(({ retiredAt }) => retiredAt === null);
  const groups = groupsOf(definitions, guard, alias);
  const elements = definitions.map((definition) => ({
    name: fieldElement(definition),
    need: needOfField(definition),
    applies: sql`${alias}.register = any(${definition.registers}::text[])`,
  }));
  if (groups.length === 0) return { sql: sql`null`, finish: () => [], shows: () => [], elements };
  const readable = definitions.flatMap((definition) => {
    const group = groups.findIndex(({ fields }) => fields.includes(definition));
    return group < 0 ? [] : [{ definition, group, type: toFieldDefinitionType(definition) }];
  });
  const shownOf = (value: unknown): typeof readable => {
    const [register, , values, shown] = value as ReadValues;
    return readable
      .filter(({ group }) => !shown || shown[group])
      .filter(({ definition: { id, registers } }) => registers.includes(register) || values[id] !== undefined);
  };
  return {
    elements,
    sql: valuesOf(all, groups, alias),
    shows: (value) => shownOf(value).map(({ definition }) => fieldElement(definition)),
    finish: (value) =>
      shownOf(value).map(({ definition, type }) => toFieldValue(definition, type, value as ReadValues)),
  };
}

/** Takes away what is not read, which costs PostgreSQL less than putting together what is. */
function valuesOf(all: readonly FieldDefinition[], groups: readonly Group[], alias: Sql): Sql {
  const ids = (fields: readonly FieldDefinition[]): Sql => sql`${fields.map(({ id }) => id)}::text[]`;
  const asked = new Set(groups.flatMap(({ fields }) => fields));
  const values = sql`${alias}.field_values - ${ids(all.filter((definition) => !asked.has(definition)))}`;
  if (groups.every(({ shown }) => shown === true)) {
    return sql`json_build_array(${alias}.register, ${alias}.value_sources, ${values})`;
  }
  const shown = join(groups.map((group) => (group.shown === true ? sql`true` : group.shown)));
  const withheld = join(
    groups.map(
      ({ fields }, index) => sql`case when g[${raw(String(index + 1))}] then '{}'::text[] else ${ids(fields)} end`,
    ),
    ' - ',
  );
  return sql`(select json_build_array(${alias}.register, ${alias}.value_sources, ${values} - ${withheld}, g)
    from (select array[${shown}]::boolean[] as g) shown)`;
}
