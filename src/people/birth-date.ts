const EARLIEST = '1900-01-01';

/** Whether somebody who is in a register today can have been born on that day (YYYY-MM-DD). */
export function isBirthDate(date: string, now: Date = new Date()): boolean {
  return date >= EARLIEST && date <= now.toISOString().slice(0, 10);
}
