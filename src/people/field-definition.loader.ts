import sql, { empty, raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';
import type { FieldDefinition } from './field-definition.entity.js';

/** How many fields a tenant can define, retired ones included, so that every list of them stays readable. */
export const MAXIMUM_FIELDS = 200;

/** Tenants whose definitions this process remembers. */
const REMEMBERED_TENANTS = 1_000;

/** What changes with every change of a tenant's definitions, because none is ever removed and each counts its versions. */
interface Fingerprint {
  readonly count: number;
  readonly versions: number;
}

const remembered = new Map<string, readonly FieldDefinition[]>();
const changed = new WeakSet<Transaction>();
const loaded = new WeakMap<Transaction, Promise<readonly FieldDefinition[]>>();

const columns =
  raw(`tenant_id as "tenantId", id, key, label, description, type, choices, registers, category, purposes, retention,
  readable_by as "readableBy", correctable, acknowledged, retired_at as "retiredAt", version, created_at as "createdAt",
  updated_at as "updatedAt"`);

/** Reads definitions past the transaction's memory: `lock` holds them as they are until it ends. */
export function readFieldDefinitions(
  db: Transaction,
  where: Sql = empty,
  lock: Sql = empty,
): Promise<FieldDefinition[]> {
  return db.many<FieldDefinition>(sql`select ${columns} from field_definition
    where tenant_id = ${db.scope.tenantId}::uuid ${where} order by label, id ${lock}`);
}

/**
 * Every field of the transaction's tenant, retired ones included, by label; read once per transaction, or remembered from an
 * earlier one and looked at for whether anything changed.
 */
export function fieldDefinitionsOf(db: Transaction): Promise<readonly FieldDefinition[]> {
  const known = loaded.get(db) ?? rememberedDefinitions(db) ?? readAndRemember(db);
  loaded.set(db, known);
  return known;
}

/** To be called by whoever changes a definition, so that the same transaction reads it again. */
export function forgetFieldDefinitions(db: Transaction): void {
  loaded.delete(db);
  changed.add(db);
}

function rememberedDefinitions(db: Transaction): Promise<readonly FieldDefinition[]> | null {
  const { tenantId, assuming = false } = db.scope;
  const known = tenantId !== null && assuming && !changed.has(db) ? remembered.get(tenantId) : undefined;
  if (!known || tenantId === null) return null;
  const versions = known.reduce((sum, { version }) => sum + version, 0);
  const query = sql`select count(*)::int as count, coalesce(sum(version), 0)::int as versions from field_definition
    where tenant_id = ${tenantId}::uuid`;
  db.assume<Fingerprint>(query, ([now]) => {
    const holds = now?.count === known.length && now.versions === versions;
    if (!holds) remembered.delete(tenantId);
    return holds;
  });
  return Promise.resolve(known);
}

async function readAndRemember(db: Transaction): Promise<readonly FieldDefinition[]> {
  const definitions = await readFieldDefinitions(db);
  const { tenantId } = db.scope;
  // What a transaction has changed itself may still be undone.
  if (tenantId === null || changed.has(db)) return definitions;
  if (remembered.size >= REMEMBERED_TENANTS) remembered.clear();
  remembered.set(tenantId, definitions);
  return definitions;
}
