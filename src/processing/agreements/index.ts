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

/** The agreement between controller and processor and its annexes (Article 28(3) GDPR). */
export const agreements = {
  entities: [Agreement, AgreementDocument, AgreementSignature, AgreementContact],
  messages: [annexMessages, agreementLabels],
} as const satisfies Domain;

export interface AgreementTools {
  readonly catalogue: Catalogue;
  readonly translator: Translator;
  readonly subProcessors: SubProcessorService;
}

/** What agreements bring into the application. */
export interface Agreements {
  readonly resolvers: readonly object[];
  readonly routes: readonly Route[];
}

export function composeAgreements({ catalogue, translator, subProcessors }: AgreementTools): Agreements {
  const service = new AgreementService(new AnnexReader(catalogue, subProcessors), translator);
  return {
    resolvers: [new AgreementResolver(service, new AgreementSigningService(service))],
    routes: agreementRoutes(service, translator),
  };
}
