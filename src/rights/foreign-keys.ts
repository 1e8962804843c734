import sql from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';

/** A column whose rows stand only as long as the row that it names. */
export interface ForeignKey {
  readonly table: string;
  readonly column: string;
  readonly target: string;
  readonly targetColumn: string;
  readonly nullable: boolean;
  /** Whether the row goes with the one that it names. */
  readonly cascades: boolean;
}

/** The foreign keys of the schema, without the tenant that is part of each. */
export function readForeignKeys(db: Transaction): Promise<ForeignKey[]> {
  return db.many<ForeignKey>(sql`select k.conrelid::regclass::text as "table", a.attname as "column",
      k.confrelid::regclass::text as target, f.attname as "targetColumn",
      not a.attnotnull as nullable, k.confdeltype = 'c' as cascades
    from pg_constraint k
    join lateral unnest(k.conkey, k.confkey) as pair (own, foreign_key) on true
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
    join pg_attribute f on f.attrelid = k.confrelid and f.attnum = pair.foreign_key
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and a.attname <> 'tenant_id'`);
}
