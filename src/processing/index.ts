import type { Domain } from '../catalogue/index.js';
import { agreements } from './agreements/index.js';
import { breaches } from './breaches/index.js';
import { agreementClock } from './calendar/index.js';
import { Measure } from './measures/measure.entity.js';
import { measureObject } from './measures/measure.objects.js';
import { MeasureType } from './measures/measure.types.js';
import { PrivacyNotice } from './notices/privacy-notice.entity.js';
import { privacyNoticeMessages } from './notices/privacy-notice.messages.js';
import { privacyNoticeObject, tenantPrivacyNotices } from './notices/privacy-notice.objects.js';
import { PrivacyNoticeType } from './notices/privacy-notice.types.js';
import { processingMessages } from './processing.messages.js';
import { SubProcessor } from './sub-processors/sub-processor.entity.js';
import { subProcessorObject } from './sub-processors/sub-processor.objects.js';
import { SubProcessorType } from './sub-processors/sub-processor.types.js';

export { Clocks } from './calendar/index.js';
export { composeProcessing } from './processing.compose.js';

/** What controller and processor owe each other and the data subjects: agreement, measures, sub-processors, privacy notices. */
export const processingDomain: Domain = {
  entities: [SubProcessor, Measure, PrivacyNotice, ...agreements.entities, ...breaches.entities],
  objects: [subProcessorObject, measureObject, privacyNoticeObject, ...breaches.objects],
  extensions: [tenantPrivacyNotices],
  clocks: [agreementClock, ...breaches.clocks],
  nodeTypes: [SubProcessorType, MeasureType, PrivacyNoticeType, ...breaches.nodeTypes],
  messages: [processingMessages, privacyNoticeMessages, ...agreements.messages, ...breaches.messages],
};
