import { newId } from '../../src/base/ids.js';
import type { PersonalTable, StoredColumn } from '../../src/catalogue/index.js';
import type { TestTenant } from '../harness/tenant.js';
import type { World } from '../harness/world.js';

interface Constraint {
  readonly table: string;
  readonly kind: 'f' | 'c';
  readonly columns: string;
  readonly target: string | null;
  readonly definition: string;
}

/** What a table demands that cannot be read off its columns. */
const demands: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  account: { kind: 'personal' },
  data_subject_request: { state: 'GRANTED' },
  upload: { expires_at: '2099-01-01' },
  export_archive: { size: 10, sha256: 'a'.repeat(64), expires_at: '2099-01-01' },
};

/**
 * Inserts rows about a person into every table that holds personal data, each declared value with a text of its own, so
 * that what a person's export misses, or an erasure leaves, can be told: whatever tables the catalogue has.
 */
export class Filler {
  private constraints: readonly Constraint[] = [];
  /** Columns that must have a value and give themselves none. */
  private required: ReadonlySet<string> = new Set();
  private counter = 0;

  constructor(
    private readonly world: World,
    private readonly tenant: TestTenant,
  ) {}

  /** One row per table and way of being about the person; answers the texts by the element that they stand in. */
  async fill(personId: string, otherId: string): Promise<Map<string, string>> {
    this.constraints = (
      await this.world.owner.query<Constraint>(`select k.conrelid::regclass::text as "table", k.contype as kind,
          array_to_string(array(select a.attname from unnest(k.conkey) c
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c where a.attname <> 'tenant_id'), ',') as columns,
          nullif(k.confrelid, 0)::regclass::text as target, pg_get_constraintdef(k.oid) as definition
        from pg_constraint k where k.contype in ('f', 'c') and k.connamespace = 'public'::regnamespace`)
    ).rows;
    const { rows } = await this.world.owner.query<{
      place: string;
    }>(`select attrelid::regclass || '.' || attname as place
      from pg_attribute where attnotnull and not atthasdef and attnum > 0`);
    this.required = new Set(rows.map(({ place }) => place));
    const texts = new Map<string, string>();
    for (const table of this.world.app.catalogue.tables) {
      if (table.table === 'person') continue;
      for (const link of table.links) await this.insert(table, link.column, personId, otherId, texts);
    }
    await this.fillCard(personId, texts);
    return texts;
  }

  /** The card exists already: its declared values are given texts of their own. */
  private async fillCard(personId: string, texts: Map<string, string>): Promise<void> {
    const card = this.world.app.catalogue.tables.find(({ table }) => table === 'person');
    for (const column of card?.stored ?? []) {
      if (!column.declaration.personal || column.declaration.reference || column.declaration.tenantFields) continue;
      if (this.checked('person', column.column)) continue;
      const value = this.value('person', column, texts);
      await this.tenant.rows(`update person set ${column.column} = $1 where id = $2`, [value, personId]);
    }
  }

  private async insert(
    table: PersonalTable,
    linkColumn: string,
    personId: string,
    otherId: string,
    texts: Map<string, string>,
  ): Promise<string> {
    const row = await this.joint(table.table, (target) => this.referenced(target, personId, otherId, texts));
    for (const column of table.stored) {
      const { column: name, nullable, declaration } = column;
      if (name === 'tenant_id' || name in row) continue;
      const link = table.links.find((candidate) => candidate.column === name);
      const target = this.targetOf(table.table, name);
      const demanded = demands[table.table]?.[name];
      if (name === linkColumn) row[name] = link?.many ? [personId] : personId;
      else if (demanded !== undefined) row[name] = demanded;
      else if (link) row[name] = link.many ? [otherId] : otherId;
      else if (target && nullable && !declaration.personal) continue;
      else if (target) row[name] = await this.referenced(target, personId, otherId, texts);
      else if (table.key.includes(name) && column.type === 'uuid') row[name] = newId();
      else if (declaration.personal || this.required.has(`${table.table}.${name}`))
        row[name] = this.checked(table.table, name) ?? this.value(table.table, column, texts);
    }
    await this.tenant.insert(table.table, row);
    return typeof row['id'] === 'string' ? row['id'] : '';
  }

  private async referenced(
    target: string,
    personId: string,
    otherId: string,
    texts: Map<string, string>,
  ): Promise<string> {
    if (target === 'person') return otherId;
    if (target === 'unit') return this.tenant.unit(`Unit ${newId()}`);
    if (target === 'person_group') return this.tenant.group(`Group ${newId()}`);
    if (target === 'operation') return this.tenant.insert('operation', { id: newId(), kind: 'EXPORT' });
    const table = this.world.app.catalogue.tenantTables.find((candidate) => candidate.table === target);
    if (!table) throw new Error(`The filler cannot make a row of ${target}`);
    return this.insert(table, table.links[0]?.column ?? '', personId, otherId, texts);
  }

  /** The columns that point to another row only together: such a row is made, and its key taken. */
  private async joint(table: string, make: (target: string) => Promise<string>): Promise<Record<string, unknown>> {
    const key = this.constraints.find(
      (one) => one.kind === 'f' && one.table === table && one.columns.includes(',') && one.target !== null,
    );
    if (!key?.target) return {};
    const theirs = /REFERENCES \w+\(tenant_id, ([^)]*)\)/.exec(key.definition)?.[1]?.split(', ') ?? [];
    await make(key.target);
    const names = key.columns.split(',').map((own, index) => `${theirs[index]} as ${own}`);
    const made = await this.tenant.rows<Record<string, unknown>>(
      `select ${names.join()} from ${key.target} order by created_at desc limit 1`,
    );
    return { ...made[0] };
  }

  private targetOf(table: string, column: string): string | null {
    const found = this.constraints.find((one) => one.kind === 'f' && one.table === table && one.columns === column);
    return found?.target ?? null;
  }

  /** A value that a check of the column allows, where it lists them or asks for a hash. */
  private checked(table: string, column: string): string | null {
    const check = this.constraints.find((one) => one.kind === 'c' && one.table === table && one.columns === column);
    if (check?.definition.includes('[0-9a-f]{64}')) return 'a'.repeat(64);
    return /ARRAY\['([^']+)'/.exec(check?.definition ?? '')?.[1] ?? null;
  }

  private value(table: string, column: StoredColumn, texts: Map<string, string>): unknown {
    this.counter += 1;
    const text = `filled ${table}.${column.property} ${this.counter}`;
    const known = (value: unknown): unknown => {
      texts.set(`${table}.${column.property}`, String(value));
      return value;
    };
    const day = `2001-01-${String((this.counter % 28) + 1).padStart(2, '0')}`;
    const of: Readonly<Record<string, () => unknown>> = {
      text: () => known(text),
      uuid: () => newId(),
      inet: () => known(`192.0.2.${this.counter % 250}`),
      date: () => known(day),
      timestamptz: () => known(day),
      jsonb: () => JSON.stringify({ text: known(text) }),
      boolean: () => true,
    };
    const make = of[column.type] ?? (() => this.counter);
    return column.array ? [make()] : make();
  }
}
