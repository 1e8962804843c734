import sql, { type Sql } from 'sql-template-tag';

/** Whether somebody may have left at all: most have not, and are asked nothing more. */
const mayHaveLeft = (account: Sql): Sql => sql`exists (select 1 from person lp
  where lp.tenant_id = ${account}.tenant_id and lp.id = ${account}.person_id
    and (lp.status = 'left' or lp.left_at is not null or lp.register = 'GUARDIAN'))`;

/** Whether the time of an account is over because its person left. */
export const isOverdue = (account: Sql): Sql =>
  sql`(case when ${mayHaveLeft(account)} then leaver_is_overdue(${account}.tenant_id, ${account}.id) else false end)`;

/** Whether an account acts for the controller, and nobody else does who has not left. */
export const isLastController = (account: Sql): Sql => sql`is_last_controller(${account}.tenant_id, ${account}.id)`;

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
