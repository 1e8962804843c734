import type { Domain } from '../catalogue/index.js';
import { importProblemObject, importReportObject, operationImport } from './import.objects.js';
import { importFailureMessages } from './import-failures.messages.js';
import { importNoteMessages } from './import-notes.messages.js';
import { ImportProblem } from './import-problem.entity.js';
import { importProblemMessages } from './import-problems.messages.js';
import { ImportReport } from './import-report.entity.js';
import { ImportSuppression } from './import-suppression.entity.js';

export { ImportResolver, OperationImportResolver } from './import.resolver.js';
export { ImportService, suppressImport } from './import.service.js';
export { importWorker } from './import.worker.js';

export const exchangeDomain: Domain = {
  entities: [ImportReport, ImportProblem, ImportSuppression],
  objects: [importReportObject, importProblemObject],
  extensions: [operationImport],
  messages: [importFailureMessages, importNoteMessages, importProblemMessages],
};
