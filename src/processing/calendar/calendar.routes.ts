import type { Route } from '../../base/http/route.js';
import type { CalendarService } from './calendar.service.js';
import { writeCalendar } from './icalendar.js';

const HOUR_MS = 3_600_000;

/**
 * The calendar for calendar programs (RFC 5545), with the token of the one who reads it. It leaves the walls of the portal,
 * so that nothing in it is about a person: of such clocks it has the kind and the time.
 */
export const calendarRoutes = (service: CalendarService): readonly Route[] => [
  {
    url: '/calendar.ics',
    action: 'calendar.read',
    answer: async (context) => {
      const { now } = context;
      const clocks = await service.feed(context);
      const entries = clocks.map(({ id, kind, dueAt, what }) => {
        const label = context.text(`clock.${kind}`);
        const overdue = dueAt < now ? `${context.text('clock.overdue')}: ` : '';
        return {
          uid: id,
          at: dueAt,
          summary: `${overdue}${what === null ? label : `${label}: ${what}`}`,
          category: label,
        };
      });
      // Whole hours, so that what has not changed is not sent again.
      const stamp = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
      return {
        type: 'text/calendar; charset=utf-8',
        body: writeCalendar(context.text('clock.calendar'), entries, stamp),
        headers: { vary: 'Accept-Language, Authorization' },
      };
    },
  },
];
