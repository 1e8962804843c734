import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { newId } from '../../base/ids.js';
import type { RoleBook } from '../matrix/role-book.js';
import type { PersonWall } from './person-wall.js';
import type { PersonWalls } from './person-walls.js';

/** The same request in a part of its transaction that is undone, by somebody's wall: for trying out what services would do. */
export function contextOn(context: Context, db: Transaction, access: PersonWall): Context {
  const { requestId, locale, now, address, purpose, identity, read } = context;
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

/** Whoever may grant anything: nobody in particular, so that nothing is refused for being one's own. */
export function actingController(context: Context, db: Transaction, walls: PersonWalls, book: RoleBook): Context {
  const id = newId();
  const grant = { grantId: newId(), role: 'controller', unitId: null, stage: null, basis: null };
  const nobody = {
    ...context.viewer,
    accountId: newId(),
    accountKind: 'personal' as const,
    personId: id,
    cardId: id,
    homeUnitId: null,
    chosenUnit: null,
    functions: [],
    supervisedStages: [],
    roles: [grant],
    lockbox: null,
    secondFactorAt: context.now,
  };
  return contextOn(context, db, walls.with(db, nobody, book));
}
