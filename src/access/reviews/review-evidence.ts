import sql, { raw, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import type { RoleBook, RoleBooks } from '../matrix/role-book.js';
import { everybody } from '../roles.js';
import type { Evidence } from './review.model.js';
import type { ReviewedGrant } from './review-scope.js';

type Facts = Omit<Evidence, 'rights' | 'usedSince'> & {
  readonly grantId: string;
  /** From when on what changed is told: since the last decision, or since the grant. */
  readonly since: Date;
};

/** Lays before the reviewers what is known of each grant: in a few statements, however many there are. */
export async function readEvidence(
  db: Transaction,
  books: RoleBooks,
  grants: readonly ReviewedGrant[],
): Promise<ReadonlyMap<string, Evidence>> {
  const facts = await readFacts(
    db,
    grants.map(({ grantId }) => grantId),
  );
  const [book, used, usedSince, adoptions] = [
    await books.now(db),
    await readUse(db, grants),
    await oldestEntry(db),
    await readAdoptions(db, books),
  ];
  const ofGrant = new Map(grants.map((grant) => [grant.grantId, grant]));
  return new Map(
    facts.map(({ grantId, since, ...known }): [string, Evidence] => {
      const { accountId = '', role = '' } = ofGrant.get(grantId) ?? {};
      const rights = actionsOf(book, role).map((action) => ({
        action,
        lastUsedAt: used.get([accountId, role, action].join())?.toISOString() ?? null,
      }));
      const changes = [...known.changes, ...changesOfRole(role, since, adoptions)];
      return [grantId, { ...known, changes, rights, usedSince: usedSince?.toISOString() ?? null }];
    }),
  );
}

/** What a role opens beyond what everybody may: whether that was used says whether the role is needed. */
function actionsOf(book: RoleBook, role: string): readonly string[] {
  const definition = book.find(role);
  if (!definition) return [];
  const ofPersons = definition.persons.flatMap(({ rights }) => Object.keys(rights));
  return [...new Set<string>([...definition.actions, ...ofPersons])].filter(
    (action) => !(everybody as readonly string[]).includes(action),
  );
}

const inUtc = (instant: string): Sql => raw(`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

function readFacts(db: Transaction, grantIds: readonly string[]): Promise<Facts[]> {
  return db.many<Facts>(sql`select g.id as "grantId", s.since,
      ${inUtc('a.last_visit_at')} as "lastVisitAt", ${inUtc('a.last_second_factor_at')} as "lastSecondFactorAt",
      x.number as "exceptionNumber", ${inUtc('x.ends_at')} as "exceptionEndsAt",
      (select coalesce(json_agg(json_build_object('function', j.function, 'since', ${inUtc('j.valid_from')})
          order by j.valid_from), '[]')
        from function_assignment j where j.tenant_id = g.tenant_id and j.person_id = g.person_id
          and j.valid_from <= now() and (j.valid_until is null or j.valid_until > now())) as functions,
      (select json_agg(json_build_object('role', o.role, 'unitId', o.unit_id, 'since', ${inUtc('o.valid_from')})
          order by o.valid_from, o.id)
        from role_grant o where o.tenant_id = g.tenant_id and o.account_id = g.account_id
          and o.valid_from <= now() and (o.valid_until is null or o.valid_until > now())) as roles,
      (select coalesce(json_agg(json_build_object('kind', c.kind, 'what', c.what, 'at', ${inUtc('c.at')})
          order by c.at), '[]')
        from (select 'FUNCTION_BEGAN' as kind, j.function as what, j.valid_from as at from function_assignment j
            where j.tenant_id = g.tenant_id and j.person_id = g.person_id
          union all select 'FUNCTION_ENDED', j.function, j.valid_until from function_assignment j
            where j.tenant_id = g.tenant_id and j.person_id = g.person_id
          union all select 'UNIT_JOINED', f.unit_id::text, f.created_at from affiliation f
            where f.tenant_id = g.tenant_id and f.person_id = g.person_id) c
        where c.at > s.since and c.at <= now()) as changes,
      (select coalesce(json_agg(json_build_object('reviewNumber', r.number, 'decision', p.decision,
          'decidedAt', ${inUtc('p.decided_at')}) order by p.decided_at desc), '[]')
        from access_review_item p
        join access_review r on r.tenant_id = p.tenant_id and r.id = p.review_id
        where p.tenant_id = g.tenant_id and p.account_id = g.account_id and p.role = g.role
          and p.unit_id is not distinct from g.unit_id and p.decision is not null) as previous
    from role_grant g join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
    left join access_exception x on x.tenant_id = g.tenant_id and x.id = g.exception_id
    cross join lateral (select coalesce(max(p.decided_at), g.valid_from) as since from access_review_item p
      where p.tenant_id = g.tenant_id and p.account_id = g.account_id and p.role = g.role
        and p.unit_id is not distinct from g.unit_id) s
    where g.tenant_id = ${db.scope.tenantId}::uuid and g.id = any(${[...grantIds]}::uuid[])`);
}

/**
 * When each account last did what, in which role. The log has no index by who acted: its entries are written with every
 * request, and a campaign begins a few times a year.
 */
async function readUse(db: Transaction, grants: readonly ReviewedGrant[]): Promise<ReadonlyMap<string, Date>> {
  const accounts = [...new Set(grants.map(({ accountId }) => accountId))];
  const roles = [...new Set(grants.map(({ role }) => role))];
  const used = await db.many<{ key: string; at: Date }>(sql`select
      concat_ws(',', e.actor_account_id, e.role, e.action) as key, max(e.at) as at
    from log_entry e where e.tenant_id = ${db.scope.tenantId}::uuid and e.outcome = 'done'
      and e.actor_account_id = any(${accounts}::uuid[]) and e.role = any(${roles}::text[]) group by 1`);
  return new Map(used.map(({ key, at }) => [key, at]));
}

async function oldestEntry(db: Transaction): Promise<Date | null> {
  const row = await db.first<{ at: Date | null }>(sql`select min(at) as at from log_entry
    where tenant_id = ${db.scope.tenantId}::uuid`);
  return row?.at ?? null;
}

interface Adoption {
  readonly number: number;
  readonly at: Date;
  readonly before: RoleBook;
  readonly after: RoleBook;
}

/** Each time the tenant's roles changed, with what they meant before and after. */
async function readAdoptions(db: Transaction, books: RoleBooks): Promise<readonly Adoption[]> {
  const versions = await db.many<{ id: string; number: number; at: Date }>(sql`select id, number, adopted_at as at
    from matrix where tenant_id = ${db.scope.tenantId}::uuid and adopted_at is not null order by adopted_at`);
  const adoptions: Adoption[] = [];
  let before = await books.of(db, null);
  for (const { id, number, at } of versions) {
    const after = await books.of(db, id);
    adoptions.push({ number, at, before, after });
    before = after;
  }
  return adoptions;
}

const changesOfRole = (role: string, since: Date, adoptions: readonly Adoption[]): Evidence['changes'] =>
  adoptions
    .filter(({ at, before, after }) => at > since && before.basisOf(role, []) !== after.basisOf(role, []))
    .map(({ number, at }) => ({ kind: 'ROLE_CHANGED', what: String(number), at: at.toISOString() }));
