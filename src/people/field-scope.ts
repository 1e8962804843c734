import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';
import { isLongerRetention } from '../catalogue/index.js';
import type { FieldDefinition, FieldScope } from './field-definition.entity.js';
import { forgetFieldDefinitions, readFieldDefinitions } from './field-definition.loader.js';

/** What a declaration of a field lets be processed: the part that the annexes of the agreement tell of. */
export const declaredScope = ({ category, registers, purposes, retention, readableBy }: FieldScope): FieldScope => ({
  category,
  registers,
  purposes,
  retention,
  readableBy,
});

const within = (part: readonly string[], whole: readonly string[]): boolean =>
  part.every((name) => whole.includes(name));

const both = <Name extends string>(one: readonly Name[], other: readonly Name[]): Name[] =>
  one.filter((name) => other.includes(name));

/** Whether a declaration lets nothing be processed that the controller has not acknowledged. */
export const isCovered = (declared: FieldScope, acknowledged: FieldScope | null): boolean =>
  acknowledged !== null &&
  declared.category === acknowledged.category &&
  within(declared.registers, acknowledged.registers) &&
  within(declared.purposes, acknowledged.purposes) &&
  within(declared.readableBy, acknowledged.readableBy) &&
  !isLongerRetention(acknowledged.retention, declared.retention);

/**
 * What stays acknowledged under a new declaration: never more than it lets be processed, so that what was narrowed is
 * acknowledged anew before it is widened again.
 */
export function stillAcknowledged(declared: FieldScope, acknowledged: FieldScope | null): FieldScope | null {
  if (acknowledged === null || acknowledged.category !== declared.category) return null;
  return {
    category: declared.category,
    registers: both(declared.registers, acknowledged.registers),
    purposes: both(declared.purposes, acknowledged.purposes),
    readableBy: both(declared.readableBy, acknowledged.readableBy),
    retention: isLongerRetention(acknowledged.retention, declared.retention)
      ? acknowledged.retention
      : declared.retention,
  };
}

/** {@link declaredScope} in SQL, of the row of a definition. */
const scopeSql: Sql = sql`jsonb_build_object('category', category, 'registers', registers, 'purposes', purposes,
  'retention', retention, 'readableBy', readable_by)`;

/**
 * Held by whoever changes what a tenant's fields declare, and by whoever acknowledges it, so that what is acknowledged is
 * what was shown. It is asked for before any row of a definition is locked.
 */
export async function lockFieldDeclarations(db: Transaction): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`field_definition ${db.scope.tenantId}`}, 0))`);
}

/** Acknowledges what every field in use declares now; under {@link lockFieldDeclarations}. */
export async function acknowledgeFields(db: Transaction): Promise<void> {
  await db.run(sql`update field_definition set acknowledged = ${scopeSql}, version = version + 1
    where tenant_id = ${db.scope.tenantId}::uuid and retired_at is null and acknowledged is distinct from ${scopeSql}`);
}

/**
 * Of a field whose declaration was changed by other hands than its service's: what stays acknowledged, none where it is out of
 * use; under {@link lockFieldDeclarations}.
 */
export async function limitAcknowledged(db: Transaction, id: string): Promise<void> {
  const [field] = await readFieldDefinitions(db, sql`and id = ${id}::uuid`);
  if (!field) return;
  const scope = field.retiredAt ? null : stillAcknowledged(declaredScope(field), field.acknowledged);
  await db.run(sql`update field_definition set acknowledged = ${scope && JSON.stringify(scope)}::jsonb
    where tenant_id = ${db.scope.tenantId}::uuid and id = ${id}::uuid`);
  forgetFieldDefinitions(db);
}

/** Whether a field may take a value, as far as the controller's acknowledgement goes. */
export const isAcknowledged = (field: FieldDefinition): boolean => isCovered(declaredScope(field), field.acknowledged);
