import type { VisitRecorder } from '../../accounts/index.js';
import { type LogEvent, looksOf, untoldLooks, writeLog } from '../../audit/index.js';
import type { Context, OperationContext } from '../../base/context.js';
import type { Database } from '../../base/database/database.js';
import { giverOf } from '../../base/database/instruction-giver.js';
import type { Transaction } from '../../base/database/transaction.js';
import { Fault, OutdatedAssumption } from '../../base/errors.js';
import type { Locale } from '../../base/locale.js';
import type { MessageParameters, Translator } from '../../base/messages.js';
import { type CursorSeal, type ObjectMaps, Reader } from '../../base/reading/index.js';
import type { Identity, Viewer } from '../../base/viewer.js';
import type { ActionName, Catalogue } from '../../catalogue/index.js';
import { requireSecondFactor } from '../factors/second-factor.js';
import type { RoleBooks } from '../matrix/role-book.js';
import type { PersonWall } from './person-wall.js';
import type { PersonWalls } from './person-walls.js';
import { publicGuard } from './public-guard.js';
import { openRequest } from './request-opening.js';
import { Sightings } from './sightings.js';
import type { ViewerAccounts } from './viewer-accounts.js';

/** What every request shares. */
export interface RequestServices {
  readonly database: Database;
  readonly catalogue: Catalogue;
  readonly maps: ObjectMaps;
  readonly translator: Translator;
  readonly visits: VisitRecorder;
  readonly accounts: ViewerAccounts;
  readonly books: RoleBooks;
  readonly walls: PersonWalls;
  readonly cursors: CursorSeal;
  /** Told of what fails once the request has taken effect, when its answer must not say otherwise. */
  readonly report: (error: unknown) => void;
}

/** What is known of a request before its transaction is opened. */
export interface RequestFacts {
  readonly requestId: string;
  readonly locale: Locale | null;
  readonly now: Date;
  readonly address: string | null;
  readonly purpose: string | null;
  /** The id of the unit to which the caller narrows the request; null without one. */
  readonly unit: string | null;
  readonly identity: Identity | null;
  /** The id of the access by which staff of the processor read in a tenant; null where the request names none. */
  readonly lockbox: string | null;
  /** Whether the request is carried out again where what it assumed does not hold. */
  readonly assuming: boolean;
}

interface State {
  closed: boolean;
  /** Whether everything is done again where what was assumed does not hold. */
  assuming: boolean;
  /** In mutations an own entry says whom it touched, and a look at the same of them needs no second one. */
  isMutation: boolean;
  readonly refusals: LogEvent[];
  readonly afterCommit: (() => void)[];
  locale?: Locale;
  opening?: Promise<void>;
  transaction?: Transaction | undefined;
  /** Where the mutation that is being carried out began in the transaction. */
  savepoint?: string;
  wall?: PersonWall | undefined;
  reader?: Reader | undefined;
}

/**
 * One request: opened at its first field, with one transaction in the viewer's tenant and the viewer's rights as they are
 * in that transaction; closed once, with the log entry of what was looked at. A mutation that waits for something slow
 * divides it into several, one after the other.
 */
export class RequestContext implements OperationContext {
  readonly requestId: string;
  readonly now: Date;
  readonly address: string | null;
  readonly purpose: string | null;
  /** Apollo hands a shallow copy of the context to the resolvers: what changes is held here, and shared by the copies. */
  private readonly state: State;
  private readonly seen = new Sightings();

  constructor(
    private readonly services: RequestServices,
    private readonly facts: RequestFacts,
  ) {
    this.requestId = facts.requestId;
    this.now = facts.now;
    this.address = facts.address;
    // What the processor's staff read for was approved, and is not theirs to say.
    this.purpose = facts.lockbox === null ? facts.purpose : null;
    const { assuming } = facts;
    this.state = { closed: false, assuming, isMutation: false, refusals: [], afterCommit: [] };
  }

  /** Opens the transaction and reads the viewer, once; every root field waits for it. */
  open(operation: 'query' | 'mutation' | 'subscription'): Promise<void> {
    this.state.opening ??= this.begin(operation);
    return this.state.opening;
  }

  get locale(): Locale {
    return this.state.locale ?? this.facts.locale ?? this.identity?.locale ?? 'en';
  }

  get isSignedIn(): boolean {
    return this.state.wall !== undefined;
  }

  /** Who the token says is asking, also before there is an account for it. */
  get identity(): Identity | null {
    return this.facts.identity;
  }

  get viewer(): Viewer {
    return this.access.viewer;
  }

  get access(): PersonWall {
    if (!this.state.wall) throw new Fault('UNAUTHENTICATED', this.identity ? 'unknownAccount' : 'signInRequired');
    return this.state.wall;
  }

  get db(): Transaction {
    if (!this.state.transaction) throw new Error('the request is not open');
    return this.state.transaction;
  }

  get read(): Reader {
    this.state.reader ??= new Reader({
      db: this.db,
      maps: this.services.maps,
      cursors: this.services.cursors,
      guard: (type) => this.state.wall?.guard(type) ?? publicGuard(this.services.maps.get(type)),
      context: this,
      saw: (personId, elements) => {
        if (personId !== this.state.wall?.viewer.personId) this.seen.add(personId, elements);
      },
    });
    return this.state.reader;
  }

  text(key: string, parameters?: MessageParameters): string {
    return this.services.translator.text(key, this.locale, parameters);
  }

