import type { Transaction } from '../../base/database/transaction.js';
import { Fault } from '../../base/errors.js';
import { NO_ID, uuidOf } from '../../base/ids.js';
import type { Locale } from '../../base/locale.js';
import type { Identity, Viewer } from '../../base/viewer.js';
import { lockboxNamed, lockboxRights, noteRefusedUse } from '../lockbox/lockbox-entry.js';
import { LOCKBOX_ROLE } from '../lockbox/lockbox-role.js';
import type { RoleBook } from '../matrix/role-book.js';
import type { RequestFacts, RequestServices } from './request-context.js';
import { type ViewerAccount, viewerOf } from './viewer-accounts.js';

interface Opening {
  readonly operation: 'query' | 'mutation' | 'subscription';
  /** Whether everything is done again where what was assumed does not hold. */
  readonly assuming: boolean;
}

interface SignedIn {
  readonly transaction: Transaction;
  readonly viewer: Viewer;
  /** What roles mean in the viewer's tenant. */
  readonly book: RoleBook;
  readonly locale: Locale;
}

/** A request's transaction, and who asks in it; the viewer is null for whoever has no account. */
type Opened = SignedIn | { readonly [K in keyof SignedIn]: K extends 'transaction' ? Transaction : null };

type Services = Pick<RequestServices, 'database' | 'accounts' | 'books'>;

const isolationOf = ({ operation }: Opening) => (operation === 'query' ? 'repeatable read' : 'read committed');

/** How recent the second factor of the processor's staff is when they read, whatever their own organisation asks for. */
const FACTOR_MINUTES = 60;

/** Opens the transaction in the viewer's tenant, and reads the viewer in it. */
export async function openRequest(services: Services, facts: RequestFacts, opening: Opening): Promise<Opened> {
  if (facts.lockbox !== null) return openByLockbox(services, facts, opening);
  const { identity } = facts;
  const scope = { tenantId: identity?.tenantId ?? null, assuming: opening.assuming };
  const transaction = await services.database.begin(scope, isolationOf(opening));
  const account = identity && (await services.accounts.read(transaction, identity, facts.unit));
  if (!identity || !account) return { transaction, viewer: null, book: null, locale: null };
  const isOperator = isStaff(account);
  if (isOperator) await transaction.becomeOperator();
  const viewer = { ...viewerOf(account, identity.tenantId), isOperator, secondFactorAt: identity.secondFactorAt };
  const book = await services.books.of(transaction, account.matrixId);
  return { transaction, viewer, book, locale: facts.locale ?? account.locale };
}

const isStaff = ({ tenantKind, roles }: ViewerAccount): boolean =>
  tenantKind === 'operator' && (roles ?? []).some(({ role }) => role === 'operator');

/**
 * Opens the transaction in the tenant whose controller let a member of the processor's staff in (BJ-7). Whatever stands in
 * the way, the answer is that there is no such access: it tells of no tenant.
 */
async function openByLockbox(services: Services, facts: RequestFacts, opening: Opening): Promise<SignedIn> {
  const { identity, now } = facts;
  const id = uuidOf('LockboxAccess', facts.lockbox ?? '') ?? NO_ID;
  const staff = identity && (await staffOf(services, identity, id));
  if (!identity || !staff?.tenantId) throw new Fault('FORBIDDEN', 'lockbox.none');
  const { tenantId, account } = staff;
  const transaction = await services.database.begin({ tenantId, assuming: false }, isolationOf(opening));
  const refuse = async (messageKey: string, why: string, parameters = {}): Promise<never> => {
    await transaction.rollback();
    await services.database.transaction({ tenantId }, (db) => noteRefusedUse(db, id, why, facts.requestId));
    throw new Fault('FORBIDDEN', messageKey, parameters);
  };
  const lockbox = await lockboxRights(transaction, id, account.accountId);
  if (!lockbox) return refuse('lockbox.none', 'notInForce');
  if (opening.operation === 'mutation') return refuse('lockbox.readsOnly', 'mutation');
  const { secondFactorAt } = identity;
  if (secondFactorAt === null || now.getTime() - secondFactorAt.getTime() > FACTOR_MINUTES * 60_000) {
    return refuse('lockbox.factorNeeded', 'secondFactor', { minutes: FACTOR_MINUTES });
  }
  const viewer: Viewer = {
    tenantId,
    // In the log it is what it was done by; the staff have no account in the tenant.
    accountId: lockbox.id,
    accountKind: 'personal',
    personId: null,
    cardId: null,
    cardRegister: null,
    homeUnitId: null,
    chosenUnit: facts.unit === null ? null : { id: uuidOf('Unit', facts.unit), isOwn: false },
    unitIds: [],
    roles: [{ grantId: lockbox.id, role: LOCKBOX_ROLE, unitId: lockbox.unitId, stage: null, basis: null }],
    functions: [],
    supervisedStages: [],
    courses: [],
    lapsedCourses: [],
    lockbox,
    isOperator: false,
    secondFactorAt,
  };
  const book = await services.books.now(transaction);
  return { transaction, viewer, book, locale: facts.locale ?? account.locale };
}

/** A member of the operator's staff, and in which tenant the access is that they name; null for anybody else. */
function staffOf({ database, accounts }: Services, identity: Identity, id: string) {
  return database.transaction({ tenantId: identity.tenantId }, async (db) => {
    const account = await accounts.read(db, identity, null);
    if (!account || !isStaff(account)) return null;
    await db.becomeOperator();
    return { account, tenantId: await lockboxNamed(db, id, account.accountId) };
  });
}
