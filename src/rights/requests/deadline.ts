import { timeZoneOf } from '../../base/time-zone.js';

const DAY_MS = 86_400_000;

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
 * The deadline for answering a request of a data subject (Article 12(3) GDPR), counted after Regulation 1182/71, Article 3:
 * it ends with the last second of the day that has the date of receipt, or of the last day of a month without that date,
 * and of the next Monday where that day is a Saturday or Sunday. Public holidays, which differ by country and would only
 * make it longer, are left out. `country` is that of the controller (ISO 3166-1 alpha-2); others' days end as in UTC.
 */
export function deadline(receivedAt: Date, months: number, country: string): Date {
  const zone = timeZoneOf(country);
  const received = wallClock(receivedAt, zone);
  const [year, month, day] = [received.getUTCFullYear(), received.getUTCMonth() + months, received.getUTCDate()];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const date = new Date(Date.UTC(year, month, Math.min(day, lastOfMonth)));
  const weekday = date.getUTCDay();
  const daysToMonday = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  const lastSecond = new Date(date.getTime() + (daysToMonday + 1) * DAY_MS - 1_000);
  const offset = wallClock(lastSecond, zone).getTime() - lastSecond.getTime();
  return new Date(lastSecond.getTime() - offset);
}

export const MONTHS_TO_ANSWER = 1;
export const MONTHS_WHEN_EXTENDED = 3;
