import type { Context } from '../../base/context.js';
import type { Route } from '../../base/http/route.js';
import { CalendarResolver } from './calendar.resolver.js';
import { calendarRoutes } from './calendar.routes.js';
import { CalendarService } from './calendar.service.js';
import type { Clocks } from './clocks.js';

export { agreementClock } from './agreement.clocks.js';
export { Clocks } from './clocks.js';

/** The tenant's calendar of every clock that runs. */
export function composeCalendar(
  clocks: Clocks,
  before: (context: Context) => Promise<void>,
): {
  readonly resolvers: readonly object[];
  readonly routes: readonly Route[];
} {
  const service = new CalendarService(clocks, before);
  return { resolvers: [new CalendarResolver(service)], routes: calendarRoutes(service) };
}
