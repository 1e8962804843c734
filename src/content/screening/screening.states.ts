import { unreadableReasons } from './extract/index.js';

/** What is screened. Pictures hold no text that is read, and files to be imported are read row by row and then removed. */
export const screenedContents = ['COMMENT', 'ATTACHMENT', 'FIELD_FILE'] as const;
export type ScreenedContent = (typeof screenedContents)[number];

/** Where the screening of a content stands. OFF is what the controller has chosen not to have screened. */
export const screeningStates = ['PENDING', 'SCREENED', 'UNREADABLE', 'OFF'] as const;
export type ScreeningState = (typeof screeningStates)[number];

/** Why a content could not be read. TOO_COMPLEX is what took a process with it, or more time than there is, again and again. */
export const screeningFailures = [...unreadableReasons, 'TOO_COMPLEX'] as const;
export type ScreeningFailure = (typeof screeningFailures)[number];

export const findingStates = ['OPEN', 'DISMISSED', 'REDACTED', 'PURGED'] as const;
export type FindingState = (typeof findingStates)[number];

/** What can be decided on a finding. */
export const findingDecisions = ['DISMISS', 'REDACT', 'PURGE'] as const;
export type FindingDecision = (typeof findingDecisions)[number];

export const tombstoneActs = ['REDACTED', 'PURGED'] as const;
export type TombstoneAct = (typeof tombstoneActs)[number];

export const severities = ['NORMAL', 'HIGH'] as const;
export type Severity = (typeof severities)[number];

/** What stands for a character that was redacted. It is one UTF-16 unit, so that nothing else moves. */
export const REDACTED_CHARACTER = '▇';

/** A text without what stands between two offsets; nothing else in it moves. */
export const redacted = (text: string, start: number, end: number): string =>
  text.slice(0, start) + text.slice(start, end).replaceAll(/[^\n]/g, REDACTED_CHARACTER) + text.slice(end);
