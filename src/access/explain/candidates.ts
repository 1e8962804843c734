import type { Need } from '../../base/access.js';
import { toGlobalId } from '../../base/ids.js';
import type { GrantRoleInput } from '../grants/role-grant.types.js';
import type { MatrixRole } from '../matrix/matrix.model.js';
import { isFixedRole } from '../roles.js';
import { courseNames, coversAll, heldBy } from '../wall/held-role.js';
import { type AccessChange, type ChangeKind, changeKinds } from './explain.types.js';
import type { GrantRow } from './grants.js';
import type { Question } from './question.js';
import type { NearGroup, Surroundings } from './surroundings.js';

/** How many of a kind are tried out, so that asking stays quick in the largest school. */
const MOST_OF_A_KIND = 12;

/** A change that might open what is asked; whether it does is found out by trying. */
export interface Candidate {
  readonly change: Omit<AccessChange, 'opens' | 'message'>;
  /** The name of the group or unit that it is about. */
  readonly place: string | null;
  /** What is to be granted, or asked for as an exception; null for what is not about a role. */
  readonly grant: GrantRoleInput | null;
}

const nothing = {
  role: null,
  function: null,
  unitId: null,
  groupId: null,
  personId: null,
  stage: null,
  fieldId: null,
  roleGrantId: null,
  reviewItemId: null,
  condition: null,
  risk: null,
} as const;

type Scope = Pick<GrantRoleInput, 'unitId' | 'groupIds' | 'stage' | 'personIds'> & { readonly place: string | null };

/** The narrowest scopes in which a role can be granted so that somebody of these surroundings is within its reach. */
function scopesOf({ scope, module }: MatrixRole, { personIds, groups, units }: Surroundings): Scope[] {
  const unit = (id: string): string => toGlobalId('Unit', id);
  switch (scope) {
    case 'TENANT':
      return [{ place: null }];
    case 'SUPERVISED':
    case 'SELF':
      return [{ place: null }];
    case 'UNIT':
      return units.map(({ id, name }) => ({ unitId: unit(id), place: name }));
    case 'GROUPS':
      return groups.map(({ id, name }) => ({ groupIds: [toGlobalId('Group', id)], place: name }));
    case 'MODULE':
      return groups
        .filter(({ kind }) => kind === module)
        .map(({ unitId, name }) => ({ unitId: unit(unitId), place: name }));
    case 'PEOPLE':
      return personIds.map((id) => ({ personIds: [toGlobalId('Person', id)], place: null }));
  }
}

export interface CandidateFacts {
  readonly grants: readonly GrantRow[];
  readonly own: Surroundings;
  readonly pupils: Surroundings;
  readonly supervised: readonly NearGroup[];
}

type Add = (
  kind: ChangeKind,
  change: Partial<Candidate['change']>,
  place: string | null,
  grant?: GrantRoleInput | null,
) => void;

/** What would bring a grant back that has ended or not begun, or that a review froze. */
function restoring(grant: GrantRow, accountId: string, add: Add): void {
  const { grantId, role, stage, hindrances, basis, condition, frozenItemId } = grant;
  const roleGrantId = toGlobalId('RoleGrant', grantId);
  const unitId = grant.unitId && toGlobalId('Unit', grant.unitId);
  const change = { role, unitId, stage, condition, roleGrantId };
  if (frozenItemId && hindrances.every((one) => one === 'REVIEW_MISSED')) {
    add('RESTORE_REVIEWED', { ...change, reviewItemId: toGlobalId('AccessReviewItem', frozenItemId) }, null);
  } else if (hindrances.length > 0 && basis === null && !isFixedRole(role)) {
    const groupIds = grant.groupIds.map((id) => toGlobalId('Group', id));
    const personIds = grant.personIds.map((id) => toGlobalId('Person', id));
    add('RESTORE_GRANT', change, null, { accountId, role, condition, unitId, stage, groupIds, personIds });
  }
}

