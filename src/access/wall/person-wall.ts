import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Access, Capacity, Denial, Need, Tie } from '../../base/access.js';
import type { Transaction } from '../../base/database/transaction.js';
import { notFound } from '../../base/errors.js';
import { isUuid } from '../../base/ids.js';
import { predicateOf } from '../../base/predicate.js';
import type { ObjectMap, ObjectMaps, RowGuard } from '../../base/reading/index.js';
import type { Viewer } from '../../base/viewer.js';
import type { ActionName, Catalogue, DataCategory } from '../../catalogue/index.js';
import type { ScopeKind } from '../matrix/matrix.model.js';
import type { RoleBook } from '../matrix/role-book.js';
import {
  capacityIn,
  coursesNeeded,
  covers,
  coversAll,
  type Held,
  holds,
  rolesOf,
  type Scoped,
  unitsOf,
} from './held-role.js';
import { inChoice, narrowed, type UnitChoice } from './narrowing.js';
import { reachPredicate } from './reach.js';

/** What a viewer set out to do to persons, whether it was allowed or not. */
export interface Attempt {
  readonly action: string;
  readonly personIds: readonly string[];
}

/**
 * The person wall: turns a viewer's effective rights into one predicate for which persons and one set of
 * (action, category) for which data. Every read of people goes through it.
 */
export class PersonWall implements Access {
  /** The roles by which it goes. */
  readonly held: readonly Held[];
  /** What the unit that was chosen for the request makes of them. */
  readonly unitChoice: UnitChoice;
  private attempt: Attempt | null = null;

  constructor(
    readonly viewer: Viewer,
    readonly book: RoleBook,
    private readonly db: Transaction,
    private readonly catalogue: Catalogue,
    private readonly maps: ObjectMaps,
  ) {
    const { choice, held } = narrowed(viewer, rolesOf(viewer, book));
    this.held = held;
    this.unitChoice = choice;
  }

  can(action: string): boolean {
    return this.held.some((role) => holds(role.definition, action as ActionName));
  }

  capacityFor(action: string): Capacity {
    // The widest role is the one in which the viewer acts on others; end_user comes first and is the last resort.
    const role = this.held.findLast(({ definition }) => holds(definition, action as ActionName)) ?? this.held.at(-1);
    return role ? capacityIn(role, this.viewer) : { role: 'none', unitId: null, purpose: 'ACCOUNTABILITY' };
  }

  ties(action: string, categories: readonly string[], personId: Sql): readonly Tie[] {
    const scopes = this.scopes(action);
    const whole = scopes.filter(({ role, scope }) =>
      categories.every((category) => covers(role, scope, action as ActionName, { category })),
    );
    return [whole, scopes].flatMap((some) =>
      [...Map.groupBy(some, ({ role }) => role)].map(([role, its]) => ({
        ...capacityIn(role, this.viewer),
        reaches: this.predicate(its, personId),
      })),
    );
  }

  /** A role as it would be held in the request; null where the unit that was chosen, or not, leaves it without effect. */
  inChosenUnit(role: Held): Held | null {
    return inChoice(this.viewer, this.unitChoice, role);
  }

  denialOf(action: string): Denial {
    if (this.unitChoice === 'NEEDED') return { messageKey: 'unit.choose', parameters: {} };
    if (this.unitChoice === 'REFUSED') return { messageKey: 'unit.notToChoose', parameters: {} };
    const course = coursesNeeded(action as ActionName, this.viewer, this.book);
    return { messageKey: course === '' ? 'forbidden' : 'course.needed', parameters: { course } };
  }

  get fieldReaders(): readonly string[] {
    return this.book.fieldReaders;
  }

  roleName(role: string): string | null {
    return this.book.nameOf(role);
  }

  grantScope(role: string): ScopeKind | null {
    return this.book.grantable(role)?.scope ?? null;
  }

  roleContains(role: string, other: string): boolean {
    return this.book.algebra.contains(role, other);
  }

