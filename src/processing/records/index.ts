import type { Route } from '../../base/http/route.js';
import type { Translator } from '../../base/messages.js';
import type { Catalogue, Domain } from '../../catalogue/index.js';
import { AnnexReader } from '../agreements/annex-sources.js';
import type { SubProcessorService } from '../sub-processors/index.js';
import { recordMessages } from './record.messages.js';
import { RecordResolver } from './record.resolver.js';
import { recordRoutes } from './record.routes.js';
import { RecordService } from './record.service.js';

interface RecordTools {
  readonly catalogue: Catalogue;
  readonly translator: Translator;
  readonly subProcessors: SubProcessorService;
}

export const records = { messages: [recordMessages] } as const satisfies Domain;

/** The processor's records of processing activities (Article 30(2) GDPR). */
export function composeRecords({ catalogue, translator, subProcessors }: RecordTools): {
  readonly resolvers: readonly object[];
  readonly routes: readonly Route[];
} {
  const service = new RecordService(new AnnexReader(catalogue, subProcessors), translator);
  return { resolvers: [new RecordResolver(service)], routes: recordRoutes(service, translator) };
}
