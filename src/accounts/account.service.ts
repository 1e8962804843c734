import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { invalid, notFound, Refusal, type RefusalCode } from '../base/errors.js';
import { uuidOf } from '../base/ids.js';
import { requiredText, textOrNull } from '../base/input-text.js';
import { lockPersons, type Register, requireCardRights } from '../people/index.js';
import { requireOpenUnits } from '../tenants/index.js';
import type { AccountKind } from './account.entity.js';
import type {
  CreateAccountInput,
  CreateServiceAccountInput,
  CreateTransferAccountInput,
  LinkAccountInput,
  SetHomeUnitInput,
} from './account.inputs.js';
import { insertAccount } from './account-record.js';

/** Does work that could leave the tenant without anybody who acts for its controller, and refuses it if it does. */
export type KeepController = <Result>(
  db: Transaction,
  field: readonly string[],
  work: () => Promise<Result>,
) => Promise<Result>;

/** What keeps somebody who keeps accounts from giving by it what they could not grant. */
export interface GivenRights {
  /** Refuses to give an account the effect of rights that are beyond the viewer's own. */
  requireOwn(context: Context, accountId: string, field: readonly string[]): Promise<void>;
}

/** Ends what an account was entitled to, because it changes hands. */
export type EndRoles = (db: Transaction, accountId: string) => Promise<void>;

interface AccountRow {
  readonly id: string;
  readonly kind: AccountKind;
  readonly personId: string | null;
  readonly cardRegister: Register | null;
  readonly homeUnitId: string | null;
  readonly closedAt: Date | null;
  readonly closedAsLeaver: boolean;
}

const FIELD = ['input', 'accountId'] as const;

const refuse = (code: RefusalCode, messageKey: string): Refusal => new Refusal({ code, messageKey, field: FIELD });

/** Logins: made, linked to persons, closed. The controller alone decides to whom an account is linked. */
export class AccountService {
  constructor(
    private readonly keepingController: KeepController,
    private readonly endRoles: EndRoles,
    private readonly rights: GivenRights,
  ) {}

  async create(context: Context, input: CreateAccountInput): Promise<string> {
    const personId = input.personId ? await this.requirePerson(context, input.personId) : null;
    if (personId) await requireCardRights(context, { personId }, 'personId');
    const accountId = await insertAccount(context.db, {
      issuer: await this.issuerOf(context, input.issuer),
      subject: requiredText(input.subject, 'subject'),
      kind: 'personal',
      personId,
      label: textOrNull(input.label) ?? '',
    });
    await this.log(context, accountId, personId, 'created');
    return accountId;
  }

  createService(context: Context, input: CreateServiceAccountInput): Promise<string> {
    return this.createUnlinked(context, input, 'service');
  }

  /** Adds an account for transfers, linked to nobody: the controller alone decides to whom it is. */
  createTransfer(context: Context, input: CreateTransferAccountInput): Promise<string> {
    return this.createUnlinked(context, input, 'transfer');
  }

  /** Links an account to a person's card, or says anew for which register. A service account is never linked. */
  async link(context: Context, input: LinkAccountInput): Promise<string> {
    const account = await this.lock(context, input.accountId);
    if (account.kind === 'service') throw refuse('SERVICE_ACCOUNT', 'account.service');
    this.requireToLink(context, account);
    const personId = await this.requirePerson(context, input.personId);
    const register = await this.requireRegister(context, account, personId, input.register ?? null);
    if (account.personId === personId && account.cardRegister === register) return account.id;
    if (account.personId && account.personId !== personId) throw refuse('CONFLICT', 'account.linked');
    if (account.kind === 'personal') await requireCardRights(context, { personId }, 'personId');
    await context.db.run(sql`update account set person_id = ${personId}::uuid, card_register = ${register},
        version = version + 1
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${account.id}::uuid`);
    await this.log(context, account.id, personId, 'linked');
    return account.id;
  }

  /** Ends the link and with it every role: they were the person's, and the next one does not inherit them. */
  async unlink(context: Context, globalId: string): Promise<string> {
    const account = await this.lock(context, globalId);
    this.requireToLink(context, account);
    return this.keepingController(context.db, FIELD, async () => {
      if (!account.personId) return account.id;
      await this.endRoles(context.db, account.id);
      await context.db.run(sql`update account set person_id = null, card_register = null, version = version + 1
        where tenant_id = ${context.viewer.tenantId}::uuid and id = ${account.id}::uuid`);
      await this.log(context, account.id, account.personId, 'unlinked');
      return account.id;
    });
  }

  /** Narrows an account to a unit, or to none; somebody who reaches the whole tenant always acts for its controller. */
  async setHomeUnit(context: Context, input: SetHomeUnitInput): Promise<string> {
    const account = await this.lock(context, input.accountId);
    this.requireToLink(context, account);
    return this.keepingController(context.db, FIELD, async () => {
      const { viewer, db } = context;
      if (account.id === viewer.accountId || (account.personId && account.personId === viewer.personId)) {
        throw refuse('FORBIDDEN', 'account.ownHomeUnit');
      }
      const [unitId = null] = input.unitId
        ? await requireOpenUnits(context, 'account.manage', [input.unitId], 'unitId')
        : [];
      // Whoever lets an account out of its unit gives it what it has beyond that.
      if (account.homeUnitId !== null && account.homeUnitId !== unitId) {
        await this.rights.requireOwn(context, account.id, FIELD);
      }
      const changed = await db.run(sql`update account set home_unit_id = ${unitId}::uuid, version = version + 1
        where tenant_id = ${viewer.tenantId}::uuid and id = ${account.id}::uuid
          and home_unit_id is distinct from ${unitId}::uuid`);
      if (changed > 0)
        await this.log(context, account.id, account.personId, unitId ? 'home unit' : 'no home unit', unitId);
      return account.id;
    });
  }

