import type { Sql } from 'sql-template-tag';
import type { Access, Need } from '../access.js';

/** A row on its way out: response values, and hidden ones whose names start with `$`. */
export type Row = Record<string, unknown>;

/** What the walls answer for one mapped object: which rows, and which elements of a row, the viewer may see. */
export interface RowGuard {
  rows(alias: Sql): Sql | boolean;
  /** True where it is shown of every row that the viewer may see at all. */
  shows(element: string | Need, alias: Sql): Sql | boolean;
  /** Which rows of a list of people are in it: not those about persons who are hidden from lists, but for who keeps them. */
  listed(alias: Sql): Sql | boolean;
  /** The same for rows that are known to be about this person: what follows from that need not be asked of each row. */
  about(personId: string): RowGuard;
}

/** A column of the object's table. `element` is its name in the catalogue, null where it holds no personal data. */
export interface ColumnField {
  readonly kind: 'column';
  readonly column: string;
  readonly element: string | null;
}

/** A relation to another mapped object, read in the same statement. */
export interface RelationField {
  readonly kind: 'relation';
  readonly to: string;
  readonly shape: 'one' | 'list' | 'connection';
  /** How the two rows belong together; both tables' tenant is added by the compiler. */
  readonly on: (parent: Sql, child: Sql) => Sql;
  /** Whether the child's row is about the same person as the parent's. */
  readonly sameSubject?: true;
  /** Whether it is a list of people, from which hidden ones are missing. */
  readonly listsPeople?: true;
  /** The element of the parent that the relation tells of. */
  readonly element: string | null;
  /** The order of a list, and a bound on its length where it is not one by nature. */
  readonly order?: (child: Sql) => Sql;
  /** The order of a connection where the client has no say in it. */
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' };
}

/** A value computed in the process from columns of the row. */
export interface ComputedField {
  readonly kind: 'computed';
  /** What is read, each under its guard; a hidden column is null in `finish`. */
  readonly columns: readonly ColumnField[];
  readonly finish: (values: readonly unknown[], context: never) => unknown;
}

/** A value whose SQL depends on the request, such as the tenant-defined fields that the viewer may read. */
export interface PreparedField {
  readonly kind: 'prepared';
  readonly prepare: (context: never, guard: RowGuard, alias: Sql) => Promise<PreparedValue>;
}

/** An element that a prepared value would show, for the log and for `withheld`. */
export interface PreparedElement {
  readonly name: string;
  readonly need: Need;
  /** Of which rows the element is part at all; of every row where absent. */
  readonly applies?: Sql;
}

export interface PreparedValue {
  readonly sql: Sql;
  readonly finish: (value: unknown) => unknown;
  /** The elements that were asked for, also those that the viewer may not see. */
  readonly elements: readonly PreparedElement[];
  /** Which of them the value read of a row shows, where that is more than a matter of rights. */
  readonly shows?: (value: unknown) => readonly string[];
}

/** The elements that rights withhold of the row, among those selected. */
export interface WithheldField {
  readonly kind: 'withheld';
  readonly describe: (elements: readonly string[], context: never) => unknown;
}

export type FieldMap = ColumnField | RelationField | ComputedField | PreparedField | WithheldField;

/** A column that a connection may be ordered by. The id is always the last key, so that the order is total. */
export interface SortKey {
  readonly column: string;
  /** What stands for no value, so that the order is total and a cursor can point into it; the column has a value always where absent. */
  readonly absent?: string;
  readonly type: 'text' | 'timestamptz' | 'uuid' | 'int';
  readonly element: string | null;
}

export interface NamedPersons {
  readonly ids: (alias: Sql) => Sql;
  readonly elements: readonly string[];
}

export interface ReadBy {
  readonly action: string;
  readonly category: string;
}

/** How a GraphQL object is read: its table, its fields, and what it is about. */
export interface ObjectMap {
  readonly type: string;
  readonly table: string;
  /** A query whose rows are read in place of the table's, where what they are depends on the request; `tenantId` is the viewer's. */
  readonly source?: (context: never, tenantId: Sql) => Sql;
  readonly id: string;
  /** False for the platform's own tables, which have no tenant. */
  readonly tenant: boolean;
  /** The column that names the person whose data a row is; looks at other people's rows are logged by it. */
  readonly subject: string | null;
  /** The element that a row as a whole is; without it the row is not shown. For rows about a person. */
  readonly element: string | null;
  /**
   * Which rows the viewer may see, for objects that are about no person, about more than one, or whose rows are not all
   * seen alike; what it shows is shown whole, and `subject` then serves the log alone.
   */
  readonly rows?: (access: Access, alias: Sql) => Sql | boolean;
  /** The right over its subject by which `rows` shows a row, beside one's own: so that what a right opens can be told by name. */
  readonly readBy?: ReadBy;
  /**
   * The columns that name the persons whom a row links; none for a row that is no link between persons. A link is seen by
   * who sees both of them, and by each of them: half a link would tell that there is somebody else.
   */
  readonly linked: readonly string[];
  /** Of rows that are about whoever they name: those persons, as an expression that gives an array of ids, and what of them. */
  readonly named?: NamedPersons;
  readonly fields: ReadonlyMap<string, FieldMap>;
  readonly sorts: Readonly<Record<string, readonly SortKey[]>>;
}

/** The objects that compiled reads know, by the name of their GraphQL type. */
export class ObjectMaps {
  private readonly maps = new Map<string, ObjectMap>();

  add(map: ObjectMap): void {
    this.maps.set(map.type, map);
  }

  get(type: string): ObjectMap {
    const map = this.maps.get(type);
    if (!map) throw new Error(`${type} is not mapped: declare it with defineObject`);
    return map;
  }

  has(type: string): boolean {
    return this.maps.has(type);
  }

  [Symbol.iterator](): IterableIterator<ObjectMap> {
    return this.maps.values();
  }
}

/** The persons whom a row names, where its object says that it is about them. */
export const namedIn = (row: Row): readonly string[] => (row['$named'] ?? []) as readonly string[];
