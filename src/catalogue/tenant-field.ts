import { categoryNames, type DataCategory, type Purpose, type Retention } from './categories.js';

/** A tenant-defined field as the catalogue needs it: the same declaration that a column carries, and a name for people. */
export interface TenantField {
  readonly id: string;
  readonly label: string;
  /** What the field holds; a FILE refers to an upload. */
  readonly type: string;
  readonly category: DataCategory;
  readonly purposes: readonly Purpose[];
  readonly retention: string;
  /** Whether the person may correct the value; the controller owns it otherwise. */
  readonly correctable: boolean;
  /** A retired field takes no new values; those that it has are still held. */
  readonly retiredAt: Date | null;
}

const ELEMENT = /^field:([0-9a-f-]{36})#([A-Z_]+)$/;

/**
 * The element's name in the catalogue: `field:<id>#<CATEGORY>`. It carries the category, so that the log and the person
 * wall can tell it without reading the tenant's definitions.
 */
export const fieldElement = (field: Pick<TenantField, 'id' | 'category'>): string =>
  `field:${field.id}#${field.category}`;

/** The field's id and category behind an element's name, or null for an element that is no tenant-defined field. */
export function parseFieldElement(name: string): { readonly id: string; readonly category: DataCategory } | null {
  const [, id, category] = ELEMENT.exec(name) ?? [];
  const known = categoryNames.find((candidate) => candidate === category);
  return id && known ? { id, category: known } : null;
}

/** The key under which `valueSources` of a person's card names the source system that owns a field's value. */
export const fieldSourceKey = (fieldId: string): string => `field:${fieldId}`;

const PERIOD = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/;

/** The parts of an ISO 8601 duration in whole years, months, weeks and days; null for anything else. */
export function parsePeriod(text: string): { years: number; months: number; weeks: number; days: number } | null {
  const match = PERIOD.exec(text);
  if (!match) return null;
  const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return years + months + weeks + days > 0 ? { years, months, weeks, days } : null;
}

const DAYS = { years: 365.25, months: 30.4375, weeks: 7, days: 1 } as const;

/**
 * Whether something is kept longer than before. A period and the time in a register cannot be compared, so that each counts
 * as longer than the other; nothing is kept longer than until it is removed.
 */
export function isLongerRetention(before: string, after: string): boolean {
  if (before === after || before === 'UNTIL_REMOVED') return false;
  const [was, is] = [parsePeriod(before), parsePeriod(after)];
  if (!was || !is) return true;
  const days = (period: typeof was): number =>
    (['years', 'months', 'weeks', 'days'] as const).reduce((sum, unit) => sum + period[unit] * DAYS[unit], 0);
  return days(is) > days(was);
}

/** Whether a text says how long something is kept: `WHILE_ACTIVE`, `UNTIL_REMOVED`, or a period such as `P2Y`. */
export const isRetention = (text: string): text is Retention =>
  text === 'WHILE_ACTIVE' || text === 'UNTIL_REMOVED' || parsePeriod(text) !== null;