  async close(context: Context, globalId: string): Promise<string> {
    const account = await this.lock(context, globalId);
    return this.keepingController(context.db, FIELD, () => this.setClosed(context, account, true));
  }

  async reopen(context: Context, globalId: string): Promise<string> {
    return this.setClosed(context, await this.lock(context, globalId), false);
  }

  private async setClosed(context: Context, account: AccountRow, closed: boolean): Promise<string> {
    const { closedAt, closedAsLeaver } = account;
    if ((closedAt !== null) === closed && !closedAsLeaver) return account.id;
    if (closedAsLeaver && !closed) throw refuse('CONFLICT', 'account.personLeft');
    if (!closed) await this.rights.requireOwn(context, account.id, FIELD);
    await context.db.run(sql`update account set closed_at = ${closed ? sql`coalesce(closed_at, now())` : sql`null`},
        closed_as_leaver = false, version = version + 1
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${account.id}::uuid`);
    await this.log(context, account.id, account.personId, closed ? 'closed' : 'reopened');
    return account.id;
  }

  /** Locks an account, of a person whose sign-in the viewer keeps or of nobody: before anything of the tenant, as a grant does. */
  private async lock(context: Context, globalId: string): Promise<AccountRow> {
    const id = uuidOf('Account', globalId);
    const account =
      id &&
      (await context.db.first<AccountRow>(sql`select id, kind, person_id as "personId",
          card_register as "cardRegister", home_unit_id as "homeUnitId", closed_at as "closedAt", closed_as_leaver as "closedAsLeaver"
        from account where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid for no key update`));
    if (!account) throw notFound(...FIELD);
    const { personId } = account;
    if (personId)
      await context.access.requirePersons('person.update', [personId], 'accountId', { category: 'SIGN_IN' });
    return account;
  }

  private async createUnlinked(
    context: Context,
    input: CreateServiceAccountInput,
    kind: 'service' | 'transfer',
  ): Promise<string> {
    const accountId = await insertAccount(context.db, {
      issuer: await this.issuerOf(context, input.issuer),
      subject: requiredText(input.subject, 'subject'),
      kind,
      personId: null,
      label: requiredText(input.label, 'label'),
    });
    await this.log(context, accountId, null, 'created');
    return accountId;
  }

  /** To whom a transfer account is linked is decided by who acts for the controller, and by nobody to whom that was given. */
  private requireToLink({ access }: Context, { kind }: AccountRow): void {
    if (kind === 'transfer' && !access.can('transferAccount.link'))
      throw refuse('FORBIDDEN', 'account.controllerLinks');
  }

  private async requireRegister(
    { access, db, viewer }: Context,
    { kind }: AccountRow,
    personId: string,
    register: Register | null,
  ): Promise<Register | null> {
    if (kind === 'transfer' && register !== 'TEACHER' && register !== 'STAFF') {
      throw invalid('account.registerNeeded', ['input', 'register']);
    }
    if (register === null) return null;
    await access.requirePersons('person.read', [personId], 'personId', { category: 'AFFILIATION' });
    const found = await db.first(sql`select 1 from person where tenant_id = ${viewer.tenantId}::uuid
      and id = ${personId}::uuid and register = ${register}`);
    if (!found) throw invalid('account.otherRegister', ['input', 'register']);
    return register;
  }

  private async requirePerson(context: Context, globalId: string): Promise<string> {
    const personId = uuidOf('Person', globalId);
    if (!personId) throw notFound('input', 'personId');
    await context.access.requirePersons('person.update', [personId], 'personId', { category: 'SIGN_IN' });
    await lockPersons(context.db, [personId], 'personId');
    return personId;
  }

  private async issuerOf(context: Context, wanted: string | null | undefined): Promise<string> {
    const bound = await context.db.many<{ issuer: string }>(
      sql`select issuer from identity_issuer where tenant_id = ${context.viewer.tenantId}::uuid order by issuer`,
    );
    const issuer = wanted ? bound.find((candidate) => candidate.issuer === wanted) : bound[0];
    if (!issuer) throw invalid('issuer.notBound', ['input', 'issuer']);
    if (!wanted && bound.length > 1) throw invalid('invalid.empty', ['input', 'issuer']);
    return issuer.issuer;
  }

  private log(
    context: Context,
    accountId: string,
    personId: string | null,
    change: string,
    unitId: string | null = null,
  ): Promise<void> {
    return writeLog(context, {
      action: 'account.manage',
      personIds: personId ? [personId] : [],
      categories: ['SIGN_IN'],
      unitId,
      details: { accountId, change },
    });
  }
}
