import type { Domain } from '../catalogue/index.js';
import { DataSubjectRequest } from './data-subject-request.entity.js';
import { Erasure } from './erasure/erasure.entity.js';
import { erasureMessages } from './erasure/erasure.messages.js';
import { erasureObject, operationErasure } from './erasure/erasure.objects.js';
import { ErasureType } from './erasure/erasure.types.js';
import { LegalHold } from './erasure/legal-hold.entity.js';
import { exportMessages } from './export/export.messages.js';
import { exportArchiveObject, operationArchive } from './export/export.objects.js';
import { ExportArchive } from './export/export-archive.entity.js';
import { requestLabels } from './request.labels.js';
import { requestMessages } from './requests/request.messages.js';
import { requestObject } from './requests/request.objects.js';
import { DataSubjectRequestType } from './requests/request.types.js';
import { retentionClock } from './retention.clocks.js';
import { rightsClocks } from './rights.clocks.js';

export { DataSubjectRequestService } from './data-subject-request.service.js';
export { personsHeld } from './erasure/holds.js';
export { countArchives, endArchives } from './export/archives.js';
export { MyDataResolver } from './my-data.resolver.js';
export { MyDataService } from './my-data.service.js';
export { CorrectionApplication } from './requests/correction-application.js';
export { RequestResolver, ViewerRequestsResolver } from './requests/request.resolver.js';
export { RequestHandlingService } from './requests/request-handling.service.js';
export { composeRights, EXPORTS_AT_ONCE } from './rights.compose.js';
export { DataSubjectRequest };

/** What data subjects are entitled to. */
export const rightsDomain: Domain = {
  entities: [DataSubjectRequest, ExportArchive, LegalHold, Erasure],
  objects: [requestObject, exportArchiveObject, erasureObject],
  extensions: [operationArchive, operationErasure],
  clocks: [...rightsClocks, retentionClock],
  nodeTypes: [DataSubjectRequestType, ErasureType],
  messages: [requestLabels, requestMessages, exportMessages, erasureMessages],
};
