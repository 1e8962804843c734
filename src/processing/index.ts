import type { Domain } from '../catalogue/index.js';
import { Agreement } from './agreement.entity.js';
import { agreementLabels } from './agreement.labels.js';
import { AgreementContact } from './agreement-contact.entity.js';
import { AgreementDocument, AgreementSignature } from './agreement-signature.entity.js';
import { annexMessages } from './annex.messages.js';
import { Measure } from './measures/measure.entity.js';
import { measureObject } from './measures/measure.objects.js';
import { MeasureType } from './measures/measure.types.js';
import { PrivacyNotice } from './privacy-notice.entity.js';
import { privacyNoticeMessages } from './privacy-notice.messages.js';
import { privacyNoticeObject, tenantPrivacyNotices } from './privacy-notice.objects.js';
import { PrivacyNoticeType } from './privacy-notice.types.js';
import { processingMessages } from './processing.messages.js';
import { SubProcessor } from './sub-processors/sub-processor.entity.js';
import { subProcessorObject } from './sub-processors/sub-processor.objects.js';
import { SubProcessorType } from './sub-processors/sub-processor.types.js';

export { AgreementResolver } from './agreement.resolver.js';
export { agreementRoutes } from './agreement.routes.js';
export { AgreementService } from './agreement.service.js';
export { AgreementSigningService } from './agreement-signing.service.js';
export { AnnexReader } from './annex-sources.js';
export { MeasureResolver } from './measures/measure.resolver.js';
export { MeasureService } from './measures/measure.service.js';
export { PrivacyNoticeResolver, TenantPrivacyNoticesResolver } from './privacy-notice.resolver.js';
export { privacyNoticeRoutes } from './privacy-notice.routes.js';
export { PrivacyNoticeService } from './privacy-notice.service.js';
export { SubProcessorResolver } from './sub-processors/sub-processor.resolver.js';
export { subProcessorRoutes } from './sub-processors/sub-processor.routes.js';
export { SubProcessorService } from './sub-processors/sub-processor.service.js';

/** What controller and processor owe each other and the data subjects: agreement, measures, sub-processors, privacy notices. */
export const processingDomain: Domain = {
  entities: [SubProcessor, Measure, Agreement, AgreementDocument, AgreementSignature, AgreementContact, PrivacyNotice],
  objects: [subProcessorObject, measureObject, privacyNoticeObject],
  extensions: [tenantPrivacyNotices],
  nodeTypes: [SubProcessorType, MeasureType, PrivacyNoticeType],
  messages: [processingMessages, annexMessages, agreementLabels, privacyNoticeMessages],
};
