import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { isSpecial } from '../../catalogue/index.js';
import { isClosedAsLeaver, isHeld, isOpen } from '../leavers/leaver-facts.js';
import { assessmentDue } from '../matrix/feedback/assessment.service.js';
import type { RoleBook } from '../matrix/role-book.js';
import { isFrozen } from '../reviews/review-states.js';
import { seatUse } from '../seats/seats.js';
import type { EvidenceKey, NormStatus } from './norm.framework.js';

/** What was found just now. The rule that decides is the message `norm.rule.<key>`. */
export interface Finding {
  readonly found: number;
  readonly outOf: number | null;
  /** The moment that the rule goes by, where it goes by one. */
  readonly at: Date | null;
  readonly status: NormStatus;
}

type Find = (context: Context, book: RoleBook) => Promise<Finding>;

const YEAR_MS = 366 * 24 * 60 * 60 * 1_000;
/** How long a second factor counts as evidence that somebody uses one. */
const FACTOR_DAYS = 30;
/** Sweeps run every quarter of an hour; what they had a day for is late. */
const SWEEP_DAYS = 1;

const isCurrent = (row: Sql): Sql =>
  sql`(${row}.valid_from <= now() and (${row}.valid_until is null or ${row}.valid_until > now()))`;

interface Counted {
  readonly found: number;
  readonly outOf: number;
}

async function counted({ db }: Context, query: Sql): Promise<Counted> {
  return (await db.first<Counted>(query)) ?? { found: 0, outOf: 0 };
}

/** Nothing of it may be found; `otherwise` is what it is where something is. */
const none = (counts: Counted, otherwise: NormStatus): Finding => ({
  ...counts,
  at: null,
  status: counts.found === 0 ? 'MET' : otherwise,
});

const leavers = async (context: Context, late: Sql, otherwise: NormStatus): Promise<Finding> =>
  none(
    await counted(
      context,
      sql`select count(*) filter (where ${late})::int as found, count(*)::int as "outOf"
        from leaver l join account a on a.tenant_id = l.tenant_id and a.id = l.id
        where l.tenant_id = ${context.viewer.tenantId}::uuid`,
    ),
    otherwise,
  );

const exceptions = async (context: Context, wrong: Sql, all: Sql, otherwise: NormStatus): Promise<Finding> =>
  none(
    await counted(
      context,
      sql`select count(*) filter (where ${wrong})::int as found, count(*)::int as "outOf" from access_exception e
        where e.tenant_id = ${context.viewer.tenantId}::uuid and ${all}`,
    ),
    otherwise,
  );

