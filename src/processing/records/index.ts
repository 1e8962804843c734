import type { Route } from '../../base/http/route.js';
import type { Catalogue, Domain } from '../../catalogue/index.js';
import type { AnnexVersions } from '../agreements/index.js';
import { recordMessages } from './record.messages.js';
import { RecordResolver } from './record.resolver.js';
import { recordRoutes } from './record.routes.js';
import { RecordService } from './record.service.js';

export const records = { messages: [recordMessages] } as const satisfies Domain;

/** The processor's records of processing activities (Article 30(2) GDPR). */
export function composeRecords(
  versions: AnnexVersions,
  catalogue: Catalogue,
): {
  readonly resolvers: readonly object[];
  readonly routes: readonly Route[];
} {
  const service = new RecordService(versions, catalogue);
  return { resolvers: [new RecordResolver(service)], routes: recordRoutes(service) };
}
