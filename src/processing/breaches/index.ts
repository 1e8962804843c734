import sql from 'sql-template-tag';
import type { Route } from '../../base/http/route.js';
import type { Translator } from '../../base/messages.js';
import type { Domain } from '../../catalogue/index.js';
import type { OperationHandler, OperationService } from '../../jobs/index.js';
import { breachToAuthorityClock, breachToControllerClock } from './breach.clocks.js';
import { Breach } from './breach.entity.js';
import { breachMessages } from './breach.messages.js';
import {
  breachAssessmentObject,
  breachNoticeObject,
  breachObject,
  breachPersonObject,
  incidentObject,
} from './breach.objects.js';
import { BreachAssessmentResolver, BreachNoticeResolver, BreachResolver } from './breach.resolver.js';
import { breachRoutes } from './breach.routes.js';
import { BreachService } from './breach.service.js';
import { BreachNoticeType, BreachType } from './breach.types.js';
import { BreachAssessment } from './breach-assessment.entity.js';
import { BreachAssessmentType, BreachPersonType } from './breach-assessment.types.js';
import { BreachAssessmentWorker, type EngagedSubProcessors } from './breach-assessment.worker.js';
import { BreachNotice } from './breach-notice.entity.js';
import { BreachPerson } from './breach-person.entity.js';
import { Incident } from './incident.entity.js';
import { IncidentResolver } from './incident.resolver.js';
import { IncidentService } from './incident.service.js';
import { IncidentType } from './incident.types.js';
import { noticeMessages } from './notice.messages.js';
import { BreachNoticeService } from './notice.service.js';
import { noticeDraftMessages } from './notice-draft.messages.js';

/** Breaches: whom an incident affects, the notices to the controllers, and the register (GD-6). */
export const breaches = {
  entities: [Incident, Breach, BreachAssessment, BreachPerson, BreachNotice],
  objects: [incidentObject, breachObject, breachAssessmentObject, breachPersonObject, breachNoticeObject],
  nodeTypes: [IncidentType, BreachType, BreachAssessmentType, BreachPersonType, BreachNoticeType],
  clocks: [breachToControllerClock, breachToAuthorityClock],
  messages: [breachMessages, noticeDraftMessages, noticeMessages],
} as const satisfies Domain;

export interface BreachTools {
  readonly operations: OperationService;
  readonly translator: Translator;
}

/** What the suspected sub-processors process, while they are engaged in the suspected period. */
const engaged: EngagedSubProcessors = async (db, { subProcessorIds, fromAt, untilAt }, asOf) => {
  if (subProcessorIds.length === 0) return [];
  const found = await db.many<{ categories: string[]; end: Date }>(sql`select s.data_categories as categories,
      least(${untilAt}::timestamptz, ${asOf}::timestamptz, (s.until + 1)::timestamptz) as end
    from sub_processor s where s.id = any(${[...subProcessorIds]}::uuid[])
      and s.since::timestamptz <= least(${untilAt}::timestamptz, ${asOf}::timestamptz)
      and (s.until is null or (s.until + 1)::timestamptz > coalesce(${fromAt}::timestamptz, '-infinity'))
    order by s.id`);
  return found.map(({ categories, end }) => ({ categories, times: [end], isLogged: false }));
};

export function composeBreaches({ operations, translator }: BreachTools): {
  readonly resolvers: readonly object[];
  readonly routes: readonly Route[];
  readonly workers: readonly OperationHandler[];
} {
  const incidents = new IncidentService(operations);
  const notices = new BreachNoticeService(incidents, translator);
  return {
    resolvers: [
      new IncidentResolver(incidents, notices),
      new BreachResolver(new BreachService(operations)),
      new BreachAssessmentResolver(),
      new BreachNoticeResolver(notices),
    ],
    routes: breachRoutes(translator),
    workers: [
      {
        kind: 'BREACH_ASSESSMENT',
        worker: new BreachAssessmentWorker(engaged).run,
        perProcess: 2,
        cancellable: false,
      },
    ],
  };
}
