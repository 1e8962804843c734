import type { Context } from '../../base/context.js';
import { toGlobalId } from '../../base/ids.js';
import type { HeldRole, Viewer } from '../../base/viewer.js';
import { type Effect, effectOf } from '../grants/grant-effect.js';
import { effectInWords } from '../grants/role-effect.js';
import { roleName } from '../grants/role-names.js';
import type { RoleBook } from '../matrix/role-book.js';
import type { SeatUse } from '../seats/seats.js';
import type { ConflictKind, RehearsedConflict } from './rehearsal.types.js';

/** What rights rest on, before a change or after it. */
export interface Standing {
  readonly book: RoleBook;
  readonly viewers: readonly Viewer[];
  readonly seats: readonly SeatUse[];
}

type Found = Omit<RehearsedConflict, 'message'> & {
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Why a grant would have no effect. */
  readonly effect: Effect | null;
};

const found = (kind: ConflictKind, about: Partial<Found>): Found => ({
  kind,
  role: null,
  accountId: null,
  roleGrantId: null,
  count: 1,
  effect: null,
  parameters: {},
  ...about,
});

/** What a change brings about that is not meant by it, by comparing how things stand before and after. */
export function conflictsOf(context: Context, before: Standing, after: Standing): RehearsedConflict[] {
  const later = new Map(after.viewers.map((viewer) => [viewer.accountId, viewer]));
  const all = [
    ...vanishing(before, after),
    ...before.viewers.flatMap((viewer) => {
      const changed = later.get(viewer.accountId);
      return changed
        ? [
            ...ineffective(viewer, before.book, changed, after.book),
            ...superfluous(viewer, before.book, changed, after.book),
          ]
        : [];
    }),
  ];
  return all.map(({ parameters, effect, ...conflict }) => {
    const role =
      conflict.role === null
        ? ''
        : roleName(context, after.book.find(conflict.role) ? after.book : before.book, conflict.role);
    const what = context.text(`rehearse.conflict.${conflict.kind}`, { role, count: conflict.count, ...parameters });
    const why = effect ? effectInWords(context, effect, after.book) : [];
    return { ...conflict, message: [what, ...why].join(' ') };
  });
}

/** Roles that accounts hold, and that there are no longer. */
function vanishing(before: Standing, after: Standing): Found[] {
  const held = before.viewers.flatMap((viewer) => viewer.roles);
  return [...Map.groupBy(held, ({ role }) => role)]
    .filter(([role]) => before.book.find(role) !== null && after.book.find(role) === null)
    .map(([role, grants]) => found('ROLE_VANISHES', { role, count: grants.length }));
}

/** Grants that had effect and have none: of a role that is still there, or resting on an exception that goes stale. */
function ineffective(was: Viewer, book: RoleBook, is: Viewer, newBook: RoleBook): Found[] {
  return is.roles.flatMap((grant) => {
    if (!was.roles.some(({ grantId }) => grantId === grant.grantId)) return [];
    if (effectOf(grant, was, book).state !== 'IN_EFFECT') return [];
    const effect = effectOf(grant, is, newBook);
    const { reasons } = effect;
    if (reasons.length === 0 || reasons.includes('ROLE_NOT_IN_MATRIX')) return [];
    const kind = reasons.includes('STALE_EXCEPTION') ? 'EXCEPTION_STALE' : 'GRANT_LOSES_EFFECT';
    return [found(kind, { ...aboutGrant(is, grant), effect })];
  });
}

/** Grants of roles that another role of the account contains, as it did not before. */
function superfluous(was: Viewer, book: RoleBook, is: Viewer, newBook: RoleBook): Found[] {
  const known = new Set(innerGrants(was, book).map(({ grantId }) => grantId));
  return innerGrants(is, newBook)
    .filter(({ grantId }) => !known.has(grantId))
    .map((grant) => found('ROLE_SUPERFLUOUS', aboutGrant(is, grant)));
}

const innerGrants = ({ roles }: Viewer, book: RoleBook): HeldRole[] =>
  roles.filter((inner) =>
    roles.some(
      (outer) =>
        book.algebra.contains(outer.role, inner.role) &&
        !['GROUPS', 'PEOPLE'].includes(book.find(outer.role)?.scope ?? '') &&
        outer.stage === inner.stage &&
        (outer.unitId === null || outer.unitId === inner.unitId),
    ),
  );

const aboutGrant = ({ accountId }: Viewer, { grantId, role }: HeldRole): Partial<Found> => ({
  role,
  accountId: toGlobalId('Account', accountId),
  roleGrantId: toGlobalId('RoleGrant', grantId),
});
