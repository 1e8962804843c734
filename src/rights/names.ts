import type { Transaction } from '../base/database/transaction.js';
import { type Catalogue, fieldElement, labelOf, type PersonalTable, type Speaker } from '../catalogue/index.js';
import { fieldDefinitionsOf } from '../people/index.js';

/** What people call a kind of record: the name of the element that says whom it is about. */
export function recordName(speaker: Speaker, table: PersonalTable): string {
  const about = table.links
    .map(({ property }) => table.elements.find((element) => element.property === property))
    .find((element) => element !== undefined);
  return about ? labelOf(speaker, about) : table.table;
}

/** Names elements, tenant-defined fields among them, and places, for people; an identifier that is unknown stays as it is. */
export async function namer(
  db: Transaction,
  catalogue: Catalogue,
  speaker: Speaker,
): Promise<(identifier: string) => string> {
  const fields = new Map((await fieldDefinitionsOf(db)).map((field) => [fieldElement(field), field.label]));
  const places = new Map(catalogue.tables.map((table) => [table.table, recordName(speaker, table)]));
  const elements = new Map(catalogue.elements.map((element) => [element.id, labelOf(speaker, element)]));
  return (identifier) => fields.get(identifier) ?? places.get(identifier) ?? elements.get(identifier) ?? identifier;
}
