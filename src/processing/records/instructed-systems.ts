import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import type { Catalogue, DataCategory } from '../../catalogue/index.js';

/** A system to which a controller has data passed on, as the ledger of its instructions has it. */
export interface InstructedSystem {
  /** What the controller calls it. */
  readonly name: string;
  /** The instruction by which it stands so. */
  readonly number: number;
  readonly categories: readonly DataCategory[];
}

interface StandingRow {
  readonly name: string;
  readonly number: number;
  readonly columns: readonly { readonly element: string | null }[];
  readonly fields: readonly DataCategory[];
}

/**
 * The systems to which the tenant of the transaction had data passed on at a moment, or has now where none is named. What
 * goes by no account, or by an instruction that is parked now, is not passed on.
 */
export async function instructedSystems(
  db: Transaction,
  catalogue: Catalogue,
  at: Date | null,
): Promise<InstructedSystem[]> {
  const { tenantId } = db.scope;
  const rows =
    await db.many<StandingRow>(sql`select s.after ->> 'name' as name, s.number, s.after -> 'columns' as columns,
      array(select distinct f.category from jsonb_array_elements(s.after -> 'columns') c
        join field_definition f on f.tenant_id = s.tenant_id and f.key = c ->> 'fieldKey' order by 1) as fields
    from (select distinct on (i.key) i.* from instruction i
      where i.tenant_id = ${tenantId}::uuid and i.subject = 'transfer'
        and (${at}::timestamptz is null or i.at < ${at}::timestamptz)
      order by i.key, i.number desc) s
    where s.after is not null and s.after ->> 'account_id' is not null
      and (${at}::timestamptz is not null or exists (select 1 from transfer t where t.tenant_id = s.tenant_id
        and t.id::text = s.key and instruction_in_force(t.tenant_id, 'transfer', s.key, to_jsonb(t)) is not null))
    order by name, s.number`);
  const byId = new Map(catalogue.elements.map((element) => [element.id, element.category]));
  return rows.map(({ name, number, columns, fields }) => {
    const declared = columns.flatMap(({ element }) => (element === null ? [] : (byId.get(element) ?? [])));
    return { name, number, categories: [...new Set([...declared, ...fields])] };
  });
}
