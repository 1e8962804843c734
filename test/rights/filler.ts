import { newId } from '../../src/base/ids.js';
import type { PersonalTable, StoredColumn } from '../../src/catalogue/index.js';
import type { TestTenant } from '../harness/tenant.js';
import type { World } from '../harness/world.js';

interface Constraint {
  readonly table: string;
  readonly kind: 'f' | 'c';
  /** Without the tenant, which is part of every key. */
  readonly columns: readonly string[];
  readonly target: string | null;
  readonly targetColumns: readonly string[];
  readonly definition: string;
}

type Row = Readonly<Record<string, unknown>>;

/** What a table demands that cannot be read off its columns. */
const demands: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  access_review: { started_at: '2020-01-01', due_at: '2099-01-01' },
  access_review_item: { due_at: '2099-01-01' },
  access_review_step: { at: '2099-01-01' },
  access_exception: { requested_at: '2020-01-01', ends_at: '2099-01-01' },
  account: { kind: 'personal' },
  breach: { origin: 'CONTROLLER', signal_at: '2020-01-01' },
  breach_assessment: { state: 'QUEUED' },
  lockbox_access: { asked_until: '2099-01-01' },
  unit: { kind: 'school' },
  person_group: { kind: 'class' },
  matrix: { state: 'WITHDRAWN' },
  matrix_assessment: { concluded_at: '2020-01-01', conclusion: 'None' },
  membership: { starts_on: '2001-01-01' },
  operation: { kind: 'EXPORT', state: 'SUCCEEDED' },
  data_subject_request: { state: 'GRANTED' },
  legal_hold: { until: '2020-01-01' },
  upload: { expires_at: '2099-01-01' },
  instruction: { source: 'CONTROLLER', after: '{}' },
  instruction_step: { is_by_processor: false },
  finding: { confidence: 50 },
  erasure: { completed_at: '2020-01-01', requested_at: '2020-01-01', certificate: '{}' },
  transfer: { register: 'STUDENT', columns: '[]', format: 'CSV' },
  export_archive: { size: 10, sha256: 'a'.repeat(64), expires_at: '2099-01-01' },
};

/** The foreign keys that a table demands without saying so: one of several must be there. */
const demandedKeys: readonly string[] = [
  'role_scope.grant_id',
  'content_screening.upload_id',
  'content_tombstone.comment_id',
  'finding.upload_id',
  'transfer_run.instruction_number',
];

/** A text that stands in a declared element of the person's, by way of one of the table's links. */
export interface FilledText {
  readonly element: string;
  readonly text: string;
  /** Whether the row goes into the person's archive. */
  readonly exported: boolean;
  /** Whether an erasure of the person has to reach the text. */
  readonly erased: boolean;
}

type Link = PersonalTable['links'][number];

