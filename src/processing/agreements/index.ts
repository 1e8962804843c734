import type { Clock } from '../../base/clock.js';
import type { Database } from '../../base/database/database.js';
import type { Route } from '../../base/http/route.js';
import type { Translator } from '../../base/messages.js';
import type { Catalogue, Domain } from '../../catalogue/index.js';
import type { SubProcessorService } from '../sub-processors/sub-processor.service.js';
import { Agreement } from './agreement.entity.js';
import { agreementLabels } from './agreement.labels.js';
import { AgreementResolver } from './agreement.resolver.js';
import { agreementRoutes } from './agreement.routes.js';
import { AgreementService } from './agreement.service.js';
import { AgreementContact } from './agreement-contact.entity.js';
import { AgreementDocument, AgreementSignature } from './agreement-signature.entity.js';
import { AgreementSigningService } from './agreement-signing.service.js';
import { annexMessages } from './annex.messages.js';
import { AnnexReader } from './annex-sources.js';
import { composeOwnTemplates, ownTemplates, type ReadTemplateFile } from './templates/index.js';
import { AnnexRule } from './versions/annex-rule.entity.js';
import { annexClock } from './versions/annex-version.clocks.js';
import { AnnexVersion } from './versions/annex-version.entity.js';
import { annexVersionMessages } from './versions/annex-version.messages.js';
import { annexVersionObject } from './versions/annex-version.objects.js';
import { AnnexVersionResolver } from './versions/annex-version.resolver.js';
import { AnnexVersionType } from './versions/annex-version.types.js';
import { AnnexVersions } from './versions/annex-versions.js';
import { annexRoutes } from './versions/annexes.routes.js';

export { country, measuresOf } from './annex-composer.js';
export { describeData } from './annex-description.js';
export type { ListedEngagement, Organisation } from './annex-sources.js';
export { type Words, wordsOf } from './annex-words.js';
export { CLAUSE_TEXTS } from './clauses/index.js';
export { type AnnexFacts, factsIn } from './versions/annex-facts.js';
export type { AnnexVersions };

/** The agreement between controller and processor and its annexes (Article 28(3) GDPR). */
export const agreements = {
  entities: [
    Agreement,
    AgreementDocument,
    AgreementSignature,
    AgreementContact,
    AnnexRule,
    AnnexVersion,
    ...ownTemplates.entities,
  ],
  objects: [annexVersionObject],
  clocks: [annexClock],
  nodeTypes: [AnnexVersionType],
  messages: [annexMessages, annexVersionMessages, agreementLabels, ...ownTemplates.messages],
} as const satisfies Domain;

export interface AgreementTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
  readonly catalogue: Catalogue;
  readonly translator: Translator;
  readonly subProcessors: SubProcessorService;
  readonly readTemplate: ReadTemplateFile;
}

/** What agreements bring into the application. */
export interface Agreements {
  readonly resolvers: readonly object[];
  readonly routes: readonly Route[];
  readonly sweeps: readonly (() => Promise<void>)[];
  /** Followed by whoever changes what the annexes are made of. */
  readonly annexes: AnnexVersions;
}

export function composeAgreements(tools: AgreementTools): Agreements {
  const { catalogue, clock, database, report, translator, subProcessors } = tools;
  const reader = new AnnexReader(catalogue, subProcessors);
  const annexes = new AnnexVersions(reader, database, clock, report);
  const own = composeOwnTemplates(tools.readTemplate);
  const service = new AgreementService(reader, translator, annexes, own.templates);
  return {
    resolvers: [
      new AgreementResolver(service, new AgreementSigningService(service, annexes, own.decisions)),
      new AnnexVersionResolver(annexes),
      ...own.resolvers,
    ],
    routes: [...agreementRoutes(service, translator), ...annexRoutes(annexes, translator)],
    sweeps: [() => annexes.sweep()],
    annexes,
  };
}
