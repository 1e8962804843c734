import sql, { type Sql } from 'sql-template-tag';

/** Where an exception stands; read off, so that it ends on time with no job having run. */
export const exceptionStates = ['REQUESTED', 'REFUSED', 'IN_FORCE', 'ENDED'] as const;
export type ExceptionState = (typeof exceptionStates)[number];

interface Facts {
  readonly isConsented: boolean | null;
  readonly endsAt: Date;
  readonly endedAt: Date | null;
}

export function stateOf({ isConsented, endsAt, endedAt }: Facts, now: Date): ExceptionState {
  if (isConsented === false) return 'REFUSED';
  if (endedAt !== null || endsAt <= now) return 'ENDED';
  return isConsented ? 'IN_FORCE' : 'REQUESTED';
}

const isOver = (row: Sql): Sql => sql`(${row}.ended_at is not null or ${row}.ends_at <= now())`;

const conditions: Readonly<Record<ExceptionState, (row: Sql) => Sql>> = {
  REQUESTED: (row) => sql`${row}.is_consented is null and not ${isOver(row)}`,
  REFUSED: (row) => sql`${row}.is_consented is false`,
  IN_FORCE: (row) => sql`${row}.is_consented and not ${isOver(row)}`,
  ENDED: (row) => sql`${row}.is_consented is not false and ${isOver(row)}`,
};

export const inState = (state: ExceptionState | null | undefined, row: Sql): Sql =>
  state ? conditions[state](row) : sql`true`;
