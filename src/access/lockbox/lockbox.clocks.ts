import sql from 'sql-template-tag';
import { type ClockSource, withRight } from '../../catalogue/index.js';
import { isInForce } from './lockbox-states.js';

/** Access of the processor's staff that is in force, by when it ends. Who they are is for those who look at the access itself. */
export const lockboxClock: ClockSource = {
  kind: 'LOCKBOX_END',
  type: 'LockboxAccess',
  rows: (tenantId) => sql`select a.id, a.ends_at, null::text, null::uuid, null::uuid from lockbox_access a
    where a.tenant_id = ${tenantId} and ${isInForce(sql`a`)}`,
  seen: withRight('lockbox.read'),
};
