export { DataSubjectRequest } from './data-subject-request.entity.js';
export { DataSubjectRequestService } from './data-subject-request.service.js';
