import sql, { empty, raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';
import type { FieldDefinition } from './field-definition.entity.js';

/** How many fields a tenant can define, retired ones included, so that every list of them stays readable. */
export const MAXIMUM_FIELDS = 200;

const loaded = new WeakMap<Transaction, Promise<readonly FieldDefinition[]>>();

const columns =
  raw(`tenant_id as "tenantId", id, key, label, description, type, choices, registers, category, purposes, retention,
  readable_by as "readableBy", correctable, retired_at as "retiredAt", version, created_at as "createdAt",
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

/** Every field of the transaction's tenant, retired ones included, by label; read once per transaction. */
export function fieldDefinitionsOf(db: Transaction): Promise<readonly FieldDefinition[]> {
  const known = loaded.get(db) ?? readFieldDefinitions(db);
  loaded.set(db, known);
  return known;
}

/** To be called by whoever changes a definition, so that the same transaction reads it again. */
export const forgetFieldDefinitions = (db: Transaction): void => void loaded.delete(db);
