import type { Domain } from '../catalogue/index.js';
import { importProblemObject, importReportObject, operationImport } from './import.objects.js';
import { importFailureMessages } from './import-failures.messages.js';
import { importNoteMessages } from './import-notes.messages.js';
import { ImportProblem } from './import-problem.entity.js';
import { importProblemMessages } from './import-problems.messages.js';
import { ImportReport } from './import-report.entity.js';
import { ImportSuppression } from './import-suppression.entity.js';
import { Transfer } from './transfers/transfer.entity.js';
import { transferLabels } from './transfers/transfer.labels.js';
import { transferMessages } from './transfers/transfer.messages.js';
import { transferFileObject, transferObject, transferRunObject } from './transfers/transfer.objects.js';
import { TransferRunType, TransferType } from './transfers/transfer.types.js';
import { TransferFile } from './transfers/transfer-file.entity.js';
import { TransferPart } from './transfers/transfer-part.entity.js';
import { TransferRun } from './transfers/transfer-run.entity.js';

export { ImportResolver, OperationImportResolver } from './import.resolver.js';
export { ImportService, suppressImport } from './import.service.js';
export { importWorker } from './import.worker.js';
export { countTransferFilesOf, isTransferUnderWay, removeTransferFilesOf } from './transfers/transfer-files.js';
export { scheduleReturned } from './transfers/transfer-schedule.js';
export { composeTransfers, TRANSFERS_AT_ONCE } from './transfers/transfers.compose.js';

/** Imports from source systems, and transfers to others. */
export const exchangeDomain: Domain = {
  entities: [ImportReport, ImportProblem, ImportSuppression, Transfer, TransferRun, TransferFile, TransferPart],
  objects: [importReportObject, importProblemObject, transferObject, transferRunObject, transferFileObject],
  extensions: [operationImport],
  nodeTypes: [TransferType, TransferRunType],
  messages: [importFailureMessages, importNoteMessages, importProblemMessages, transferLabels, transferMessages],
};
