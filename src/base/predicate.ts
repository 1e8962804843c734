import sql, { type Sql } from 'sql-template-tag';

/** What the person wall answers as SQL, for where it is part of a larger condition. */
export const predicateOf = (shown: Sql | boolean): Sql =>
  typeof shown === 'boolean' ? sql`${shown}::boolean` : sql`coalesce(${shown}, false)`;