  /** Ends the request: everything it did and its log entry take effect, or nothing does. */
  async close(outcome: 'commit' | 'rollback'): Promise<void> {
    const db = this.state.transaction;
    if (!db) return;
    if (this.state.closed) return;
    this.state.closed = true;
    try {
      await this.finish(db, outcome);
    } catch (error) {
      // What was refused by rights that no longer are was not refused.
      if (error instanceof OutdatedAssumption) this.state.refusals.length = 0;
      throw error;
    } finally {
      // Only now: a second connection while the first is held could starve the pool.
      if (this.state.wall) await this.logRefusals(this.state.wall.viewer.tenantId).catch(this.services.report);
    }
  }

  async attempt<Result>(mutation: () => Promise<Result>): Promise<Result> {
    this.state.savepoint = this.db.savepoint(giverOf(this.state.wall?.viewer));
    this.state.wall?.takeAttempt();
    try {
      const result = await mutation();
      this.state.wall?.takeAttempt();
      return result;
    } catch (error) {
      await this.state.transaction?.rollbackTo(this.state.savepoint);
      throw error;
    }
  }

  async outside<Result>(work: () => Promise<Result>): Promise<Result> {
    if (!this.state.isMutation) throw new Error('what is read together is read in one transaction');
    // From here on nothing can be done again.
    await this.db.agreed();
    this.state.assuming = false;
    try {
      await this.finish(this.db, 'commit').finally(() => this.letGo());
      return await work();
    } finally {
      this.state.opening = this.begin('mutation');
      await this.state.opening;
      this.state.savepoint = this.db.savepoint(giverOf(this.state.wall?.viewer));
    }
  }

  requireSecondFactor(action: string, opensLockOut: boolean): Promise<void> {
    return requireSecondFactor(this, action, opensLockOut);
  }

  noteRefusal(action: string, details: Readonly<Record<string, unknown>>): void {
    const { wall, refusals, isMutation } = this.state;
    const attempt = isMutation ? wall?.takeAttempt() : null;
    // The field's action is the viewer's own right where it can be used on oneself: on others it is another that was tried.
    const tried = attempt && wall?.isOnPersons(action) ? attempt.action : action;
    const personIds = attempt?.personIds ?? [];
    refusals.push({ action: tried as ActionName, outcome: 'refused', personIds, details });
  }

  afterCommit(work: () => void): void {
    this.state.afterCommit.push(work);
  }

  /** Nothing may reach a transaction that has ended: its connection is another's by now. */
  private letGo(): void {
    this.state.transaction = undefined;
    this.state.wall = undefined;
    this.state.reader = undefined;
  }

  private async finish(db: Transaction, outcome: 'commit' | 'rollback'): Promise<void> {
    if (outcome === 'rollback') {
      await db.rollback();
      return db.agreed();
    }
    try {
      const looks = await this.looks();
      // In one packet with the commit: where the entry fails, PostgreSQL rolls back, and the first error is the entry's.
      await Promise.all([looks.length > 0 ? writeLog(this, ...looks) : null, db.commit()]);
    } catch (error) {
      await db.rollback().catch(() => undefined);
      throw error;
    }
    this.seen.clear();
    for (const work of this.state.afterCommit.splice(0)) {
      try {
        work();
      } catch (error) {
        this.services.report(error);
      }
    }
  }

  /** What was seen of others; of a mutation's payload, which can lead on to anybody, what its own entries do not tell. */
  private async looks(): Promise<readonly LogEvent[]> {
    const { all } = this.seen;
    const looks = this.state.isMutation
      ? await untoldLooks(this, all, (element) => this.access.categoryOf(element))
      : looksOf(all);
    const lockbox = this.state.wall?.viewer.lockbox;
    const by = lockbox ? { lockboxAccessId: lockbox.id } : {};
    return looks.map(({ personIds, seen }) => {
      const categories = this.services.catalogue.categoriesOf(seen);
      return { action: 'person.read', personIds, categories, details: { elements: seen, ...by } };
    });
  }

  private async logRefusals(tenantId: string): Promise<void> {
    const refusals = this.state.refusals.splice(0);
    if (refusals.length === 0) return;
    await this.services.database.transaction({ tenantId }, async (db) => {
      await writeLog({ ...this.forLog(), db }, ...refusals);
    });
  }

  private forLog(): Context {
    const { requestId, locale, now, address, purpose, identity, viewer, isSignedIn, db, access, read } = this;
    return {
      requestId,
      locale,
      now,
      address,
      purpose,
      identity,
      viewer,
      isSignedIn,
      db,
      access,
      read,
      text: this.text.bind(this),
      afterCommit: this.afterCommit.bind(this),
      outside: this.outside.bind(this),
    };
  }

  private async begin(operation: 'query' | 'mutation' | 'subscription'): Promise<void> {
    this.state.isMutation = operation === 'mutation';
    const { transaction, viewer, book, locale } = await openRequest(this.services, this.facts, {
      operation,
      assuming: this.state.assuming,
    });
    this.state.transaction = transaction;
    if (!viewer) return;
    this.state.locale = locale;
    this.state.wall = this.services.walls.with(transaction, viewer, book);
    this.afterCommit(() => {
      // The visits of the processor's staff are in the log of the tenant, and not among those of its accounts.
      if (!viewer.lockbox) this.services.visits.record({ ...viewer, personId: viewer.cardId, address: this.address });
    });
  }
}
