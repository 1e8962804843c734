import type { Domain } from '../catalogue/index.js';
import { auditLabels } from './audit.labels.js';
import { LogEntry } from './log-entry.entity.js';

export { type LogEvent, writeLog, writeSystemLog } from './log.js';
export { LogEntry };

/** The log. */
export const auditDomain: Domain = { entities: [LogEntry], messages: [auditLabels] };
