import type { Sql } from 'sql-template-tag';
import type { RowGuard } from './reading/index.js';
import type { Viewer } from './viewer.js';

/** What of a person an action concerns: a category, and for tenant-defined fields the roles that may read it. */
export interface Need {
  readonly category: string;
  readonly roles?: readonly string[];
}

/** In what capacity somebody acts, for the log. */
export interface Capacity {
  readonly role: string;
  /** The unit in which it is done in that role; null where it is the whole tenant or not one. */
  readonly unitId: string | null;
  /** What that role usually does it for. */
  readonly purpose: string;
}

/** A capacity, and to whom it reaches: a predicate on an expression that gives a person's id. */
export interface Tie extends Capacity {
  readonly reaches: Sql | boolean;
}

/** What is said of something that is not allowed: a key of the message catalogue, and its values. */
export interface Denial {
  readonly messageKey: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * What the person wall answers. It is implemented in `access/` alone; lower domains ask it through this shape.
 * Every check takes a set of ids, and missing and forbidden fail alike.
 */
export interface Access {
  readonly viewer: Viewer;
  /** Whether the viewer holds the action for anybody or anything at all. */
  can(action: string): boolean;
  /** What to say of an action that no role in force holds. */
  denialOf(action: string): Denial;
  /** The persons to whom the viewer may do the action, as a predicate on an expression that gives a person's id. */
  persons(action: string, personId: Sql, need?: Need): Sql | boolean;
  /** Answers as for a missing record, at `field` of the input, unless the viewer may do the action to every one of these persons. */
  requirePersons(action: string, personIds: readonly string[], field: string, need?: Need): Promise<void>;
  /** The units in which the viewer may do the action; 'all' for the whole tenant. */
  units(action: string): 'all' | readonly string[];
  /** Answers as for a missing record unless the viewer may do the action in the unit (null: in the whole tenant). */
  requireUnit(action: string, unitId: string | null, field: string): void;
  /** What compiled reads may show of an object. */
  guard(type: string): RowGuard;
  /** The roles that a tenant's own field can be opened to. */
  readonly fieldReaders: readonly string[];
  /** What a grant of the role must name, by the role's scope; null for one that cannot be granted here. */
  grantScope(role: string): string | null;
  /** Whether the viewer holds every right of a role, in the whole tenant or in this unit. */
  holdsAllOf(role: string, unitId: string | null): boolean;
  /** Whether the viewer holds every right that reaches the whole tenant and comes with a card of the register to a person's account. */
  holdsAllOnCard(register: string): boolean;
  /** Whether holding one role makes another superfluous. */
  roleContains(role: string, other: string): boolean;
  /** What the tenant calls a role of its own; null for one that every tenant has, and for one that it has no longer. */
  roleName(role: string): string | null;
  /** The category of an element of the catalogue. */
  categoryOf(element: string): string;
  /** In which capacity the viewer does the action where no person says it: in the widest role that holds it. */
  capacityFor(action: string): Capacity;
  /**
   * The capacities in which the viewer may do the action to a person, first those that cover all the categories, and of
   * these the one with the narrowest tie first.
   */
  ties(action: string, categories: readonly string[], personId: Sql): readonly Tie[];
}