/** Each evidence as a query of what is so now. */
export const evidence: Readonly<Record<EvidenceKey, Find>> = {
  matrixAdopted: async ({ db, viewer }) => {
    const adopted = await db.first<{ number: number; at: Date }>(sql`select number, adopted_at as at from matrix
      where tenant_id = ${viewer.tenantId}::uuid and state = 'ADOPTED'`);
    return { found: adopted ? 1 : 0, outOf: 1, at: adopted?.at ?? null, status: adopted ? 'MET' : 'NOT_MET' };
  },

  matrixAssessed: async (context) => {
    const { dueAt, isOverdue } = await assessmentDue(context);
    const open = await counted(
      context,
      sql`select count(*) filter (where withdrawn_at is null and coalesce(outcome, 'LATER') = 'LATER')::int as found,
          count(*)::int as "outOf"
        from matrix_feedback where tenant_id = ${context.viewer.tenantId}::uuid`,
    );
    return { ...open, at: dueAt, status: dueAt === null || isOverdue ? 'NOT_MET' : 'MET' };
  },

  accountsLinked: async (context) =>
    none(
      await counted(
        context,
        sql`select count(*) filter (where a.person_id is null)::int as found, count(*)::int as "outOf" from account a
          where a.tenant_id = ${context.viewer.tenantId}::uuid and a.kind = 'personal' and a.closed_at is null`,
      ),
      'ATTENTION',
    ),

  leaversOut: (context) => leavers(context, sql`(l.closes_at <= now() and not ${isClosedAsLeaver(sql`a`)})`, 'NOT_MET'),

  leaversDeleted: (context) =>
    leavers(
      context,
      sql`(l.deletes_at < now() - make_interval(days => ${SWEEP_DAYS}::integer) and not ${isHeld(sql`a`)})`,
      'ATTENTION',
    ),

  secondFactor: async (context, book) => {
    const roles = ['controller', ...book.seatRoles('ADMINISTRATOR'), ...book.seatRoles('OBSERVER')];
    const row = await context.db.first<Counted & { never: number }>(sql`select count(*)::int as "outOf",
        count(*) filter (where a.last_second_factor_at >= now() - make_interval(days => ${FACTOR_DAYS}::integer))::int as found,
        count(*) filter (where a.last_second_factor_at is null)::int as never
      from account a where a.tenant_id = ${context.viewer.tenantId}::uuid and ${isOpen(sql`a`)}
        and exists (select 1 from role_grant g where g.tenant_id = a.tenant_id and g.account_id = a.id
          and g.role = any(${roles}::text[]) and ${isCurrent(sql`g`)})`);
    const { found = 0, outOf = 0, never = 0 } = row ?? {};
    const status = found === outOf ? 'MET' : 'ATTENTION';
    return { found, outOf, at: null, status: never > 0 ? 'NOT_MET' : status };
  },

  grantsByFunction: async (context, book) => {
    const pairs = book.matrix.functions.flatMap((job) => job.roles.map(({ role }) => ({ job: job.key, role })));
    const counts = await counted(
      context,
      sql`select count(*)::int as "outOf", count(*) filter (where not exists (
            select 1 from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) p(job text, role text)
            join function_assignment f on f.tenant_id = g.tenant_id and f.person_id = g.person_id and f.function = p.job
              and ${isCurrent(sql`f`)}
            where p.role = g.role))::int as found
        from role_grant g join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
        where g.tenant_id = ${context.viewer.tenantId}::uuid and g.exception_id is null
          and g.role <> 'controller' and ${isCurrent(sql`g`)} and ${isOpen(sql`a`)}`,
    );
    return book.bindsRoles ? none(counts, 'ATTENTION') : { ...counts, at: null, status: 'NOT_MET' };
  },

  reviewsOnTime: async (context) => {
    const { tenantId } = context.viewer;
    const row = await context.db.first<Counted & { at: Date | null }>(sql`select
        (select max(coalesce(r.closed_at, r.due_at)) from access_review r where r.tenant_id = ${tenantId}::uuid
          and r.withdrawn_at is null and (r.closed_at is not null or r.due_at <= now())) as at,
        count(*) filter (where ${isFrozen(sql`g`)})::int as found, count(*)::int as "outOf"
      from role_grant g where g.tenant_id = ${tenantId}::uuid and ${isCurrent(sql`g`)}`);
    const { found = 0, outOf = 0, at = null } = row ?? {};
    const isLate = at === null || context.now.getTime() - at.getTime() > YEAR_MS;
    return { found, outOf, at, status: isLate ? 'NOT_MET' : found > 0 ? 'ATTENTION' : 'MET' };
  },

  seatsCapped: async ({ db }, book) => {
    const caps = await seatUse(db, book);
    const found = caps.filter(({ used, limit }) => used > limit).length;
    return { found, outOf: caps.length, at: null, status: found > 0 || caps.length === 0 ? 'NOT_MET' : 'MET' };
  },

  masterKeys: (context, book) => {
    const keys = book.matrix.roles.filter(({ key }) => book.algebra.isMasterKey(key)).map(({ key }) => key);
    const inForce = sql`(e.is_consented and e.ended_at is null and e.ends_at > now())`;
    return exceptions(context, sql`e.role = any(${keys}::text[])`, inForce, 'ATTENTION');
  },

  exceptionsConsented: async (context) =>
    none(
      await counted(
        context,
        sql`select count(*)::int as "outOf",
            count(*) filter (where e.is_consented is not true or g.valid_until is null or g.valid_until > e.ends_at)::int as found
          from role_grant g join access_exception e on e.tenant_id = g.tenant_id and e.id = g.exception_id
          where g.tenant_id = ${context.viewer.tenantId}::uuid and ${isCurrent(sql`g`)}`,
      ),
      'NOT_MET',
    ),

  dutiesSeparated: (context) =>
    exceptions(
      context,
      sql`(e.decided_by_account_id = e.requested_by_account_id or e.decided_by_account_id = e.account_id
        or e.decided_by_person_id = e.person_id)`,
      sql`e.is_consented`,
      'NOT_MET',
    ),

  specialCategories: async (_context, book) => {
    const { roles } = book.matrix;
    const wide = roles.filter(({ key, scope }) => {
      if (scope !== 'TENANT' || book.algebra.isMasterKey(key)) return false;
      const opened = [...book.algebra.opened(key).rights.values()].flatMap((byAction) => [...byAction.values()]);
      return opened.some((categories) => [...categories].some(isSpecial));
    });
    return none({ found: wide.length, outOf: roles.length }, 'ATTENTION');
  },
};
