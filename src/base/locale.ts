/** The languages in which Varde speaks to people; the order is the order in which they are offered. BCP 47 tags. */
export const LOCALES = ['en', 'nb', 'sv', 'fi', 'et', 'nl'] as const;

/** One of the languages of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number];

/** Dates in English are written as in the rest of Europe: the day before the month. */
const dated = (locale: Locale): string => (locale === 'en' ? 'en-GB' : locale);

/** Writes a point in time for people, always in UTC and saying so: `22 November 2026 at 13:25 UTC`. */
export function formatInstant(instant: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(dated(locale), {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(instant);
}

/** Writes a calendar date for people: `22 November 2026`. The UTC date is the one written. */
export function formatDate(date: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(dated(locale), {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(date);
}

/** Writes a whole number with the grouping of the language. */
export function formatCount(count: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(count);
}

/** Writes a period of whole calendar units for people: `2 years and 6 months`. Units of zero are left out. */
export function formatPeriod(
  period: Readonly<Record<'years' | 'months' | 'weeks' | 'days', number>>,
  locale: Locale,
): string {
  const parts = (['year', 'month', 'week', 'day'] as const).flatMap((unit) => {
    const count = period[`${unit}s`];
    return count > 0 ? [new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)] : [];
  });
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
}
