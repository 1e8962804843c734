import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Need } from '../base/access.js';
import type { Context } from '../base/context.js';
import { toGlobalId } from '../base/ids.js';
import type { PreparedValue, RowGuard } from '../base/reading/index.js';
import { fieldElement, fieldSourceKey } from '../catalogue/index.js';
import type { FieldDefinition, FieldType } from './field-definition.entity.js';
import { fieldDefinitionsOf } from './field-definition.loader.js';
import { toFieldDefinitionType } from './field-definition.objects.js';
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

interface ReadValues {
  readonly register: Register;
  /** Per group, whether this row shows it. */
  readonly groups: readonly (boolean | null)[];
  readonly values: Readonly<Record<string, unknown>> | null;
  readonly sources: Readonly<Record<string, string>>;
}

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

function toFieldValue(definition: FieldDefinition, read: ReadValues): FieldValueType {
  const value = read.values?.[definition.id] ?? null;
  const source = read.sources[fieldSourceKey(definition.id)] ?? null;
  return {
    ...none,
    [valueProperty[definition.type]]:
      definition.type === 'FILE' && typeof value === 'string' ? toGlobalId('Upload', value) : value,
    definition: toFieldDefinitionType(definition),
    source,
    correctable: definition.correctable && source === null,
  };
}

/**
 * The tenant-defined fields of a card as one column: the values that the viewer may not read of a row are not read from it.
 * The condition is the same for many fields, so it is asked once per row for all of them.
 */
export async function prepareFieldValues(context: Context, guard: RowGuard, alias: Sql): Promise<PreparedValue> {
  const definitions = (await fieldDefinitionsOf(context.db)).filter(({ retiredAt }) => retiredAt === null);
  const groups = groupsOf(definitions, guard, alias);
  const elements = definitions.map((definition) => ({
    name: fieldElement(definition),
    need: needOfField(definition),
    applies: sql`${alias}.register = any(${definition.registers}::text[])`,
  }));
  if (groups.length === 0) return { sql: sql`null`, finish: () => [], elements };
  const shown = join(groups.map((group) => (group.shown === true ? sql`true` : group.shown)));
  const readable = join(
    groups.map(
      ({ fields }, index) => sql`(g[${raw(String(index + 1))}] and v.key = any(${fields.map(({ id }) => id)}::text[]))`,
    ),
    ' or ',
  );
  return {
    elements,
    sql: sql`(select json_build_object('register', ${alias}.register, 'groups', g, 'sources', ${alias}.value_sources,
        'values', (select json_object_agg(v.key, v.value) from jsonb_each(${alias}.field_values) v where ${readable}))
      from (select array[${shown}]::boolean[] as g) shown)`,
    finish: (value) => {
      const read = value as ReadValues;
      const visible = new Set(groups.flatMap(({ fields }, index) => (read.groups[index] ? fields : [])));
      return definitions
        .filter((definition) => visible.has(definition))
        .filter(({ id, registers }) => registers.includes(read.register) || read.values?.[id] !== undefined)
        .map((definition) => toFieldValue(definition, read));
    },
  };
}