/** The changes that are worth trying out, those that open the least by nature first. */
export function candidatesOf(question: Question, facts: CandidateFacts): Candidate[] {
  const { wall, accountId: account, action, needs, field } = question;
  const { book, viewer } = wall;
  const accountId = toGlobalId('Account', account);
  const isCovering = (key: string, all: readonly Need[] = needs): boolean => reachesCovering(key, all).length > 0;
  const reachesCovering = (key: string, all: readonly Need[]): string[] => {
    const definition = book.find(key);
    if (!definition) return [];
    const held = heldBy(key, definition, []);
    const persons = definition.persons.filter((scope) => coversAll(held, scope, action, all));
    return persons.map(({ reach }) => reach);
  };
  const candidates: Candidate[] = [];
  const add: Add = (kind, change, place, grant = null) => {
    const risk = change.role ? (book.algebra.find(change.role)?.risk ?? 'HIGH') : null;
    candidates.push({ change: { ...nothing, courses: [], ...change, kind, risk }, place, grant });
  };

  if (field) {
    for (const role of new Set(viewer.roles.map((held) => held.role))) {
      if (!book.fieldReaders.includes(role) || isCovering(role)) continue;
      const named = needs.map((need) => ({ ...need, roles: [...(need.roles ?? []), role] }));
      if (isCovering(role, named))
        add('NAME_FIELD_READER', { role, fieldId: toGlobalId('FieldDefinition', field.id) }, field.label);
    }
  }
  for (const grant of facts.grants.filter(({ role }) => isCovering(role))) restoring(grant, accountId, add);
  const lacked = new Set(
    [...viewer.roles, ...book.cardRoles(viewer.accountKind, viewer.cardRegister).map((role) => ({ role }))]
      .filter(({ role }) => isCovering(role))
      .flatMap(({ role }) => [...book.algebra.courses(role)].filter((course) => !viewer.courses.includes(course))),
  );
  for (const course of lacked) add('RECORD_COURSE', { courses: [course] }, courseNames([course], book));
  if (lacked.size > 1) add('RECORD_COURSE', { courses: [...lacked] }, courseNames([...lacked], book));
  const supervising = book.matrix.roles.some(({ key, scope }) => scope === 'SUPERVISED' && isCovering(key));
  if (supervising) {
    const known = new Set(facts.supervised.map(({ id }) => id));
    const personId = toGlobalId('Person', question.personId);
    for (const { id, name } of facts.supervised)
      add('JOIN_GROUP', { groupId: toGlobalId('Group', id), personId }, name);
    for (const { id, name } of [...facts.own.groups, ...facts.pupils.groups]) {
      if (!known.has(id)) add('SUPERVISE_GROUP', { groupId: toGlobalId('Group', id) }, name);
    }
  }
  for (const role of book.matrix.roles) {
    const reaches = reachesCovering(role.key, needs);
    const ways = book.functionRoles(role.key, viewer.functions);
    const isOfFunction = !book.bindsRoles || ways.length > 0;
    const isHeld = viewer.roles.some((held) => held.role === role.key);
    const isGrantable = book.grantable(role.key) !== null;
    const near = [
      ...(reaches.some((reach) => !reach.startsWith('guardians of')) ? scopesOf(role, facts.own) : []),
      ...(reaches.some((reach) => reach.startsWith('guardians of')) ? scopesOf(role, facts.pupils) : []),
    ];
    for (const { place, ...scope } of near) {
      const change = {
        role: role.key,
        unitId: scope.unitId ?? null,
        groupId: scope.groupIds?.[0] ?? null,
        personId: scope.personIds?.[0] ?? null,
      };
      const grant = { accountId, role: role.key, ...scope };
      const condition = ways[0]?.condition ?? null;
      if (isGrantable && isOfFunction) {
        add(isHeld ? 'WIDEN_SCOPE' : 'GRANT_ROLE', { ...change, condition }, place, { ...grant, condition });
        continue;
      }
      const jobs = !isGrantable
        ? []
        : book.matrix.functions.filter((job) => job.roles.some((one) => one.role === role.key));
      for (const job of jobs) {
        const stated = job.roles.find((one) => one.role === role.key)?.condition ?? null;
        add('ASSIGN_FUNCTION', { ...change, function: job.key, condition: stated }, place, {
          ...grant,
          condition: stated,
        });
      }
      add('EXCEPTION', change, place, grant);
    }
  }
  const found = Map.groupBy(candidates, ({ change }) => change.kind);
  return changeKinds.flatMap((kind) => (found.get(kind) ?? []).slice(0, MOST_OF_A_KIND));
}
