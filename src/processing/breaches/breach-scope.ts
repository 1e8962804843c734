import sql, { type Sql } from 'sql-template-tag';
import { categoryNames, isSpecial } from '../../catalogue/index.js';
import type { Breach } from './breach.entity.js';

/** Where a breach is suspected to come from, in one tenant. */
export type BreachSource = Pick<Breach, 'tenantId' | 'accountIds' | 'roles' | 'subProcessorIds' | 'fromAt' | 'untilAt'>;

export const specialCategories: readonly string[] = categoryNames.filter((category) => isSpecial(category));

/** Whether the log is searched: not where nothing but a sub-processor is suspected, which reads without a login. */
export const usesLog = ({ accountIds, roles, subProcessorIds }: BreachSource): boolean =>
  accountIds.length > 0 || roles.length > 0 || subProcessorIds.length === 0;

/** The entries of the log that a breach is read from: what was done by the accounts, in the roles, in the period. */
export const entriesOf = (source: BreachSource, asOf: Date, entry: Sql): Sql => sql`
  ${entry}.tenant_id = ${source.tenantId}::uuid and ${entry}.outcome = 'done'
  and ${entry}.at >= coalesce(${source.fromAt}::timestamptz, '-infinity')
  and ${entry}.at <= least(${source.untilAt}::timestamptz, ${asOf}::timestamptz)
  and (cardinality(${[...source.accountIds]}::uuid[]) = 0 or ${entry}.actor_account_id = any(${[...source.accountIds]}::uuid[]))
  and (cardinality(${[...source.roles]}::text[]) = 0 or ${entry}.role = any(${[...source.roles]}::text[]))`;

/** Entries by which a copy of everything that the controller has was made or fetched: they concern everybody. */
export const isCopy = (entry: Sql): Sql => sql`${entry}.action = 'export.tenant'`;

/** Of the special categories among `wanted`, those of which a person's card holds a value. */
export const specialOf = (person: Sql, wanted: Sql): Sql => sql`array(select distinct f.category from field_definition f
  where f.tenant_id = ${person}.tenant_id and f.category = any(${[...specialCategories]}::text[])
    and f.category = any(${wanted}) and ${person}.field_values ? f.id::text)`;

/** What of `categories` is not special: of everybody with a card something of that kind is taken to be held. */
export const ordinaryOf = (categories: Sql): Sql => sql`array(select o from unnest(${categories}) o
  where o <> all(${[...specialCategories]}::text[]))`;
