import sql, { join, type Sql } from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { Fault, notFound, Refusal, type RefusalReason } from '../../base/errors.js';
import { toGlobalId, uuidOf } from '../../base/ids.js';
import { predicateOf } from '../../base/predicate.js';
import { type FieldDefinition, fieldDefinitionsOf } from '../../people/index.js';
import type { RoleBook, RoleBooks } from '../matrix/role-book.js';
import { seatUse } from '../seats/seats.js';
import { contextOn } from '../wall/acting.js';
import type { PersonWalls } from '../wall/person-walls.js';
import { accountsById, viewerOf } from '../wall/viewer-accounts.js';
import { type AccountChange, changeOf, PersonCounts } from './account-change.js';
import { conflictsOf, type Standing } from './conflicts.js';
import { differences, itemsOf } from './openings.js';
import { type ChangingServices, type PlannedChange, plannedChange } from './planned-change.js';
import type { RehearsedConflict, RehearsedPersonsArgs, RehearsedSeats, RehearseInput } from './rehearsal.types.js';

/** Everything that a change would do. */
export interface Rehearsed {
  readonly refusals: readonly RefusalReason[];
  readonly conflicts: readonly RehearsedConflict[];
  readonly seats: readonly RehearsedSeats[];
  readonly changes: readonly AccountChange[];
}

/** What there is to look at while a change is made. */
interface Stage {
  readonly db: Transaction;
  readonly before: Standing;
  readonly after: Standing;
  readonly refusals: readonly RefusalReason[];
}

/**
 * Tells what a change would do by making it, with the service that makes it, and undoing it: who would see what of whom is
 * asked of the walls themselves.
 */
export class RehearsalService {
  constructor(
    private readonly services: ChangingServices,
    private readonly walls: PersonWalls,
    private readonly books: RoleBooks,
  ) {}

  async rehearse(context: Context, input: RehearseInput): Promise<Rehearsed> {
    const fields = await fieldDefinitionsOf(context.db);
    return this.onStage(context, input, async ({ db, before, after, refusals }) => ({
      refusals,
      conflicts: conflictsOf(context, before, after),
      seats: after.seats.map(({ id, kind, unitId, limit, used }) => {
        const usedBefore = before.seats.find((seat) => seat.id === id)?.used ?? 0;
        return { kind, unitId: unitId && toGlobalId('Unit', unitId), limit, used, usedBefore };
      }),
      changes: await this.changes(context, db, before, after, fields),
    }));
  }

  /** The persons of whom an account would gain or lose something, whether or not the asker may see them. */
  async persons(context: Context, args: RehearsedPersonsArgs): Promise<readonly string[]> {
    const { input, direction, action, category = null } = args;
    const accountId = uuidOf('Account', args.accountId);
    const fieldId = args.fieldId ? uuidOf('FieldDefinition', args.fieldId) : null;
    const fields = await fieldDefinitionsOf(context.db);
    return this.onStage(context, input, async ({ db, before, after }) => {
      const [was, is] = [before, after].map(({ book, viewers }) => {
        const viewer = viewers.find((one) => one.accountId === accountId);
        return viewer && this.walls.with(db, viewer, book);
      });
      if (!was || !is) throw notFound('args', 'accountId');
      const items = itemsOf([was, is], fields).filter(
        (item) =>
          item.action === action && item.fieldId === fieldId && (fieldId !== null || item.category === category),
      );
      const [difference] = differences(was, is, items);
      if (!difference) return [];
      const rows = await db.many<{ id: string }>(sql`select p.id from person p
        where p.tenant_id = ${db.scope.tenantId}::uuid
          and ${direction === 'GAINED' ? difference.gainedBy : difference.lostBy}`);
      return rows.map(({ id }) => id);
    });
  }

