import type { NameIndex } from './name-index.js';

/** What screening looks for in free text; where two findings are equally sure, the earlier kind of this list stays. */
export const findingKinds = [
  'NATIONAL_ID',
  'IBAN',
  'EMAIL',
  'IP_ADDRESS',
  'TELEPHONE',
  'POSTAL_ADDRESS',
  'BIRTH_DATE',
  'NAME',
  'SPECIAL_CATEGORY',
] as const;

export type FindingKind = (typeof findingKinds)[number];

/** A stretch of text that is likely personal data. */
export interface Finding {
  readonly kind: FindingKind;
  /** In UTF-16 units, as strings of JavaScript count; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** How sure it is, between 0 and 1: its form, its check digits and the words near by. */
  readonly confidence: number;
  /** The same for each way of writing the same thing. It is personal data: it is kept in memory only, never stored or logged. */
  readonly value: string;
}

/** Looks for one kind of personal data in a text. Its time is linear in the text's length, whatever the text. */
export type Detector = (text: string, setting: DetectorSetting) => Iterable<Finding>;

/** What a detector knows of where the text stands. */
export interface DetectorSetting {
  /** Where the tenant is, ISO 3166-1 alpha-2: whose telephone numbers and identity numbers need no prefix or explanation. */
  readonly country: string;
  readonly names: NameIndex | undefined;
}
