import sql from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';
import { type Element, nameOfCode, type Speaker } from '../catalogue/index.js';

/** What the uploads about a person are called, by id: a file's id says nothing to people. */
export async function fileNamesOf(db: Transaction, personId: string | null): Promise<ReadonlyMap<string, string>> {
  if (!personId) return new Map();
  const rows = await db.many<{ id: string; name: string }>(sql`select id, file_name as name from upload
    where tenant_id = ${db.scope.tenantId}::uuid and person_id = ${personId}::uuid`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A value as a person reads it, in the speaker's language; null where there is nothing to read. */
export function valueInWords(
  speaker: Speaker,
  element: Element,
  value: unknown,
  fileNames: ReadonlyMap<string, string>,
): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return speaker.text(value ? 'value.yes' : 'value.no');
  if (Array.isArray(value)) {
    return value.map((inner) => valueInWords(speaker, element, inner, fileNames) ?? '').join(', ') || null;
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  if (element.refersTo === 'Upload') return fileNames.get(value) ?? speaker.text('value.file');
  return element.codes?.includes(value) ? speaker.text(nameOfCode(element, value)) : value;
}
