import type { Domain } from '../catalogue/index.js';
import { LogEntry } from './log-entry.entity.js';

export { type LogEvent, writeLog, writeSystemLog } from './log.js';
export { LogEntry };

/** The log. */
export const auditDomain: Domain = { entities: [LogEntry] };