  holdsAllOf(role: string, unitId: string | null): boolean {
    const wanted = this.book.find(role);
    if (!wanted) return false;
    const wide = this.held.filter(
      (held) =>
        held.definition.scope === 'TENANT' ||
        (held.definition.scope === 'UNIT' && unitId !== null && unitsOf(held).includes(unitId)),
    );
    const everywhere = this.held.some(({ definition }) => definition.scope === 'TENANT');
    if (!everywhere && unitId === null) return false;
    const covered = (wantedReach: string, action: ActionName, category: string): boolean =>
      wide.some((held) =>
        held.definition.persons.some(
          (scope) => isAsWide(held, scope.reach, wantedReach) && covers(held, scope, action, { category }),
        ),
      );
    const rights = wanted.persons.flatMap(({ reach, rights: given }) =>
      Object.entries(given).map(([action, categories]) => ({ reach, action: action as ActionName, categories })),
    );
    return (
      wanted.actions.every((action) => wide.some(({ definition }) => definition.actions.includes(action))) &&
      rights.every(({ reach, action, categories }) => categories.every((each) => covered(reach, action, each)))
    );
  }

  holdsAllOnCard(register: string): boolean {
    const roles = this.book.cardRoles('personal', register);
    return roles.every((role) => this.book.find(role)?.scope !== 'TENANT' || this.holdsAllOf(role, null));
  }

  /** What was last asked to be allowed, for the entry of what was refused; told once, so that it stands for no other. */
  takeAttempt(): Attempt | null {
    const { attempt } = this;
    this.attempt = null;
    return attempt;
  }

  /** Whether it is persons, one by one, to whom the viewer may do the action. */
  isOnPersons(action: string): boolean {
    return this.scopes(action).length > 0;
  }

  persons(action: string, personId: Sql, need?: Need): Sql | boolean {
    return this.predicate(this.scopes(action, need), personId);
  }

  private predicate(scopes: readonly Scoped[], personId: Sql, isViewer = false): Sql | boolean {
    const predicates: Sql[] = [];
    for (const { role, scope } of scopes) {
      if (isViewer && scope.reach === 'self') return true;
      const predicate = reachPredicate(scope.reach, personId, this.viewer, role);
      if (predicate === true) return true;
      if (predicate !== false) predicates.push(predicate);
    }
    return predicates.length > 0 ? sql`(${join(predicates, ' or ')})` : false;
  }

  /** Everything that the viewer may do to persons one by one: each action, with the categories that it covers of somebody. */
  get opened(): ReadonlyMap<ActionName, ReadonlySet<DataCategory>> {
    const opened = new Map<ActionName, Set<DataCategory>>();
    for (const { rights } of this.held.flatMap(({ definition }) => definition.persons)) {
      for (const [action, categories] of Object.entries(rights) as [ActionName, readonly DataCategory[]][]) {
        opened.set(action, new Set([...(opened.get(action) ?? []), ...categories]));
      }
    }
    return opened;
  }

  /** Whom of the viewer's {@link ways} reach: a predicate on an expression that gives a person's id. */
  reached(action: string, needs: readonly Need[], personId: Sql): Sql | boolean {
    return this.predicate(this.ways(action, needs), personId);
  }

  /** By which roles, each with one reach of it, the viewer may do an action that has to meet every need. */
  ways(action: string, needs: readonly Need[]): Scoped[] {
    return this.scopes(action).filter(({ role, scope }) => coversAll(role, scope, action as ActionName, needs));
  }

  private scopes(action: string, need?: Need): Scoped[] {
    return this.held.flatMap((role) =>
      role.definition.persons
        .filter((scope) => covers(role, scope, action as ActionName, need))
        .map((scope) => ({ role, scope })),
    );
  }

  async requirePersons(action: string, personIds: readonly string[], field: string, need?: Need): Promise<void> {
    const ids = [...new Set(personIds)];
    this.attempt = { action, personIds: ids.filter(isUuid) };
    const predicate = this.persons(action, sql`p.id`, need);
    if (ids.length === 0 || predicate === false || !ids.every(isUuid)) throw notFound('input', field);
    // The viewer's own card is there as long as the account is linked to it.
    const own = ids.every((id) => id === this.viewer.personId);
    if (own && this.predicate(this.scopes(action, need), sql`p.id`, true) === true) return;
    const row = await this.db.first<{ count: number }>(sql`select count(*)::int as count from person p
      where p.tenant_id = ${this.viewer.tenantId}::uuid and p.id = any(${ids}::uuid[])
        and ${predicate === true ? sql`true` : predicate}`);
    if (row?.count !== ids.length) throw notFound('input', field);
  }

