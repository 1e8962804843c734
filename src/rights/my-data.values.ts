import { toGlobalId } from '../base/ids.js';
import {
  type Catalogue,
  type Element,
  fieldSourceKey,
  type PersonalTable,
  type Speaker,
  type TenantField,
} from '../catalogue/index.js';
import type { StoredRow } from './stored-rows.js';
import { type Names, valueInWords } from './value-words.js';

/** One value of one element, as text. */
export interface HeldValue {
  readonly element: Element;
  readonly value: string;
  /** The value in words, where it is a code or the id of a file. */
  readonly label: string;
  readonly source: string | null;
}

/** A value as a person reads it; null where there is nothing to read. */
function textOf(value: unknown, speaker: Speaker): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return speaker.text(value ? 'value.yes' : 'value.no');
  if (Array.isArray(value)) return value.map(String).join(', ') || null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * What a record says of the person: each declared element that has a value. The link to the person says nothing of its own,
 * a blob's name is an address and no content, and of another person only a name is told, where the person may know it.
 */
export function heldValues(
  catalogue: Catalogue,
  table: PersonalTable,
  row: StoredRow,
  fields: readonly TenantField[],
  personId: string,
  speaker: Speaker,
  names: Names,
): HeldValue[] {
  const links = new Set(table.links.map(({ property }) => property));
  const owners = (row['valueSources'] ?? null) as Readonly<Record<string, string>> | null;
  // Where a record says for each value who owns it, a value that it does not list is Varde's own.
  const sourceOf = (key: string): string | null => (owners ? (owners[key] ?? null) : textOf(row['source'], speaker));
  const held: HeldValue[] = [];
  const hold = (element: Element, value: unknown, key: string): void => {
    const { refersTo } = element;
    const text = refersTo && typeof value === 'string' ? toGlobalId(refersTo, value) : textOf(value, speaker);
    if (text === null) return;
    const label = valueInWords(speaker, element, value, names) ?? text;
    held.push({ element, value: text, label, source: sourceOf(key) });
  };
  for (const element of table.elements) {
    const { property } = element;
    const value = row[property];
    if (element.blob) continue;
    if (element.tenantFields) {
      const values = (value ?? {}) as Readonly<Record<string, unknown>>;
      for (const field of fields) hold(catalogue.ofField(field), values[field.id], fieldSourceKey(field.id));
    } else if (links.has(property)) {
      if (value !== personId) hold(element, row[`${property}.name`], property);
    } else hold(element, row[`${property}.name`] ?? value, property);
  }
  return held;
}
