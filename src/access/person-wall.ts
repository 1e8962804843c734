import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Access, Need } from '../base/access.js';
import type { Transaction } from '../base/database/transaction.js';
import { notFound } from '../base/errors.js';
import { isUuid } from '../base/ids.js';
import type { ObjectMap, ObjectMaps, RowGuard } from '../base/reading/index.js';
import type { Viewer } from '../base/viewer.js';
import type { ActionName, Catalogue } from '../catalogue/index.js';
import type { ScopeKind } from './matrix/matrix.model.js';
import type { RoleBook } from './matrix/role-book.js';
import { type HeldScope, reachPredicate } from './reach.js';
import { fixedRoles, type RoleDefinition, type ScopedRights } from './roles.js';

interface Held extends HeldScope {
  readonly name: string;
  readonly definition: RoleDefinition;
}

interface Scoped {
  readonly role: Held;
  readonly scope: ScopedRights;
}

/** The roles in force: those granted, and that of an end user for every account linked to a person. */
function rolesOf(viewer: Viewer, book: RoleBook): Held[] {
  const none = { unitIds: [], grantIds: [], stages: [] };
  const held: Held[] = [];
  if (viewer.personId !== null) held.push({ ...none, name: 'end_user', definition: fixedRoles.end_user });
  const inForce = viewer.roles.filter(({ role, basis }) =>
    basis === null
      ? book.restsOn(role, viewer.functions, viewer.supervisedStages)
      : basis === book.basisOf(role, viewer.functions),
  );
  for (const [name, grants] of Map.groupBy(inForce, ({ role }) => role)) {
    // An unlinked account sees no person at all, whatever it was granted; the operator's staff have no person cards.
    if (viewer.personId === null && name !== 'operator') continue;
    if (name === 'operator' && !viewer.isOperator) continue;
    const definition = book.find(name);
    if (!definition) continue;
    held.push({
      name,
      definition,
      unitIds: grants.flatMap(({ unitId }) => unitId ?? []),
      grantIds: grants.map(({ grantId }) => grantId),
      stages: grants.flatMap(({ stage }) => stage ?? []),
    });
  }
  return held.sort((one, other) => width(one) - width(other));
}

/** The widest role is the one in which somebody acts on others, so it comes last. */
const width = ({ name, definition: { scope } }: Held): number =>
  name === 'end_user' ? 0 : 1 + ['PEOPLE', 'GROUPS', 'MODULE', 'SUPERVISED', 'UNIT', 'TENANT'].indexOf(scope ?? '');

/**
 * The person wall: turns a viewer's effective rights into one predicate for which persons and one set of
 * (action, category) for which data. Every read of people goes through it.
 */
export class PersonWall implements Access {
  private readonly held: readonly Held[];

  constructor(
    readonly viewer: Viewer,
    private readonly book: RoleBook,
    private readonly db: Transaction,
    private readonly catalogue: Catalogue,
    private readonly maps: ObjectMaps,
  ) {
    this.held = rolesOf(viewer, book);
  }

  can(action: string): boolean {
    return this.held.some((role) => holds(role.definition, action as ActionName));
  }

  roleFor(action: string): string {
    // The widest role is the one in which the viewer acts on others; end_user comes first and is the last resort.
    const role = this.held.toReversed().find(({ definition }) => holds(definition, action as ActionName));
    return role?.name ?? this.held.at(-1)?.name ?? 'none';
  }

  unitFor(action: string): string | null {
    const name = this.roleFor(action);
    const role = this.held.find((held) => held.name === name);
    if (role?.definition.scope === 'TENANT' || name === 'operator') return null;
    const units = role?.definition.scope === 'UNIT' ? role.unitIds : this.viewer.unitIds;
    return units.length === 1 ? (units[0] ?? null) : null;
  }

  purposeFor(action: string): string {
    return this.book.find(this.roleFor(action))?.purpose ?? 'ACCOUNTABILITY';
  }

  get fieldReaders(): readonly string[] {
    return this.book.fieldReaders;
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
      ({ definition, unitIds }) =>
        definition.scope === 'TENANT' || (definition.scope === 'UNIT' && unitId !== null && unitIds.includes(unitId)),
    );
    const everywhere = this.held.some(({ definition }) => definition.scope === 'TENANT');
    if (!everywhere && unitId === null) return false;
    const covered = (action: ActionName, category: string): boolean =>
      wide.some((held) => held.definition.persons.some((scope) => covers(held, scope, action, { category })));
    const rights = wanted.persons.flatMap(({ rights: given }) => Object.entries(given));
    return (
      wanted.actions.every((action) => wide.some(({ definition }) => definition.actions.includes(action))) &&
      rights.every(([action, categories]) => categories.every((each) => covered(action as ActionName, each)))
    );
  }

  get roles(): readonly string[] {
    return this.held.map(({ name }) => name);
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

  private scopes(action: string, need?: Need): Scoped[] {
    return this.held.flatMap((role) =>
      role.definition.persons
        .filter((scope) => covers(role, scope, action as ActionName, need))
        .map((scope) => ({ role, scope })),
    );
  }

  async requirePersons(action: string, personIds: readonly string[], field: string, need?: Need): Promise<void> {
    const ids = [...new Set(personIds)];
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
    return roles.some(({ definition }) => definition.scope === 'TENANT')
      ? 'all'
      : [...new Set(roles.flatMap(({ unitIds }) => unitIds))];
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
      about: (personId) => this.guardOf(type, personId === this.viewer.personId),
    };
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

const viewerIn = (persons: readonly Sql[], { personId }: Viewer): Sql =>
  sql`${personId}::uuid in (${join([...persons])})`;

function both(one: Sql | boolean, other: Sql | boolean): Sql | boolean {
  if (one === false || other === false) return false;
  if (one === true) return other;
  return other === true ? one : sql`(${one} and ${other})`;
}

function holds(definition: RoleDefinition, action: ActionName): boolean {
  return definition.actions.includes(action) || definition.persons.some(({ rights }) => rights[action] !== undefined);
}

function covers(role: Held, scope: ScopedRights, action: ActionName, need: Need | undefined): boolean {
  const categories = scope.rights[action];
  if (!categories) return false;
  if (!need) return true;
  const covered = categories.some((category) => category === need.category);
  if (!need.roles || role.definition.readsEveryField || scope.reach === 'self') return covered;
  // Who may read a field is the controller's to say: naming the role opens the category for that field.
  const opened = covered || (action === 'person.read' && scope.readsNamedFields === true);
  return opened && (need.roles.includes(role.name) || need.roles.some((name) => role.definition.includes.has(name)));
}
