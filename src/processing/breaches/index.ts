import type { Route } from '../../base/http/route.js';
import type { Translator } from '../../base/messages.js';
import type { Domain } from '../../catalogue/index.js';
import type { OperationHandler, OperationService } from '../../jobs/index.js';
import { engagedBy } from '../sub-processors/index.js';
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

const DAY_MS = 86_400_000;

/** What the suspected sub-processors process for the tenant, while they are engaged in the suspected period. */
const engaged: EngagedSubProcessors = async (db, { tenantId, subProcessorIds, fromAt, untilAt }, asOf) => {
  if (subProcessorIds.length === 0) return [];
  const last = untilAt && untilAt < asOf ? untilAt : asOf;
  const rows = await engagedBy(db, tenantId, last);
  return rows.flatMap(({ id, since, until, dataCategories }) => {
    const ended = until === null ? null : new Date(Date.parse(until) + DAY_MS);
    const isWithin = new Date(since) <= last && (ended === null || fromAt === null || ended > fromAt);
    if (!subProcessorIds.includes(id) || !isWithin) return [];
    return [{ categories: [...dataCategories], times: [ended && ended < last ? ended : last], isLogged: false }];
  });
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