  units(action: string): 'all' | readonly string[] {
    const roles = this.held.filter(({ definition }) => holds(definition, action as ActionName));
    return roles.some(({ definition }) => definition.scope === 'TENANT') ? 'all' : [...new Set(roles.flatMap(unitsOf))];
  }

  requireUnit(action: string, unitId: string | null, field: string): void {
    const units = this.units(action);
    if (units === 'all') return;
    if (unitId === null || !units.includes(unitId)) throw notFound('input', field);
  }

  guard(type: string): RowGuard {
    return this.guardOf(type, false);
  }

  private guardOf(type: string, isViewer: boolean): RowGuard {
    const map = this.maps.get(type);
    const subject = (alias: Sql): Sql | null => (map.subject ? sql`${alias}.${raw(map.subject)}` : null);
    const whole = map.element ? this.needOf(map.element) : undefined;
    const visible = this.scopes('person.read', whole);
    return {
      rows: (alias) => {
        const linked = this.linkShown(map, alias);
        if (map.rows) return both(map.rows(this, alias), linked);
        const person = subject(alias);
        return both(person ? this.predicate(visible, person, isViewer) : true, linked);
      },
      shows: (element, alias) => {
        const person = subject(alias);
        if (!person || map.rows) return true;
        const need = typeof element === 'string' ? this.needOf(element) : element;
        const showing = visible.filter(({ role, scope }) => covers(role, scope, 'person.read', need));
        // Shown through every scope that shows the row at all: no need to ask again per row.
        if (showing.length === visible.length) return visible.length > 0;
        return this.predicate(showing, person, isViewer);
      },
      listed: (alias) => {
        const person = subject(alias);
        return person ? this.listed(person, map.table === 'person' ? sql`${alias}.hidden_from_lists` : null) : true;
      },
      about: (personId) => this.guardOf(type, personId === this.viewer.personId),
    };
  }

  /** Whether a person is in lists of people: hidden ones are for themselves and for who keeps their cards (PR-11). */
  private listed(person: Sql, hidden: Sql | null): Sql | boolean {
    const kept = this.persons('person.update', person, { category: 'AFFILIATION' });
    if (kept === true) return true;
    const { tenantId, personId } = this.viewer;
    const isHidden =
      hidden ??
      sql`exists (select 1 from person h where h.tenant_id = ${tenantId}::uuid and h.id = ${person} and h.hidden_from_lists)`;
    return sql`(not ${isHidden} or ${person} is not distinct from ${personId}::uuid or ${predicateOf(kept)})`;
  }

  /** Whether the viewer sees everybody whom a link between persons names, or is one of them. */
  private linkShown({ linked }: ObjectMap, alias: Sql): Sql | boolean {
    const persons = linked.map((column) => sql`${alias}.${raw(column)}`);
    const all = persons.map((person) => this.persons('person.read', person)).reduce(both, true);
    if (typeof all === 'boolean') return all;
    return sql`(${viewerIn(persons, this.viewer)} or ${all})`;
  }

  categoryOf(element: string): string {
    return this.needOf(element).category;
  }

  private needOf(element: string): Need {
    const declared = this.catalogue.byName(element);
    if (!declared) throw new Error(`${element} is not in the catalogue`);
    return { category: declared.category };
  }
}

/** A right over students alone, or over guardians, is none over everybody; over guardians in the whole tenant it is. */
function isAsWide({ within }: Held, held: string, wanted: string): boolean {
  if (held === 'guardians of tenant' && within === null) return true;
  const subject = ['students', 'guardians'].find((one) => held.startsWith(one));
  return subject === undefined || wanted.startsWith(subject);
}

const viewerIn = (persons: readonly Sql[], { personId }: Viewer): Sql =>
  sql`${personId}::uuid in (${join([...persons])})`;

function both(one: Sql | boolean, other: Sql | boolean): Sql | boolean {
  if (one === false || other === false) return false;
  if (one === true) return other;
  return other === true ? one : sql`(${one} and ${other})`;
}
