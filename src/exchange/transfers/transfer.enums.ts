import { enumOf } from '../../base/graphql/enum.js';
import { transferFormats, transferFrequencies, weekdays } from './transfer.entity.js';
import { transferNotes } from './transfer-run.entity.js';

export const TransferFormatEnum = enumOf(
  transferFormats,
  'TransferFormat',
  'What a file of a transfer is: CSV after RFC 4180 in UTF-8, formulas guarded with an apostrophe; or a JSON array with one object per line.',
);

export const TransferFrequencyEnum = enumOf(transferFrequencies, 'TransferFrequency', 'How often a transfer runs.');

export const WeekdayEnum = enumOf(weekdays, 'Weekday', 'A day of the week.');

export const TransferNoteEnum = enumOf(
  transferNotes,
  'TransferNoteCode',
  'Why a run of a transfer carried nothing, or not every column.',
);

const starts = ['HAND', 'SCHEDULE'] as const;
export type TransferStart = (typeof starts)[number];
export const TransferStartEnum = enumOf(starts, 'TransferStart', 'What started a run: somebody by hand, or its time.');
