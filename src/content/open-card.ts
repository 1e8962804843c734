import sql from 'sql-template-tag';
import type { Context } from '../base/context.js';
import { notFound } from '../base/errors.js';

/**
 * Holds a person's card open to the end of the transaction: an erasure that wants to begin waits. One that has begun
 * answers as if the person were gone.
 */
export async function holdOpenCard(context: Context, personId: string, field: string): Promise<void> {
  const card = await context.db.first(sql`select 1 from person
    where tenant_id = ${context.viewer.tenantId}::uuid and id = ${personId}::uuid and erasure_id is null for share`);
  if (!card) throw notFound('input', field);
}
