import type { Domain } from '../catalogue/index.js';
import { DataSubjectRequest } from './data-subject-request.entity.js';
import { requestLabels } from './request.labels.js';

export { DataSubjectRequestService } from './data-subject-request.service.js';
export { DataSubjectRequest };

/** What data subjects are entitled to. */
export const rightsDomain: Domain = { entities: [DataSubjectRequest], messages: [requestLabels] };
