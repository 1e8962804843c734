import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import { formatDate } from '../../base/locale.js';
import { effectOf, effectOnCard } from '../grants/grant-effect.js';
import { effectInWords } from '../grants/role-effect.js';
import { functionName, roleName } from '../grants/role-names.js';
import type { Reach, ScopedRights } from '../roles.js';
import { heldBy, heldByCard, heldIn } from '../wall/held-role.js';
import type { AccessEvidence, AccessPath, AccessTie, Barrier, RoleWithoutAccess } from './explain.types.js';
import type { GrantRow } from './grants.js';
import type { Question } from './question.js';
import { roleChain } from './role-chain.js';
import { evidenceOf, type Way, waysIfInEffect } from './ways.js';

const tieOf: Partial<Record<Reach, AccessTie>> = {
  self: 'SELF',
  'own pupils': 'OWN_PUPIL',
  'own guardians': 'OWN_GUARDIAN',
  'own supervisors': 'OWN_SUPERVISOR',
};

/** In place of a name that the asker may not know. */
const WITHHELD = '…';

function reachText(context: Context, reach: string, evidence: readonly AccessEvidence[]): string {
  const guardians = reach.startsWith('guardians of ');
  const kind = reach.replace(/^(guardians|students) of /, '');
  const parts = (evidence.length > 0 ? evidence : [null]).map((row) =>
    context.text(`explain.reach.${kind}`, {
      name: row?.name ?? WITHHELD,
      since: row?.since ? formatDate(new Date(row.since), context.locale) : 'none',
    }),
  );
  // Each is the end of a sentence, of which there is one.
  const text = `${[...new Set(parts)].map((part) => part.replace(/\.$/, '')).join('; ')}.`;
  return guardians ? `${text} ${context.text('explain.guardian')}` : text;
}

/** Narrowed to a unit, what reaches the whole tenant reaches that unit. */
const reachOf = ({ role: { within }, scope: { reach } }: Way): string =>
  within === null ? reach : reach.replace(/tenant$/, 'unit').replace(/^students$/, 'students of unit');

/** A way that reaches the person, told in data and in words. */
export async function pathOf(context: Context, question: Question, way: Way): Promise<AccessPath> {
  const { role, scope, grant } = way;
  const { book, viewer } = question.wall;
  const tie = grant === null ? (tieOf[scope.reach] ?? null) : null;
  const evidence = await evidenceOf(context, question, way);
  const chain = roleChain(book, role.name, { ...question, reach: scope.reach });
  const functions =
    grant === null || grant.basis !== null
      ? []
      : viewer.functions.filter((job) => book.functionRoles(role.name, [job]).length > 0);
  const names = chain.map((key) => roleName(context, book, key));
  const said = [
    tie
      ? context.text(`explain.tie.${tie}`)
      : `${context.text('explain.path', {
          role: names[0] ?? '',
          through: names.length > 1 ? names.slice(1).join(' → ') : 'none',
          functions: functions.length > 0 ? functions.map((key) => functionName(book, key)).join(', ') : 'none',
        })} ${reachText(context, reachOf(way), evidence)}`,
    ...(grant === null && tie === null ? [context.text('explain.card')] : []),
    ...(grant?.condition ? [context.text('explain.condition', { condition: grant.condition })] : []),
    ...(grant?.validUntil
      ? [context.text('explain.until', { date: formatDate(grant.validUntil, context.locale) })]
      : []),
    ...(grant?.exceptionNumber ? [context.text('explain.exception', { number: grant.exceptionNumber })] : []),
  ];
  return {
    role: role.name,
    chain,
    functions,
    tie,
    scope: tie ? null : role.definition.scope,
    comesWithCard: role.comesWithCard,
    roleGrantId: grant && toGlobalId('RoleGrant', grant.grantId),
    condition: grant?.condition ?? null,
    stage: grant?.stage ?? null,
    validFrom: grant?.validFrom ?? null,
    validUntil: grant?.validUntil ?? null,
    exception:
      grant?.exceptionNumber && grant.validUntil ? { number: grant.exceptionNumber, endsAt: grant.validUntil } : null,
    evidence,
    message: said.join(' '),
  };
}

/** What of a role's rights is against it, where none of its reaches covers what is asked. */
function notCovered({ action, needs }: Question, persons: readonly ScopedRights[]): Barrier {
  const acting = persons.filter(({ rights }) => rights[action] !== undefined);
  if (acting.length === 0) return 'ACTION_NOT_COVERED';
  const isField = needs.some(({ roles }) => roles !== undefined);
  const opened = (scope: ScopedRights): boolean =>
    needs.every(
      ({ category }) =>
        scope.rights[action]?.some((one) => one === category) ||
        (isField && scope.readsNamedFields === true && action === 'person.read'),
    );
  return isField && acting.some(opened) ? 'FIELD_NOT_NAMED' : 'CATEGORY_NOT_COVERED';
}

/** A role that was granted or comes with the card, and the ways to what is asked that it would be, had it effect. */
export interface Holding {
  readonly role: string;
  readonly grant: GrantRow | null;
  readonly ways: readonly Way[];
}

export function holdingsOf(question: Question, grants: readonly GrantRow[]): Holding[] {
  const { book, viewer } = question.wall;
  const own = viewer.personId === null ? [] : ['end_user'];
  const withCard = [...own, ...book.cardRoles(viewer.accountKind, viewer.cardRegister)].map((role) => ({
    role,
    grant: null,
  }));
  return [...withCard, ...grants.map((grant) => ({ role: grant.role, grant }))].map(({ role, grant }) => {
    const definition = book.find(role);
    if (!definition) return { role, grant, ways: [] };
    const held = question.wall.inChosenUnit(
      heldIn(viewer, grant ? heldBy(role, definition, [grant]) : heldByCard(role, definition)),
    );
    return { role, grant, ways: held ? waysIfInEffect(question, held, grant) : [] };
  });
}

/** Why a role that is held opens nothing of what is asked. */
export function withoutAccess(
  context: Context,
  question: Question,
  { role, grant, ways }: Holding,
  reaching: ReadonlySet<Way>,
): RoleWithoutAccess {
  const { book, viewer } = question.wall;
  const effect = grant ? effectOf(grant, viewer, book) : effectOnCard(role, viewer, book);
  const { reasons } = effect;
  const definition = book.find(role);
  const barriers: Barrier[] = [
    ...(reasons.length > 0 ? (['NOT_IN_EFFECT'] as const) : []),
    ...(definition && ways.length === 0 ? [notCovered(question, definition.persons)] : []),
    ...(ways.length > 0 && !ways.some((way) => reaching.has(way)) ? (['OUT_OF_REACH'] as const) : []),
  ];
  const said = barriers.flatMap((barrier) =>
    barrier === 'NOT_IN_EFFECT' ? effectInWords(context, effect, book) : [context.text(`explain.barrier.${barrier}`)],
  );
  const named = { role: roleName(context, book, role), through: 'none', functions: 'none' };
  return {
    role,
    roleGrantId: grant && toGlobalId('RoleGrant', grant.grantId),
    barriers,
    reasons: [...reasons],
    message: [context.text('explain.path', named), ...said].join(' '),
  };
}
