import sql, { type Sql } from 'sql-template-tag';
import type { Need } from '../../base/access.js';
import { invalid } from '../../base/errors.js';
import { textOrNull } from '../../base/input-text.js';
import { name } from '../../base/reading/compile.js';
import type { ObjectMaps, RowGuard } from '../../base/reading/index.js';
import { fieldElement } from '../../catalogue/index.js';
import { type FieldDefinition, needOfField, type Register } from '../../people/index.js';
import type { TransferColumn } from './transfer.entity.js';
import type { TransferColumnInput } from './transfer.inputs.js';

/** What a column is read from: the declared element that it shows, what somebody needs to see it, and its value of a card. */
export interface ColumnSource {
  readonly element: string;
  readonly need: string | Need;
  readonly value: (person: Sql, guardOf: (type: string) => RowGuard) => Sql;
}

const shownRows = (guard: RowGuard, alias: Sql): Sql => {
  const rows = guard.rows(alias);
  return typeof rows === 'boolean' ? sql`${rows}::boolean` : rows;
};

/** What is declared of a card beside its own columns, by name: the units that it belongs to, and the groups. */
const lists: Readonly<Record<string, ColumnSource['value']>> = {
  'affiliation.unitId': (
    person,
    guardOf,
  ) => sql`(select coalesce(json_agg(u.name order by u.name), '[]') from affiliation x
    join unit u on u.tenant_id = x.tenant_id and u.id = x.unit_id
    where x.tenant_id = ${person}.tenant_id and x.person_id = ${person}.id and ${shownRows(guardOf('Unit'), sql`u`)})`,
  'membership.groupId': (person, guardOf) => sql`(select coalesce(json_agg(distinct y.name), '[]') from membership x
    join person_group y on y.tenant_id = x.tenant_id and y.id = x.group_id and y.archived_at is null
    where x.tenant_id = ${person}.tenant_id and x.person_id = ${person}.id
      and (x.starts_on is null or x.starts_on <= current_date) and (x.ends_on is null or x.ends_on >= current_date)
      and ${shownRows(guardOf('Group'), sql`y`)})`,
};

/** The elements of the catalogue that a transfer can carry: what the API shows of a card as it is stored, and the lists. */
export function carriedElements(maps: ObjectMaps): ReadonlyMap<string, ColumnSource> {
  const card = maps.get('Person');
  const columns = [...card.fields.values()].flatMap((field) =>
    field.kind === 'column' && field.element ? [{ element: field.element, column: field.column }] : [],
  );
  const own = [{ element: `${card.table}.id`, column: card.id }, ...columns].map(
    ({ element, column }): [string, ColumnSource] => [
      element,
      { element, need: element, value: (person) => sql`to_json(${person}.${name(column)})` },
    ],
  );
  const listed = Object.entries(lists).map(([element, value]): [string, ColumnSource] => [
    element,
    { element, need: element, value },
  ]);
  return new Map([...own, ...listed]);
}

/** The fields of the tenant's own that cards of a register have. A file stays where it is: a transfer carries values. */
export const carriedFields = (fields: readonly FieldDefinition[], register: Register): readonly FieldDefinition[] =>
  fields.filter(
    ({ retiredAt, registers, type }) => retiredAt === null && type !== 'FILE' && registers.includes(register),
  );

export const fieldSource = (field: FieldDefinition): ColumnSource => ({
  element: fieldElement(field),
  need: needOfField(field),
  value: (person) => sql`(${person}.field_values -> ${field.id})::json`,
});

/** Checks the columns of a definition: each declared, of that register, and under a header of its own. */
export function readColumns(
  inputs: readonly TransferColumnInput[],
  register: Register,
  maps: ObjectMaps,
  fields: readonly FieldDefinition[],
): TransferColumn[] {
  const elements = carriedElements(maps);
  const keys = new Set(carriedFields(fields, register).map(({ key }) => key));
  const headers = new Set<string>();
  return inputs.map((input, index) => {
    const place = (part: string): string[] => ['input', 'columns', String(index), part];
    const [element, fieldKey] = [textOrNull(input.element), textOrNull(input.fieldKey)];
    if (element !== null && fieldKey !== null) throw invalid('transfer.oneSource', place('fieldKey'));
    if (element === null && fieldKey === null) throw invalid('transfer.oneSource', place('element'));
    if (element !== null && !elements.has(element)) throw invalid('transfer.unknownElement', place('element'));
    if (fieldKey !== null && !keys.has(fieldKey)) throw invalid('transfer.unknownField', place('fieldKey'));
    const header = textOrNull(input.header) ?? element ?? fieldKey ?? '';
    if (headers.has(header)) throw invalid('transfer.twice', place('header'), { header });
    headers.add(header);
    return { element, fieldKey, header };
  });
}
