import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { Database } from '../../base/database/database.js';
import type { Route } from '../../base/http/route.js';
import { type ClockSource, type Domain, withRight } from '../../catalogue/index.js';
import { SubProcessor } from './sub-processor.entity.js';
import { subProcessorMessages } from './sub-processor.messages.js';
import { subProcessorObject, tenantSubProcessors } from './sub-processor.objects.js';
import { keepAnnouncements, keepEveryAnnouncement, readAnnouncements } from './sub-processor.records.js';
import { SubProcessorResolver, TenantSubProcessorsResolver } from './sub-processor.resolver.js';
import { subProcessorRoutes } from './sub-processor.routes.js';
import { SubProcessorType } from './sub-processor.types.js';
import {
  SubProcessorAnnouncement,
  SubProcessorAuthorisation,
  SubProcessorObjection,
} from './sub-processor-announcement.entity.js';
import { SubProcessorChange } from './sub-processor-change.entity.js';
import { subProcessorChangeObject, subProcessorObjectionObject } from './sub-processor-change.objects.js';
import { SubProcessorChangeResolver } from './sub-processor-change.resolver.js';
import { SubProcessorChangeType, SubProcessorObjectionType } from './sub-processor-change.types.js';
import { SubProcessorDecisions } from './sub-processor-decision.service.js';
import { SubProcessorKeeping } from './sub-processor-keeping.service.js';

export {
  type EffectiveSubProcessor,
  engagedBy,
  mayProcess,
  notAcceptedFor,
  SubProcessorService,
} from './sub-processor.service.js';
export type { PlatformFunction } from './sub-processor.terms.js';

/** The windows of a tenant in which nobody has objected yet. */
const windowClock: ClockSource = {
  kind: 'SUB_PROCESSOR_OBJECTION',
  type: 'SubProcessorChange',
  rows: (tenantId, now) => sql`select a.change_id, a.closes_at, s.legal_name, null::uuid, null::uuid
    from sub_processor_announcement a
    join sub_processor_change c on c.id = a.change_id and c.withdrawn_at is null
    join sub_processor s on s.id = c.sub_processor_id
    where a.tenant_id = ${tenantId} and a.closes_at >= ${now} and not exists (select 1 from sub_processor_objection o
      where o.tenant_id = a.tenant_id and o.change_id = a.change_id and o.withdrawn_at is null)`,
  seen: withRight('subProcessor.decide'),
};

/** Writes the windows of the viewer's tenant down, so that the calendar has those of one that has just joined, too. */
export async function keepOwnAnnouncements({ db, access, viewer }: Context): Promise<void> {
  if (viewer.isOperator || !access.can('subProcessor.decide')) return;
  const own = sql`t.tenant_id = ${viewer.tenantId}::uuid and a.change_id is null`;
  await keepAnnouncements(db, await readAnnouncements(db, own));
}

/** Sub-processors: proposed, announced, objected to, in force, ended. */
export const subProcessors = {
  entities: [
    SubProcessor,
    SubProcessorChange,
    SubProcessorAnnouncement,
    SubProcessorAuthorisation,
    SubProcessorObjection,
  ],
  objects: [subProcessorObject, subProcessorChangeObject, subProcessorObjectionObject],
  extensions: [tenantSubProcessors],
  clocks: [windowClock],
  nodeTypes: [SubProcessorType, SubProcessorChangeType, SubProcessorObjectionType],
  messages: [subProcessorMessages],
} as const satisfies Domain;

export function composeSubProcessors({
  database,
  follow,
}: {
  readonly database: Database;
  /** Told of what a controller decides, because the annexes of its agreement list who is engaged. */
  readonly follow: (context: Context) => Promise<unknown>;
}): {
  readonly resolvers: readonly object[];
  readonly routes: readonly Route[];
  readonly sweeps: readonly (() => Promise<void>)[];
} {
  const keeping = new SubProcessorKeeping();
  return {
    resolvers: [
      new SubProcessorResolver(keeping),
      new SubProcessorChangeResolver(keeping, new SubProcessorDecisions(keeping, follow)),
      new TenantSubProcessorsResolver(),
    ],
    routes: subProcessorRoutes(),
    sweeps: [() => database.transaction({ tenantId: null, operator: true }, (db) => keepEveryAnnouncement(db))],
  };
}
