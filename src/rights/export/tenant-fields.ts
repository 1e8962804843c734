import type { FieldDefinition } from '../../people/index.js';
import type { StoredRow } from '../stored-rows.js';

/** A value of a tenant-defined field with what it is. */
export interface ExpandedValue {
  readonly field: string;
  readonly label: string | null;
  readonly category: string | null;
  readonly value: unknown;
}

/** Values by field id, as they are stored, become a list that says what each is; a value whose field is gone keeps its id. */
export function expandFields(row: StoredRow, property: string, fields: readonly FieldDefinition[]): StoredRow {
  const values = (row[property] ?? {}) as Readonly<Record<string, unknown>>;
  const expanded = Object.entries(values).map(([id, value]): ExpandedValue => {
    const field = fields.find((candidate) => candidate.id === id);
    return { field: field?.key ?? id, label: field?.label ?? null, category: field?.category ?? null, value };
  });
  return { ...row, [property]: expanded };
}

/** The same as columns of a table, one for each field that the tenant has or had. */
export function fieldColumns(property: string, fields: readonly FieldDefinition[]): readonly string[] {
  return fields.map(({ key }) => `${property}.${key}`);
}

export function flattenFields(row: StoredRow, property: string): StoredRow {
  const { [property]: expanded, ...others } = row;
  const values = (expanded as readonly ExpandedValue[]).map(({ field, value }) => [`${property}.${field}`, value]);
  return { ...others, ...(Object.fromEntries(values) as StoredRow) };
}