  /** Who would gain or lose is a look at these accounts, page by page. */
  logLook(context: Context, shown: readonly AccountChange[]): Promise<void> {
    const personIds = [...new Set(shown.map(({ personId }) => personId))];
    if (personIds.length === 0) return Promise.resolve();
    return writeLog(context, { action: 'access.rehearse', personIds, categories: ['SIGN_IN'], details: {} });
  }

  private async onStage<Result>(
    context: Context,
    input: RehearseInput,
    look: (stage: Stage) => Promise<Result>,
  ): Promise<Result> {
    const change = await plannedChange(this.services, context, input);
    if (!context.access.can(change.action)) throw new Fault('FORBIDDEN', 'forbidden');
    const book = await this.books.now(context.db);
    return context.db.tryOut(async (db) => {
      const ids = await this.concerned(context, db, change, book);
      const before = await this.standing(db, book, ids);
      const refusals = await this.make(context, db, book, change);
      const after = refusals.length > 0 ? before : await this.standing(db, change.book ?? book, ids);
      return look({ db, before, after, refusals });
    });
  }

  /** Makes the change as the asker would; answers what it is refused with. */
  private async make(
    context: Context,
    db: Transaction,
    book: RoleBook,
    change: PlannedChange,
  ): Promise<readonly RefusalReason[]> {
    const part = contextOn(context, db, this.walls.with(db, context.viewer, book));
    try {
      await db.attempt(() => change.make(part));
      return [];
    } catch (error) {
      if (error instanceof Refusal) return error.reasons;
      throw error;
    }
  }

  /** The accounts whose rights can change, among those that the asker may see: with a role granted, or one that comes with a card. */
  private async concerned(
    { access }: Context,
    db: Transaction,
    change: PlannedChange,
    book: RoleBook,
  ): Promise<string[]> {
    const registers = [book, change.book ?? book].flatMap(({ matrix }) =>
      (matrix.cardRoles ?? []).map((one) => one.register),
    );
    const isAny: Sql = change.book
      ? sql`(exists (select 1 from role_grant g where g.tenant_id = a.tenant_id and g.account_id = a.id
            and (g.valid_until is null or g.valid_until > now()))
          or exists (select 1 from person c where c.tenant_id = a.tenant_id and c.id = a.person_id
            and c.register = any(${registers}::text[])))`
      : sql`true`;
    const seen = access.persons('account.read', sql`a.person_id`, { category: 'SIGN_IN' });
    const rows = await db.many<{ id: string }>(sql`select a.id from account a
      where a.tenant_id = ${db.scope.tenantId}::uuid and a.closed_at is null and a.person_id is not null
        and ${change.concerns} and ${isAny} and ${predicateOf(seen)} order by a.id`);
    return rows.map(({ id }) => id);
  }

  private async standing(db: Transaction, book: RoleBook, ids: readonly string[]): Promise<Standing> {
    const accounts = await accountsById(db, ids);
    const seats = await seatUse(db, book);
    return { book, seats, viewers: accounts.map((account) => viewerOf(account, db.scope.tenantId ?? '')) };
  }

  private async changes(
    { access }: Context,
    db: Transaction,
    before: Standing,
    after: Standing,
    fields: readonly FieldDefinition[],
  ): Promise<AccountChange[]> {
    // Those whom a list of people would show the asker: no more are counted than are listed.
    const seen = [access.persons('person.read', sql`p.id`), access.guard('Person').listed(sql`p`)].map(predicateOf);
    const counts = new PersonCounts(db, sql`(${join(seen, ' and ')})`);
    const later = new Map(after.viewers.map((viewer) => [viewer.accountId, viewer]));
    const changes: AccountChange[] = [];
    for (const viewer of before.viewers) {
      const changed = later.get(viewer.accountId);
      if (!changed) continue;
      const was = this.walls.with(db, viewer, before.book);
      const is = this.walls.with(db, changed, after.book);
      const change = await changeOf(viewer, differences(was, is, itemsOf([was, is], fields)), counts);
      if (change) changes.push(change);
    }
    return changes;
  }
}
