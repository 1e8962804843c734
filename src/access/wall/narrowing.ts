import type { Viewer } from '../../base/viewer.js';
import { everywhere } from '../matrix/matrix.rules.js';
import type { RoleDefinition } from '../roles.js';
import type { Held } from './held-role.js';

/**
 * What the unit that was chosen for a request does to the viewer's rights: nothing; they reach that unit alone; they have no
 * effect, because the home unit is to be chosen first; or none, because what was chosen is not the viewer's to choose.
 */
export const unitChoices = ['NOT_NEEDED', 'NARROWED', 'NEEDED', 'REFUSED'] as const;
export type UnitChoice = (typeof unitChoices)[number];

/** Roles that come with nothing but being signed in reach nobody by a unit. */
const isLimitable = ({ name }: Held): boolean => name !== 'end_user' && name !== 'operator';

function choiceOf({ homeUnitId, chosenUnit }: Viewer, roles: readonly Held[]): UnitChoice {
  if (chosenUnit === null) return homeUnitId === null ? 'NOT_NEEDED' : 'NEEDED';
  const { id, isOwn } = chosenUnit;
  if (id === null || (homeUnitId !== null && id !== homeUnitId)) return 'REFUSED';
  const hasRights = roles.some(({ definition, unitIds }) => definition.scope === 'TENANT' || unitIds.includes(id));
  return homeUnitId !== null || isOwn || hasRights ? 'NARROWED' : 'REFUSED';
}

/** The roles as far as the chosen unit lets them reach (PR-10): never further than they reach without it. */
export function narrowed(
  viewer: Viewer,
  roles: readonly Held[],
): { readonly choice: UnitChoice; readonly held: readonly Held[] } {
  const choice = choiceOf(viewer, roles.filter(isLimitable));
  return { choice, held: roles.flatMap((role) => inChoice(viewer, choice, role) ?? []) };
}

/** A role as far as the choice lets it reach; null where it has no effect. */
export function inChoice({ chosenUnit }: Viewer, choice: UnitChoice, role: Held): Held | null {
  if (choice === 'NOT_NEEDED' || !isLimitable(role)) return role;
  return choice === 'NARROWED' && chosenUnit?.id ? within(chosenUnit.id, role) : null;
}

function within(unitId: string, role: Held): Held {
  const isWhole = role.definition.scope === 'TENANT';
  return {
    ...role,
    definition: inUnit(role.definition),
    unitIds: isWhole ? [unitId] : role.unitIds,
    within: unitId,
  };
}

/** What is done for the whole tenant is not done in a unit of it. */
const inUnit = (definition: RoleDefinition): RoleDefinition => ({
  ...definition,
  scope: definition.scope === 'TENANT' ? 'UNIT' : definition.scope,
  actions: definition.actions.filter((action) => !everywhere(action)),
  persons: definition.persons.map((scope) => ({
    ...scope,
    rights: Object.fromEntries(Object.entries(scope.rights).filter(([action]) => !everywhere(action))),
  })),
});
