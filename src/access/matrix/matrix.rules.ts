import type { RefusalReason } from '../../base/errors.js';
import type { ActionName } from '../../catalogue/index.js';
import { LOCKBOX_ROLE } from '../lockbox/lockbox-role.js';
import { everybody, fixedRoles, isFixedRole, type RoleDefinition } from '../roles.js';
import { type CardRole, type MatrixDocument, type MatrixRole, matrixSchema } from './matrix.model.js';
import { RoleAlgebra } from './role-algebra.js';

const acting: RoleDefinition = fixedRoles.controller;
/**
 * What a controller decides alone: the matrix, by which everything is given, to whose card transfers are linked (PR-8), and
 * what transfers carry: it is read with the rights of their account, whoever defines them; and whether the processor's
 * staff are let in (BJ-7).
 */
const ownToDecide: ReadonlySet<ActionName> = new Set<ActionName>([
  'matrix.manage',
  'transferAccount.link',
  'transfer.manage',
  'lockbox.decide',
]);
/** What a controller can give away: nothing of the processor's, and nothing that is the controller's alone. */
const actionsToGive = new Set<ActionName>(acting.actions.filter((action) => !ownToDecide.has(action)));
const rightsToGive = new Set(acting.persons.flatMap(({ rights }) => Object.keys(rights)));

/** What is asked about persons or units one by one. All else is done for the whole tenant, by roles that reach all of it. */
const limited = new Set<ActionName>([
  ...everybody,
  'person.read',
  'person.update',
  'person.create',
  'group.manage',
  'account.read',
  'comment.write',
  'upload.create',
  'upload.delete',
  'screening.manage',
  'screening.purge',
  'invitation.manage',
  'exception.request',
  'role.grant',
  'review.manage',
  'review.decide',
  'course.manage',
]);

/** Whether an action is done for the whole tenant, and so by no role that reaches a part of it. */
export const everywhere = (action: string): boolean => !limited.has(action as ActionName);

const mistake = (messageKey: string, facts: Readonly<Record<string, string>>): RefusalReason => ({
  code: 'INVALID',
  messageKey,
  field: ['input'],
  facts,
});

function mistakesInRole(role: MatrixRole, keys: ReadonlySet<string>, algebra: RoleAlgebra): RefusalReason[] {
  const { key, contains, actions, rights, scope, module } = role;
  const given = [
    ...actions.filter((action) => !actionsToGive.has(action)),
    ...rights.map(({ action }) => action).filter((action) => !rightsToGive.has(action)),
  ];
  const opened = algebra.opened(key);
  const all = [...opened.actions, ...[...opened.rights.values()].flatMap((byAction) => [...byAction.keys()])];
  const beyond = scope === 'TENANT' ? [] : [...new Set(all)].filter(everywhere);
  return [
    ...(isFixedRole(key) || key === LOCKBOX_ROLE ? [mistake('matrix.fixedRole', { role: key })] : []),
    ...((scope === 'MODULE') === (module !== null) ? [] : [mistake('matrix.module', { role: key })]),
    ...contains.filter((inner) => !keys.has(inner)).map((inner) => mistake('matrix.unknownRole', { role: inner })),
    ...given.map((action) => mistake('matrix.notToGive', { role: key, action })),
    ...beyond.map((action) => mistake('matrix.needsTenant', { role: key, action })),
  ];
}

/** What comes to everybody of a register is no master key, takes nobody's seat, and needs no word on how far it reaches. */
function mistakesInCardRole({ role: key }: CardRole, algebra: RoleAlgebra): RefusalReason[] {
  const role = algebra.find(key);
  if (!role) return [mistake('matrix.unknownRole', { role: key })];
  return [
    ...(algebra.isMasterKey(key) ? [mistake('matrix.masterKeyOnCard', { role: key })] : []),
    ...(algebra.seats(key).size > 0 ? [mistake('matrix.seatOnCard', { role: key })] : []),
    ...(role.scope === 'TENANT' || role.scope === 'SUPERVISED' ? [] : [mistake('matrix.cardScope', { role: key })]),
  ];
}

const doubled = (keys: readonly string[]): string[] => keys.filter((key, index) => keys.indexOf(key) !== index);

/** What keeps a document from being a matrix: asked of every change, so that no draft is beyond repair. */
export function mistakesInMatrix(document: MatrixDocument): RefusalReason[] {
  const parsed = matrixSchema.safeParse(document);
  if (!parsed.success) {
    return parsed.error.issues.slice(0, 10).map(({ path }) => mistake('matrix.malformed', { at: path.join('.') }));
  }
  const { roles, functions, cardRoles = [], courses = [] } = parsed.data;
  const keys = new Set(roles.map(({ key }) => key));
  const algebra = new RoleAlgebra({ roles });
  const named = functions.flatMap((job) => job.roles.map(({ role }) => role));
  return [
    ...doubled(roles.map(({ key }) => key)).map((role) => mistake('matrix.twice', { role })),
    ...doubled(functions.map(({ key }) => key)).map((role) => mistake('matrix.twice', { role })),
    ...doubled(courses.map(({ key }) => key)).map((role) => mistake('matrix.twice', { role })),
    ...roles
      .filter(({ needsCourse }) => needsCourse && !courses.some(({ key }) => key === needsCourse))
      .map(({ key, needsCourse }) => mistake('matrix.unknownCourse', { role: key, course: needsCourse ?? '' })),
    ...roles.flatMap((role) => mistakesInRole(role, keys, algebra)),
    ...named.filter((role) => !keys.has(role)).map((role) => mistake('matrix.unknownRole', { role })),
    ...cardRoles.flatMap((one) => mistakesInCardRole(one, algebra)),
    ...roles
      .filter(({ key }) => named.includes(key) && algebra.isMasterKey(key))
      .map(({ key }) => mistake('matrix.masterKeyInFunction', { role: key })),
  ].slice(0, 10);
}
