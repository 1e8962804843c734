import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import type { HeldRole } from '../../base/viewer.js';
import type { GrantInQuestion } from '../grants/grant-effect.js';
import { hindrancesOf } from '../grants/grant-facts.js';

/** A grant of an account, whether it has effect or not. */
export interface GrantRow extends HeldRole, Required<Pick<GrantInQuestion, 'hindrances'>> {
  readonly condition: string | null;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly exceptionNumber: number | null;
  /** The item of a review that nobody decided on in time, by which the grant has no effect. */
  readonly frozenItemId: string | null;
  readonly groupIds: readonly string[];
  readonly personIds: readonly string[];
}

const MOST = 100;

/** The grants of an account, those first that hold, then those that ended last. */
export const grantsOf = (db: Transaction, accountId: string): Promise<GrantRow[]> =>
  db.many<GrantRow>(sql`select g.id as "grantId", g.role, g.unit_id as "unitId", g.stage, g.basis, g.condition,
      g.valid_from as "validFrom", g.valid_until as "validUntil", e.number as "exceptionNumber",
      ${hindrancesOf(sql`g`, sql`a`)} as hindrances,
      (select fi.id from access_review_item fi where fi.tenant_id = g.tenant_id and fi.grant_id = g.id
        and fi.freezes_at <= clock_timestamp() order by fi.id limit 1) as "frozenItemId",
      array(select s.group_id::text from role_scope s
        where s.tenant_id = g.tenant_id and s.grant_id = g.id and s.group_id is not null order by 1) as "groupIds",
      array(select s.person_id::text from role_scope s
        where s.tenant_id = g.tenant_id and s.grant_id = g.id and s.person_id is not null order by 1) as "personIds"
    from role_grant g join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
      left join access_exception e on e.tenant_id = g.tenant_id and e.id = g.exception_id
    where g.tenant_id = ${db.scope.tenantId}::uuid and g.account_id = ${accountId}::uuid
    order by coalesce(g.valid_until, 'infinity') desc, g.id limit ${MOST}`);
