import sql, { type Sql } from 'sql-template-tag';
import { isOpen } from '../leavers/leaver-facts.js';
import { isFrozen } from '../reviews/review-states.js';

/** Whether something that has dates holds at this moment; one that ended a moment ago in this transaction does not. */
const holdsNow = (row: Sql): Sql => sql`(${row}.valid_from <= clock_timestamp()
  and (${row}.valid_until is null or ${row}.valid_until > clock_timestamp()))`;

/** The grants of an account that its dates let the wall go by, and no review that nobody decided in time. */
export const isCurrentGrant = (grant: Sql, account: Sql): Sql =>
  sql`(${grant}.tenant_id = ${account}.tenant_id and ${grant}.account_id = ${account}.id and ${holdsNow(grant)}
    and not ${isFrozen(grant)})`;

/** What the dates of a grant, its account and its reviews say against it, as an array; empty where they say nothing. */
export const hindrancesOf = (grant: Sql, account: Sql): Sql => sql`array_remove(array[
  case when ${grant}.valid_until <= clock_timestamp() then 'ENDED'
    when ${grant}.valid_from > clock_timestamp() then 'NOT_YET_VALID' end,
  case when not ${isOpen(account)} then 'ACCOUNT_CLOSED' end,
  case when ${isFrozen(grant)} then 'REVIEW_MISSED' end], null)`;

/** The job functions that the person of an account has now. */
export const functionsOf = (account: Sql): Sql => sql`array(select j.function from function_assignment j
  where j.tenant_id = ${account}.tenant_id and j.person_id = ${account}.person_id and ${holdsNow(sql`j`)} order by 1)`;

/** The register of the card of an account; null where it is linked to none, or the card is no more in the register of the link. */
export const cardRegisterOf = (account: Sql): Sql => sql`(select p.register from person p
  where p.tenant_id = ${account}.tenant_id and p.id = ${account}.person_id
    and p.register = coalesce(${account}.card_register, p.register))`;

/** The stages of the groups that the person of an account supervises now. */
export const supervisedStagesOf = (account: Sql): Sql => sql`array(select distinct pg.stage from membership s
  join person_group pg on pg.tenant_id = s.tenant_id and pg.id = s.group_id and pg.stage is not null
  where s.tenant_id = ${account}.tenant_id and s.person_id = ${account}.person_id and s.role = 'SUPERVISOR'
    and (s.starts_on is null or s.starts_on <= current_date) and (s.ends_on is null or s.ends_on >= current_date)
  order by 1)`;
