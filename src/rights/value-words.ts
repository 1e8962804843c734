import sql from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';
import { type Element, nameOfCode, type Speaker } from '../catalogue/index.js';

/** What is called by a name of the tenant's or of people's own: by its id or key, which says nothing to people. */
export interface Names {
  /** The uploads about the person. */
  readonly files: ReadonlyMap<string, string>;
  /** The roles of the tenant's own matrix, those that only earlier versions had too. */
  readonly roles: ReadonlyMap<string, string>;
}

interface Named {
  readonly key: string;
  readonly name: string;
}

const byKey = (rows: readonly Named[]): ReadonlyMap<string, string> =>
  new Map(rows.map(({ key, name }) => [key, name]));

/** The names that stand in what is held on a person. */
export async function namesOf(db: Transaction, personId: string | null): Promise<Names> {
  const { tenantId } = db.scope;
  const files = db.many<Named>(sql`select id as key, file_name as name from upload
    where tenant_id = ${tenantId}::uuid and person_id = ${personId}::uuid`);
  const roles = db.many<Named>(sql`select r ->> 'key' as key, r ->> 'name' as name
    from matrix m, jsonb_array_elements(m.content -> 'roles') r
    where m.tenant_id = ${tenantId}::uuid and m.state in ('ADOPTED', 'SUPERSEDED') order by m.number`);
  return { files: byKey(await files), roles: byKey(await roles) };
}

const isRole = ({ id, codeNames }: Element): boolean => (codeNames ?? `value.${id}`) === 'value.role_grant.role';

/** A value as a person reads it, in the speaker's language; null where there is nothing to read. */
export function valueInWords(speaker: Speaker, element: Element, value: unknown, names: Names): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return speaker.text(value ? 'value.yes' : 'value.no');
  if (Array.isArray(value)) {
    return value.map((inner) => valueInWords(speaker, element, inner, names) ?? '').join(', ') || null;
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  if (element.refersTo === 'Upload') return names.files.get(value) ?? speaker.text('value.file');
  const own = isRole(element) ? names.roles.get(value) : undefined;
  if (own !== undefined) return own;
  return element.codes?.includes(value) ? speaker.text(nameOfCode(element, value)) : value;
}
