import { describe, expect, test } from '@jest/globals';
import { dueTime } from '../../src/tenants/index.js';

const due = (received: string, country: string, periods = ['P1M']) =>
  dueTime(new Date(received), periods, country).toISOString();

describe('the deadline of a request', () => {
  test.each([
    ['the same date a month later', '2026-03-10T09:00:00Z', 'NO', '2026-04-10T21:59:59.000Z'],
    ['the last day of a shorter month', '2026-08-31T09:00:00Z', 'NO', '2026-09-30T21:59:59.000Z'],
    ['the 28th of February', '2027-01-29T09:00:00Z', 'SE', '2027-03-01T22:59:59.000Z'],
    ['the 29th of February in a leap year', '2028-01-31T09:00:00Z', 'SE', '2028-02-29T22:59:59.000Z'],
    ['Monday where it is a Saturday', '2026-09-10T09:00:00Z', 'NO', '2026-10-12T21:59:59.000Z'],
    ['Monday where it is a Sunday', '2026-10-22T09:00:00Z', 'NL', '2026-11-23T22:59:59.000Z'],
    ['over the turn of the year', '2026-12-15T09:00:00Z', 'NL', '2027-01-15T22:59:59.000Z'],
    ['by the day in the controller’s country', '2026-03-09T22:30:00Z', 'FI', '2026-04-10T20:59:59.000Z'],
    ['by UTC where the country has no zone here', '2026-03-10T23:30:00Z', 'XX', '2026-04-10T23:59:59.000Z'],
    ['over the change to summer time', '2026-03-02T09:00:00Z', 'EE', '2026-04-02T20:59:59.000Z'],
  ])('is %s', (_, received, country, expected) => {
    expect(due(received, country)).toBe(expected);
  });

  test('is three months from receipt when extended, not from the first deadline', () => {
    expect(due('2026-01-31T09:00:00Z', 'NO', ['P1M', 'P2M'])).toBe('2026-04-30T21:59:59.000Z');
  });
});
