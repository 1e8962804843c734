import sql, { type Sql } from 'sql-template-tag';

/** Where a request for access stands; read off, so that it ends on time with no job having run. */
export const lockboxStates = ['REQUESTED', 'LAPSED', 'REFUSED', 'APPROVED', 'ENDED'] as const;
export type LockboxState = (typeof lockboxStates)[number];

/** Who ended access before its time. */
export const lockboxSides = ['CONTROLLER', 'PROCESSOR'] as const;
export type LockboxSide = (typeof lockboxSides)[number];

/** The state of a row now, as SQL. */
export const stateNow = (row: Sql): Sql => sql`case
  when ${row}.state = 'REQUESTED' and ${row}.ends_at <= clock_timestamp() then 'LAPSED'
  when ${row}.state = 'APPROVED' and ${row}.ends_at <= clock_timestamp() then 'ENDED'
  else ${row}.state end`;

/** Whether access was approved, is not over, and was not ended. */
export const isInForce = (row: Sql): Sql => sql`(${row}.state = 'APPROVED' and ${row}.ends_at > clock_timestamp())`;
