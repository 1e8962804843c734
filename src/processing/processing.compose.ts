import type { RoleBooks } from '../access/index.js';
import type { Clock } from '../base/clock.js';
import type { Database } from '../base/database/database.js';
import type { Route } from '../base/http/route.js';
import type { Translator } from '../base/messages.js';
import type { Catalogue } from '../catalogue/index.js';
import type { OperationHandler, OperationService } from '../jobs/index.js';
import { limitAcknowledged } from '../people/index.js';
import { composeAgreements } from './agreements/index.js';
import type { ReadTemplateFile } from './agreements/templates/index.js';
import { composeAnalyses } from './analyses/index.js';
import { composeBreaches } from './breaches/index.js';
import { type Clocks, composeCalendar } from './calendar/index.js';
import { type AfterReturn, composeInstructions } from './instructions/index.js';
import { MeasureResolver } from './measures/measure.resolver.js';
import { MeasureService } from './measures/measure.service.js';
import { composeNotices } from './notices/index.js';
import { composeRecords } from './records/index.js';
import { composeSubProcessors, keepOwnAnnouncements, SubProcessorService } from './sub-processors/index.js';
import { composeTrustPages } from './trust/index.js';

export interface ProcessingTools {
  /** Where what is read beside a request's own connection is read from. */
  readonly snapshots: Database;
  readonly database: Database;
  readonly catalogue: Catalogue;
  readonly clocks: Clocks;
  readonly translator: Translator;
  readonly operations: OperationService;
  readonly afterReturn: AfterReturn;
  readonly clock: Clock;
  readonly books: RoleBooks;
  /** Reads a file that a controller uploaded as the template of its agreement. */
  readonly readTemplate: ReadTemplateFile;
  readonly report: (error: unknown) => void;
}

/** What a room of processing may bring into the application: each room brings some of it. */
interface Room {
  readonly resolvers?: readonly object[];
  readonly routes?: readonly Route[];
  readonly sweeps?: readonly (() => Promise<void>)[];
  readonly due?: readonly (() => Promise<void>)[];
  readonly workers?: readonly OperationHandler[];
}

/** What processing brings into the application. */
export interface Processing extends Required<Room> {
  /** Followed by whoever changes what the annexes are made of. */
  readonly annexes: ReturnType<typeof composeAgreements>['annexes'];
}

/** Puts the rooms of processing together, and hands each what it needs of the others. */
export function composeProcessing(tools: ProcessingTools): Processing {
  const subProcessors = new SubProcessorService();
  const agreements = composeAgreements({ ...tools, subProcessors });
  const afterReturn: AfterReturn = async (db, subject, id) => {
    await tools.afterReturn(db, subject, id);
    if (subject === 'field_definition') await limitAcknowledged(db, id);
    await agreements.annexes.follow({ db, now: tools.clock.now() });
  };
  const notices = composeNotices({ ...tools, subProcessors });
  const rooms: readonly Room[] = [
    composeSubProcessors({ ...tools, follow: agreements.annexes.follow }),
    { resolvers: [new MeasureResolver(new MeasureService())] },
    notices,
    composeTrustPages({ ...tools, subProcessors }),
    composeAnalyses(),
    composeRecords(agreements.annexes, tools.catalogue),
    composeCalendar(tools.clocks, async (context) => {
      await keepOwnAnnouncements(context);
      await notices.beforeCalendar(context);
    }),
    composeBreaches(tools),
    agreements,
    composeInstructions(afterReturn),
  ];
  return {
    annexes: agreements.annexes,
    resolvers: rooms.flatMap(({ resolvers = [] }) => resolvers),
    routes: rooms.flatMap(({ routes = [] }) => routes),
    sweeps: rooms.flatMap(({ sweeps = [] }) => sweeps),
    due: rooms.flatMap(({ due = [] }) => due),
    workers: rooms.flatMap(({ workers = [] }) => workers),
  };
}
