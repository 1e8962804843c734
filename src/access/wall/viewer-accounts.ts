import sql, { empty, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { NO_ID, uuidOf } from '../../base/ids.js';
import type { Locale } from '../../base/locale.js';
import type { ChosenUnit, HeldRole, Identity, Viewer } from '../../base/viewer.js';
import { coursesOf } from '../courses/course-states.js';
import { cardRegisterOf, functionsOf, isCurrentGrant, supervisedStagesOf } from '../grants/grant-facts.js';
import { isOpen } from '../leavers/leaver-facts.js';

/** The account behind an identity, and the rights that it holds now. */
export interface ViewerAccount {
  readonly accountId: string;
  readonly accountKind: Viewer['accountKind'];
  readonly personId: string | null;
  readonly cardId: string | null;
  readonly cardRegister: string | null;
  readonly homeUnitId: string | null;
  readonly chosenUnit: ChosenUnit | null;
  readonly tenantKind: 'controller' | 'operator';
  readonly locale: Locale;
  readonly unitIds: readonly string[];
  readonly roles: readonly HeldRole[] | null;
  readonly functions: readonly string[];
  readonly supervisedStages: readonly string[];
  readonly courses: readonly string[];
  readonly lapsedCourses: readonly string[];
  /** The matrix that the tenant has adopted; null where it is none of its own. */
  readonly matrixId: string | null;
}

interface Remembered {
  readonly account: ViewerAccount;
  readonly text: string;
}

const REMEMBERED_ACCOUNTS = 10_000;

/**
 * Reads who is asking, and with which rights, in each request. Most often they are what they were a moment ago: then the
 * request goes on with what is remembered while the database is asked, and nothing of it holds unless the answer is the same.
 */
export class ViewerAccounts {
  private readonly remembered = new Map<string, Remembered>();

  /** The open account of an identity, which chose a unit by its id in the API; null where there is none. */
  async read(db: Transaction, identity: Identity, unit: string | null): Promise<ViewerAccount | null> {
    // What is no unit's id is chosen like the id of no unit.
    const chosenUnitId = unit === null ? null : (uuidOf('Unit', unit) ?? NO_ID);
    const key = JSON.stringify([identity.tenantId, identity.issuer, identity.subject, chosenUnitId]);
    const known = db.scope.assuming ? this.remembered.get(key) : undefined;
    if (known) {
      db.assume<ViewerAccount>(accountOf(identity, chosenUnitId), ([now]) => {
        const holds = JSON.stringify(now) === known.text;
        if (!holds) this.remembered.delete(key);
        return holds;
      });
      return known.account;
    }
    const account = await db.first<ViewerAccount>(accountOf(identity, chosenUnitId));
    // The operator's rights open a wall of the database itself, so they are never taken for granted.
    if (account?.tenantKind === 'controller' && account.chosenUnit?.id !== null) {
      if (this.remembered.size >= REMEMBERED_ACCOUNTS) this.remembered.clear();
      this.remembered.set(key, { account, text: JSON.stringify(account) });
    }
    return account;
  }
}

/**
 * Open accounts of the transaction's tenant by their ids, or all of them: never remembered, and with what the transaction
 * itself has just ended ended already. Nobody signs in to them here: each is as it is once its home unit was chosen.
 */
export const accountsById = (db: Transaction, ids: readonly string[] | 'all'): Promise<ViewerAccount[]> =>
  db.many<ViewerAccount>(
    sql`${accountsWhere(
      sql`a.tenant_id = ${db.scope.tenantId}::uuid ${ids === 'all' ? empty : sql`and a.id = any(${[...ids]}::uuid[])`}`,
      sql`case when a.home_unit_id is not null then ${chosenUnit(sql`a.home_unit_id`)} end`,
    )} order by a.id`,
  );

/** Who somebody is whose account was read, where it is not known how they signed in. */
export const viewerOf = (account: ViewerAccount, tenantId: string): Viewer => ({
  tenantId,
  accountId: account.accountId,
  accountKind: account.accountKind,
  personId: account.personId,
  cardId: account.cardId,
  cardRegister: account.cardRegister,
  homeUnitId: account.homeUnitId,
  chosenUnit: account.chosenUnit,
  unitIds: account.unitIds,
  functions: account.functions,
  supervisedStages: account.supervisedStages,
  courses: account.courses,
  lapsedCourses: account.lapsedCourses,
  roles: account.roles ?? [],
  lockbox: null,
  isOperator: false,
  secondFactorAt: null,
});

const accountOf = ({ tenantId, issuer, subject }: Identity, chosenUnitId: string | null): Sql =>
  accountsWhere(
    sql`a.tenant_id = ${tenantId}::uuid and a.issuer = ${issuer} and a.subject = ${subject}`,
    chosenUnitId === null ? sql`null::json` : chosenUnit(sql`${chosenUnitId}::uuid`),
  );

/** A unit as somebody chose it; an id that is no unit's of the tenant is told from none. */
const chosenUnit = (unitId: Sql): Sql => sql`coalesce((select json_build_object('id', u.id, 'isOwn',
    exists (select 1 from affiliation f
      where f.tenant_id = u.tenant_id and f.unit_id = u.id and f.person_id = a.person_id)
    or exists (select 1 from membership s join person_group pg on pg.tenant_id = s.tenant_id and pg.id = s.group_id
      where s.tenant_id = u.tenant_id and s.person_id = a.person_id and s.role = 'SUPERVISOR' and pg.unit_id = u.id))
  from unit u where u.tenant_id = a.tenant_id and u.id = ${unitId}), json_build_object('id', null, 'isOwn', false))`;

const accountsWhere = (where: Sql, chosen: Sql): Sql => sql`select a.id as "accountId", a.kind as "accountKind",
    case when a.kind <> 'transfer' then a.person_id end as "personId", a.person_id as "cardId",
    ${cardRegisterOf(sql`a`)} as "cardRegister", a.home_unit_id as "homeUnitId",
    ${chosen} as "chosenUnit", t.kind as "tenantKind", t.locale,
    array(select f.unit_id::text from affiliation f where f.tenant_id = a.tenant_id and f.person_id = a.person_id
      limit 2) as "unitIds",
    (select json_agg(json_build_object('grantId', g.id, 'role', g.role, 'unitId', g.unit_id, 'stage', g.stage,
      'basis', g.basis) order by g.id)
      from role_grant g where ${isCurrentGrant(sql`g`, sql`a`)}) as roles,
    ${functionsOf(sql`a`)} as functions, ${supervisedStagesOf(sql`a`)} as "supervisedStages",
    ${coursesOf(sql`a`, 'VALID')} as courses, ${coursesOf(sql`a`, 'LAPSED')} as "lapsedCourses",
    (select m.id from matrix m where m.tenant_id = a.tenant_id and m.state = 'ADOPTED') as "matrixId"
  from account a join tenant t on t.tenant_id = a.tenant_id
  where ${where} and ${isOpen(sql`a`)}`;
