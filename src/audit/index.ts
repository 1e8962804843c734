export { type LogEvent, writeLog, writeSystemLog } from './log.js';
export { LogEntry } from './log-entry.entity.js';
