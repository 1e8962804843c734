import type { Capacity, Need } from '../../base/access.js';
import type { HeldRole, Viewer } from '../../base/viewer.js';
import type { ActionName } from '../../catalogue/index.js';
import { effectOf, effectOnCard, type IneffectiveReason } from '../grants/grant-effect.js';
import { LOCKBOX_ROLE, lockboxRole } from '../lockbox/lockbox-role.js';
import type { RoleBook } from '../matrix/role-book.js';
import { everybody, fixedRoles, type RoleDefinition, type ScopedRights } from '../roles.js';
import type { HeldScope } from './reach.js';

/** A role that is in force, with what its grants limit it to. */
export interface Held extends HeldScope {
  readonly name: string;
  readonly definition: RoleDefinition;
  /** Whether it is held by the link to the card alone, with no grant. */
  readonly comesWithCard: boolean;
}

/** One reach of it. */
export interface Scoped {
  readonly role: Held;
  readonly scope: ScopedRights;
}

/**
 * The roles in force: for staff of the processor what the controller approved, for all others those granted, those that come with the linked card, and that of an end user for every login of a
 * person.
 */
export function rolesOf(viewer: Viewer, book: RoleBook): Held[] {
  if (viewer.lockbox) return [heldBy(LOCKBOX_ROLE, lockboxRole(viewer.lockbox), viewer.roles)];
  const held = grantedRoles(viewer, book);
  if (viewer.personId !== null) held.push(heldByCard('end_user', fixedRoles.end_user));
  for (const name of book.cardRoles(viewer.accountKind, viewer.cardRegister)) {
    const definition = book.find(name);
    if (!definition || effectOnCard(name, viewer, book).state !== 'IN_EFFECT') continue;
    if (!held.some((role) => role.name === name)) held.push(heldByCard(name, definition));
  }
  return held.map((role) => heldIn(viewer, role)).sort((one, other) => width(one) - width(other));
}

function grantedRoles(viewer: Viewer, book: RoleBook): Held[] {
  const held: Held[] = [];
  const inEffect = viewer.roles.filter((grant) => effectOf(grant, viewer, book).state === 'IN_EFFECT');
  for (const [name, grants] of Map.groupBy(inEffect, ({ role }) => role)) {
    const definition = book.find(name);
    if (!definition) continue;
    // A module in every unit is not narrowed by a grant of it in one.
    const isWhole = definition.scope === 'MODULE' && grants.some(({ unitId }) => unitId === null);
    held.push(heldBy(name, definition, isWhole ? grants.map((grant) => ({ ...grant, unitId: null })) : grants));
  }
  return held;
}

const ofCourses: ReadonlySet<string> = new Set(['COURSE_MISSING', 'COURSE_LAPSED'] satisfies IneffectiveReason[]);

/** The courses for lack of which alone somebody's roles that hold an action have no effect, by their names. */
export function coursesNeeded(action: ActionName, viewer: Viewer, book: RoleBook): string {
  const granted = viewer.roles.flatMap((grant) => {
    const { reasons, lackedCourses } = effectOf(grant, viewer, book);
    return reasons.every((reason) => ofCourses.has(reason)) ? [{ name: grant.role, lackedCourses }] : [];
  });
  const onCard = book
    .cardRoles(viewer.accountKind, viewer.cardRegister)
    .map((name) => ({ name, lackedCourses: effectOnCard(name, viewer, book).lackedCourses }));
  const needed = [...granted, ...onCard].flatMap(({ name, lackedCourses }) => {
    const definition = book.find(name);
    return definition && holds(definition, action) ? lackedCourses : [];
  });
  return courseNames([...new Set(needed)], book);
}

/** Courses in words. */
export const courseNames = (keys: readonly string[], book: RoleBook): string =>
  keys.map((key) => book.courseName(key) ?? key).join(', ');

/** What a transfer account can do in any role: it reads what its card may see. It changes nothing, and is nobody's deputy. */
const carried: ReadonlySet<ActionName> = new Set<ActionName>([...everybody, 'person.read']);

/** A role as an account of its kind can use it. */
export function heldIn({ accountKind }: Pick<Viewer, 'accountKind'>, role: Held): Held {
  if (accountKind !== 'transfer') return role;
  const { actions, persons } = role.definition;
  const definition = {
    ...role.definition,
    actions: actions.filter((action) => carried.has(action)),
    persons: persons.map((scope) => ({
      ...scope,
      rights: Object.fromEntries(Object.entries(scope.rights).filter(([action]) => carried.has(action as ActionName))),
    })),
  };
  return { ...role, definition };
}

/** A role that comes with the card, as it is held with no grant. */
export const heldByCard = (name: string, definition: RoleDefinition): Held => ({
  ...heldBy(name, definition, []),
  comesWithCard: true,
});

/** A role as grants of it limit it. */
export const heldBy = (name: string, definition: RoleDefinition, grants: readonly HeldRole[]): Held => ({
  name,
  definition,
  unitIds: grants.flatMap(({ unitId }) => unitId ?? []),
  grantIds: grants.map(({ grantId }) => grantId),
  stages: grants.flatMap(({ stage }) => stage ?? []),
  within: null,
  comesWithCard: false,
});

/** The widest role is the one in which somebody acts on others, so it comes last. */
const width = ({ name, definition: { scope } }: Held): number =>
  name === 'end_user'
    ? 0
    : 1 + ['SELF', 'PEOPLE', 'GROUPS', 'MODULE', 'SUPERVISED', 'UNIT', 'TENANT'].indexOf(scope ?? '');

export function holds(definition: RoleDefinition, action: ActionName): boolean {
  return definition.actions.includes(action) || definition.persons.some(({ rights }) => rights[action] !== undefined);
}

export function covers(role: Held, scope: ScopedRights, action: ActionName, need: Need | undefined): boolean {
  const categories = scope.rights[action];
  if (!categories) return false;
  if (!need) return true;
  const covered = categories.some((category) => category === need.category);
  if (!need.roles || role.definition.readsEveryField || scope.reach === 'self') return covered;
  // Who may read a field is the controller's to say: naming the role opens the category for that field.
  const opened = covered || (action === 'person.read' && scope.readsNamedFields === true);
  return opened && (need.roles.includes(role.name) || need.roles.some((name) => role.definition.includes.has(name)));
}

/** Whether a reach of a role has an action for data that has to meet every need; for any data where there is none. */
export const coversAll = (role: Held, scope: ScopedRights, action: ActionName, needs: readonly Need[]): boolean =>
  [undefined, ...needs].every((need) => covers(role, scope, action, need));

/** The units to which a role is limited, as far as the chosen one lets it. */
export const unitsOf = ({ unitIds, within }: Held): readonly string[] =>
  within === null ? unitIds : unitIds.filter((unitId) => unitId === within);

export function capacityIn({ name, definition, unitIds, within }: Held, viewer: Viewer): Capacity {
  const units = within !== null ? [within] : definition.scope === 'UNIT' ? unitIds : viewer.unitIds;
  const [unitId = null, ...others] = definition.scope === 'TENANT' || name === 'operator' ? [] : units;
  return { role: name, unitId: others.length === 0 ? unitId : null, purpose: definition.purpose };
}
