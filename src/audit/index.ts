import type { Domain } from '../catalogue/index.js';
import { auditLabels } from './audit.labels.js';
import { logClock } from './log.clocks.js';
import { LogEntry, logRoles } from './log-entry.entity.js';
import { logEntryObject, lookObject } from './log-entry.objects.js';
import { LogEntryType, LookConnection } from './log-entry.types.js';

export type { LogEvent } from './entry.js';
export { writeLog, writeLogAbout, writeSystemLog } from './log.js';
export { LogEntryResolver } from './log-entry.resolver.js';
export { removeExpiredEntries } from './log-retention.js';
export { looksOf, untoldLooks } from './looks.js';
export { roleLabel, roleLabelOf } from './role-label.js';
export { LogEntry, LogEntryType, LookConnection, logRoles };

/** The log: who did or looked at what, for the controller and for those whom it concerned. */
export const auditDomain: Domain = {
  entities: [LogEntry],
  objects: [logEntryObject, lookObject],
  clocks: [logClock],
  nodeTypes: [LogEntryType],
  messages: [auditLabels],
};
