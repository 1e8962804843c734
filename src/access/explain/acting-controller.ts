import type { Context } from '../../base/context.js';
import { newId } from '../../base/ids.js';
import type { RoleBook } from '../matrix/role-book.js';
import type { PersonWalls } from '../person-walls.js';

/**
 * Whoever may grant anything, for trying out in a savepoint what somebody could do: nobody in particular, so that nothing is
 * refused for being one's own. What is tried is undone, and its log entries with it.
 */
export function actingController(context: Context, walls: PersonWalls, book: RoleBook): Context {
  const { requestId, locale, now, address, purpose, identity, db, read, viewer: asking } = context;
  const grant = { grantId: newId(), role: 'controller', unitId: null, stage: null, basis: null };
  const nobody = {
    ...asking,
    accountId: newId(),
    personId: newId(),
    functions: [],
    supervisedStages: [],
    roles: [grant],
  };
  const access = walls.with(db, nobody, book);
  return {
    requestId,
    locale,
    now,
    address,
    purpose,
    identity,
    viewer: access.viewer,
    isSignedIn: true,
    db,
    access,
    read,
    text: context.text.bind(context),
    afterCommit: () => undefined,
    outside: () => Promise.reject(new Error('what is tried out waits for nothing')),
  };
}