interface Persons {
  readonly about: string;
  readonly other: string;
}

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

  /** One row per table and way of being about the person; answers the texts that they hold. */
  async fill(personId: string, otherId: string): Promise<readonly FilledText[]> {
    const named = (key: string, relation: string): string => `array(select a.attname::text
      from unnest(${key}) with ordinality c (number, place)
      join pg_attribute a on a.attrelid = ${relation} and a.attnum = c.number
      where a.attname <> 'tenant_id' order by c.place)`;
    this.constraints = (
      await this.world.owner.query<Constraint>(`select k.conrelid::regclass::text as "table", k.contype as kind,
          ${named('k.conkey', 'k.conrelid')} as columns, nullif(k.confrelid, 0)::regclass::text as target,
          ${named('k.confkey', 'k.confrelid')} as "targetColumns", pg_get_constraintdef(k.oid) as definition
        from pg_constraint k where k.contype in ('f', 'c') and k.connamespace = 'public'::regnamespace`)
    ).rows;
    const { rows } = await this.world.owner.query<{
      place: string;
    }>(`select attrelid::regclass || '.' || attname as place
      from pg_attribute where attnotnull and not atthasdef and attnum > 0`);
    this.required = new Set(rows.map(({ place }) => place));
    const texts: FilledText[] = [];
    for (const table of this.world.app.catalogue.tables) {
      if (table.table === 'person') continue;
      for (const link of table.links) await this.insert(table, link, { about: personId, other: otherId }, texts);
    }
    await this.fillCard(personId, texts);
    return texts;
  }

  /** The card exists already: its declared values are given texts of their own. */
  private async fillCard(personId: string, texts: FilledText[]): Promise<void> {
    const card = this.world.app.catalogue.tables.find(({ table }) => table === 'person');
    for (const column of card?.stored ?? []) {
      if (!column.declaration.personal || column.declaration.reference || column.declaration.tenantFields) continue;
      if (this.checked('person', column.column)) continue;
      const value = this.value('person', column, card?.links[0], texts);
      await this.tenant.rows(`update person set ${column.column} = $1 where id = $2`, [value, personId]);
    }
  }

  private async insert(
    table: PersonalTable,
    about: Link | undefined,
    persons: Persons,
    texts: FilledText[],
  ): Promise<Row> {
    const row: Record<string, unknown> = await this.referenced(table, about, persons, texts);
    for (const column of table.stored) {
      const { column: name, declaration } = column;
      const demanded = demands[table.table]?.[name];
      const link = table.links.find((candidate) => candidate.column === name);
      if (name === 'tenant_id') continue;
      if (link) {
        const whom = link === about ? persons.about : persons.other;
        row[name] = link.many ? [whom] : whom;
      } else if (demanded !== undefined) row[name] = demanded;
      else if (row[name] !== undefined) continue;
      else if (table.key.includes(name) && column.type === 'uuid') row[name] = newId();
      else if (!this.isForeign(table, name) && (declaration.personal || this.required.has(`${table.table}.${name}`)))
        row[name] = this.checked(table.table, name) ?? this.value(table.table, column, about, texts);
    }
    await this.tenant.insert(table.table, row);
    return row;
  }

  /** The values of foreign keys that a row must have, of rows made for it. */
  private async referenced(
    table: PersonalTable,
    about: Link | undefined,
    persons: Persons,
    texts: FilledText[],
  ): Promise<Record<string, unknown>> {
    const values: Record<string, unknown> = {};
    for (const { table: from, kind, columns, target, targetColumns } of this.constraints) {
      if (kind !== 'f' || from !== table.table || columns.length === 0 || target === 'person') continue;
      if (target === 'tenant') {
        for (const column of columns) values[column] = this.tenant.slug;
        continue;
      }
      const isLink = columns.some((column) => table.links.some((link) => link.column === column));
      const needed = columns.some(
        (column) =>
          this.required.has(`${from}.${column}`) ||
          demandedKeys.includes(`${from}.${column}`) ||
          table.elements.some((element) => element.column === column && !element.reference),
      );
      const found = this.world.app.catalogue.tenantTables.find((candidate) => candidate.table === target);
      if (isLink || !needed || !found) continue;
      const made = await this.insert(
        found,
        found.links.find((link) => link.many === about?.many) ?? found.links[0],
        persons,
        texts,
      );
      columns.forEach((column, index) => {
        values[column] = made[targetColumns[index] ?? ''];
      });
    }
    return values;
  }

  private isForeign(table: PersonalTable, column: string): boolean {
    return this.constraints.some(
      (one) => one.kind === 'f' && one.table === table.table && one.columns.includes(column),
    );
  }

  /** A value that a check of the column allows, where it lists them or asks for a hash. */
  private checked(table: string, column: string): string | null {
    const check = this.constraints.find(
      (one) => one.kind === 'c' && one.table === table && one.columns.join() === column,
    );
    if (check?.definition.includes('[0-9a-f]{64}')) return 'a'.repeat(64);
    return /ARRAY\['([^']+)'/.exec(check?.definition ?? '')?.[1] ?? null;
  }

  private value(table: string, column: StoredColumn, about: Link | undefined, texts: FilledText[]): unknown {
    this.counter += 1;
    const text = `filled ${table}.${column.property} ${this.counter}`;
    const known = (value: unknown): unknown => {
      if (column.declaration.personal) {
        texts.push({
          element: `${table}.${column.property}`,
          text: String(value),
          exported: about !== undefined && about.exported !== false,
          erased: about?.erasure === 'delete' || (about?.clears ?? []).includes(column.property),
        });
      }
      return value;
    };
    // Each later than the one before, as a first day and the last one after it must be.
    const day = new Date(Date.UTC(2001, 0, this.counter)).toISOString().slice(0, 10);
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
