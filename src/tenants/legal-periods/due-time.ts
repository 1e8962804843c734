import { timeZoneOf } from '../../base/time-zone.js';
import { parsePeriod } from '../../catalogue/index.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const HOURS = /^PT([1-9]\d{0,3})H$/;

/** The parts of a period: hours alone, or whole calendar units. */
export type ParsedPeriod = NonNullable<ReturnType<typeof parsePeriod>> & { readonly hours: number };

/** The parts of an ISO 8601 duration in hours or in whole calendar units; null for anything else. */
export function parseLegalPeriod(text: string): ParsedPeriod | null {
  const hours = Number(HOURS.exec(text)?.[1] ?? 0);
  if (hours > 0) return { years: 0, months: 0, weeks: 0, days: 0, hours };
  const calendar = parsePeriod(text);
  return calendar && { ...calendar, hours: 0 };
}

/** What a clock on the wall shows there, as if it were UTC. */
function wallClock(instant: Date, zone: string): Date {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return new Date(Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')));
}

/**
 * When periods that run one after the other from `start` end, counted after Regulation 1182/71, Article 3: with the last
 * second of the day that has the date of the start, or of the last day of a month without that date, and of the next Monday
 * where that day is a Saturday or Sunday. Public holidays, which differ by country and would only make it longer, are left
 * out. Hours are counted from the moment itself, which is never later than the Regulation's full hours. `country` is that of
 * the controller (ISO 3166-1 alpha-2); others' days end as in UTC.
 */
export function dueTime(start: Date, periods: readonly string[], country: string): Date {
  const parts = periods.map((period) => {
    const parsed = parseLegalPeriod(period);
    if (!parsed) throw new Error(`${period} is no period`);
    return parsed;
  });
  const sum = (of: (part: ParsedPeriod) => number): number => parts.reduce((total, part) => total + of(part), 0);
  const afterHours = new Date(start.getTime() + sum((part) => part.hours) * HOUR_MS);
  if (parts.every((part) => part.hours > 0)) return afterHours;
  const zone = timeZoneOf(country);
  const begun = wallClock(afterHours, zone);
  const months = sum((part) => part.years * 12 + part.months);
  const days = sum((part) => part.weeks * 7 + part.days);
  const [year, month, day] = [begun.getUTCFullYear(), begun.getUTCMonth() + months, begun.getUTCDate()];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const date = new Date(Date.UTC(year, month, Math.min(day, lastOfMonth) + days));
  const weekday = date.getUTCDay();
  const daysToMonday = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  const lastSecond = new Date(date.getTime() + (daysToMonday + 1) * DAY_MS - 1_000);
  const offset = wallClock(lastSecond, zone).getTime() - lastSecond.getTime();
  return new Date(lastSecond.getTime() - offset);
}
