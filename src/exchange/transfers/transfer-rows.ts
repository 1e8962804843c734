import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import type { PersonWall } from '../../access/index.js';
import type { Transaction } from '../../base/database/transaction.js';
import { toGlobalId } from '../../base/ids.js';
import type { ObjectMaps, RowGuard } from '../../base/reading/index.js';
import type { Catalogue } from '../../catalogue/index.js';
import type { FieldDefinition } from '../../people/index.js';
import type { Transfer, TransferColumn } from './transfer.entity.js';
import { type ColumnSource, carriedElements, carriedFields, fieldSource } from './transfer-columns.js';
import type { TransferNote } from './transfer-run.entity.js';

/** What a transfer carries of one person. */
export interface CarriedRow {
  readonly personId: string;
  readonly values: readonly unknown[];
  /** The categories of what is carried, sorted. */
  readonly categories: readonly string[];
}

interface ReadRow {
  readonly id: string;
  readonly values: readonly unknown[];
  /** Which of the conditions hold. */
  readonly flags: readonly (boolean | null)[];
}

const BATCH = 1_000;
const PERSON = raw('p');

/**
 * The persons and values that a transfer carries: those that the wall of its account shows, row by row and category by
 * category. What it may not see of a person is not read.
 */
export class TransferRows {
  private readonly guardOf: (type: string) => RowGuard;
  private readonly sources: readonly (ColumnSource | null)[];
  /** Whether each column is shown: of every row, of none, or where the condition of this number holds. */
  private readonly shown: readonly (boolean | number)[];
  /** Each is asked once of a row, however many columns it is the condition of. */
  private readonly conditions: readonly Sql[];
  private readonly reach: readonly (Sql | boolean)[];
  private readonly categories = new Map<string, readonly string[]>();

  constructor(
    private readonly db: Transaction,
    wall: PersonWall,
    private readonly transfer: Pick<Transfer, 'register' | 'unitId'> & { readonly columns: readonly TransferColumn[] },
    maps: ObjectMaps,
    private readonly catalogue: Catalogue,
    fields: readonly FieldDefinition[],
  ) {
    this.guardOf = (type) => wall.guard(type);
    const card = this.guardOf('Person');
    const elements = carriedElements(maps);
    const own = carriedFields(fields, transfer.register);
    this.sources = transfer.columns.map(({ element, fieldKey }) => {
      if (element !== null) return elements.get(element) ?? null;
      const field = own.find(({ key }) => key === fieldKey);
      return field ? fieldSource(field) : null;
    });
    const shown = this.sources.map((source) => (source ? card.shows(source.need, PERSON) : false));
    this.conditions = distinct(shown);
    const numbers = new Map(this.conditions.map((condition, number) => [keyOf(condition), number]));
    this.shown = shown.map((one) => (typeof one === 'boolean' ? one : (numbers.get(keyOf(one)) ?? false)));
    // Whom a condition leaves in is told by it, so that it finds nobody of whom the account may not know as much.
    this.reach = [
      card.rows(PERSON),
      card.shows('person.register', PERSON),
      transfer.unitId === null ? true : card.shows('affiliation.unitId', PERSON),
      shown.includes(true) || (this.conditions.length > 0 && sql`(${join([...this.conditions], ' or ')})`),
    ];
  }

  /** Whether the account may read anybody of the register at all. */
  get reachesAnybody(): boolean {
    return !this.reach.includes(false);
  }

  /** The columns that stay empty, and why. */
  get notes(): readonly TransferNote[] {
    const headers = (isIt: (index: number) => boolean): string[] =>
      this.transfer.columns.flatMap(({ header }, index) => (isIt(index) ? [header] : []));
    const gone = headers((index) => this.sources[index] === null);
    const withheld = headers((index) => this.sources[index] !== null && this.shown[index] === false);
    return [
      ...(withheld.length > 0 ? [{ code: 'COLUMNS_WITHHELD', columns: withheld } as const] : []),
      ...(gone.length > 0 ? [{ code: 'COLUMNS_GONE', columns: gone } as const] : []),
    ];
  }

  async count(): Promise<number> {
    const row = await this.db.first<{ total: number }>(sql`select count(*)::int as total from person ${PERSON}
      where ${this.where}`);
    return row?.total ?? 0;
  }

  /** Reads them in the order of their ids, a batch at a time, so that memory stays the same however many there are. */
  async *batches(): AsyncGenerator<readonly CarriedRow[]> {
    const values = this.sources.map((source, index) => {
      const shown = this.shown[index];
      if (!source || shown === false || shown === undefined) return sql`null`;
      const value = source.value(PERSON, this.guardOf);
      return shown === true ? value : sql`case when c.flags[${raw(String(shown + 1))}] then ${value} end`;
    });
    const flags = this.conditions.length > 0 ? sql`array[${join([...this.conditions])}]` : sql`'{}'::boolean[]`;
    let after: string | null = null;
    for (;;) {
      const beyond: Sql = after === null ? empty : sql`and ${PERSON}.id > ${after}::uuid`;
      const rows: ReadRow[] = await this.db.many<ReadRow>(sql`select ${PERSON}.id::text as id,
          json_build_array(${join(values)}) as values, c.flags
        from (select * from person ${PERSON} where ${this.where} ${beyond} order by ${PERSON}.id limit ${BATCH}) ${PERSON}
        cross join lateral (select ${flags} as flags offset 0) c order by ${PERSON}.id`);
      if (rows.length > 0) yield rows.map((row) => this.carried(row));
      after = rows.at(-1)?.id ?? null;
      if (rows.length < BATCH) return;
    }
  }

  private carried({ id, values, flags }: ReadRow): CarriedRow {
    const elements = this.sources.flatMap((source, index) => {
      const shown = this.shown[index];
      return source && (typeof shown === 'number' ? flags[shown] : shown) ? [source.element] : [];
    });
    return { personId: id, values: this.namedAsInApi(id, values), categories: this.categoriesOf(elements) };
  }

  private namedAsInApi(id: string, values: readonly unknown[]): readonly unknown[] {
    if (!this.sources.some((source) => source?.element === 'person.id')) return values;
    return values.map((value, index) =>
      this.sources[index]?.element === 'person.id' && value !== null ? toGlobalId('Person', id) : value,
    );
  }

  /** Most rows show the same. */
  private categoriesOf(elements: readonly string[]): readonly string[] {
    const key = elements.join();
    const known = this.categories.get(key) ?? this.catalogue.categoriesOf(elements);
    this.categories.set(key, known);
    return known;
  }

  /** A card that is being erased is carried no more. */
  private get where(): Sql {
    const { register, unitId } = this.transfer;
    const unit =
      unitId === null
        ? empty
        : sql`and exists (select 1 from affiliation x where x.tenant_id = ${PERSON}.tenant_id
            and x.person_id = ${PERSON}.id and x.unit_id = ${unitId}::uuid)`;
    // Plain, so that PostgreSQL sees the joins in them.
    const conditions = this.reach.includes(false) ? [sql`false`] : [sql`true`, ...distinct(this.reach)];
    return sql`${PERSON}.tenant_id = ${this.db.scope.tenantId}::uuid and ${PERSON}.register = ${register}
      and ${PERSON}.erasure_id is null ${unit} and ${join(conditions, ' and ')}`;
  }
}

const keyOf = ({ text, values }: Sql): string => JSON.stringify([text, values]);

const distinct = (conditions: readonly (Sql | boolean)[]): Sql[] => [
  ...new Map(conditions.flatMap((one) => (typeof one === 'boolean' ? [] : [[keyOf(one), one] as const]))).values(),
];
