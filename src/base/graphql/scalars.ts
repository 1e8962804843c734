import { GraphQLScalarType, Kind } from 'graphql';
import { Fault } from '../errors.js';

/** The text of a date without time (ISO 8601), checked against the calendar. */
export function parseDate(text: unknown): string {
  if (typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const date = new Date(`${text}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text;
  }
  throw new Fault('BAD_USER_INPUT', 'badDate');
}

/** A calendar date without a time zone, such as a date of birth. */
export const CalendarDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar date without time, ISO 8601: `2026-11-22`.',
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)),
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : null),
});
