import sql, { type Sql } from 'sql-template-tag';

/** Grants of the controller's role that hold for good. */
const actsForGood = (grant: Sql): Sql => sql`(${grant}.role = 'controller' and ${grant}.valid_from <= clock_timestamp()
  and ${grant}.valid_until is null)`;

/** Whether the time of an account is over because its person left. */
export const isOverdue = (account: Sql): Sql => sql`exists (select 1 from leaver l
  where l.tenant_id = ${account}.tenant_id and l.id = ${account}.id and l.closes_at <= clock_timestamp())`;

/** Whether an account acts for the controller, and nobody else does who has not left. */
export const isLastController = (account: Sql): Sql => sql`(
  exists (select 1 from role_grant c where c.tenant_id = ${account}.tenant_id and c.account_id = ${account}.id
    and ${actsForGood(sql`c`)})
  and not exists (select 1 from role_grant c join account o on o.tenant_id = c.tenant_id and o.id = c.account_id
    where c.tenant_id = ${account}.tenant_id and c.account_id <> ${account}.id and ${actsForGood(sql`c`)}
      and o.closed_at is null and o.kind = 'personal' and o.person_id is not null and not ${isOverdue(sql`o`)}))`;

/**
 * Whether an account is closed because its person left (ST-10): asked when it is used, so that it needs no job. The last one
 * who acts for the controller stays.
 */
export const isClosedAsLeaver = (account: Sql): Sql =>
  sql`(${isOverdue(account)} and not ${isLastController(account)})`;

/** Whether somebody can sign in to an account: not closed, or only because its person had left, who is back. */
export const isOpen = (account: Sql): Sql =>
  sql`((${account}.closed_at is null or ${account}.closed_as_leaver) and not ${isClosedAsLeaver(account)})`;

/** Whether a legal hold covers what an account is, which then stays, closed. */
export const isHeld = (account: Sql): Sql => sql`exists (select 1 from legal_hold h
  where h.tenant_id = ${account}.tenant_id and h.person_id = ${account}.person_id
    and (h.until is null or h.until >= current_date)
    and (h.category is null or h.category in ('SIGN_IN', 'NETWORK_ADDRESS', 'ACTIVITY'))
    and (h.element is null or split_part(h.element, '.', 1) in ('account', 'account_address', 'role_grant', 'role_scope')))`;
