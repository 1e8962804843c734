import type { TranslatedText } from '../../../base/translated-text.js';

/** Where in the annexes something is different. */
export const annexPlaces = {
  AGREEMENT: 'I',
  PARTIES: 'I',
  DATA_SUBJECTS: 'II',
  PERSONAL_DATA: 'II',
  MEASURES: 'III',
  AUTHORISATION: 'IV',
  SUB_PROCESSORS: 'IV',
} as const;
export type AnnexPlace = keyof typeof annexPlaces;

/** Why there is a new version: what of its making changed. */
export const annexCauses = [
  'FIRST',
  'AGREEMENT',
  'CONTROLLER',
  'PROCESSOR',
  'REGISTER',
  'FIELD',
  'CATALOGUE',
  'MATRIX',
  'MEASURE',
  'SUB_PROCESSOR',
] as const;
export type AnnexCause = (typeof annexCauses)[number];

export type AnnexChangeKind = 'ADDED' | 'REMOVED' | 'CHANGED';

/** Something that is said in the words of a language when it is read: a code, a date, or a text as it was recorded. */
export type Token =
  | {
      readonly code:
        | 'register'
        | 'category'
        | 'purpose'
        | 'retention'
        | 'role'
        | 'country'
        | 'transfer'
        | 'authorisation';
      readonly value: string;
    }
  | { readonly code: 'message' | 'heading' | 'date' | 'period from the end'; readonly value: string }
  | { readonly code: 'text'; readonly value: string | TranslatedText };

/** One difference between two versions, in no language. */
export interface AnnexChange {
  readonly place: AnnexPlace;
  readonly cause: AnnexCause;
  readonly kind: AnnexChangeKind;
  /** What it is about: a register, an element, a field, a measure, a sub-processor, a party. */
  readonly subject: Token;
  /** Which of its properties is different; null where it is there at all, or no more. */
  readonly property: string | null;
  readonly before: readonly Token[];
  readonly after: readonly Token[];
  /** Whether more is processed by it than before. */
  readonly widens: boolean;
}

export const text = (value: string | TranslatedText | null): Token[] =>
  value === null || value === '' ? [] : [{ code: 'text', value }];

export const coded = (code: Exclude<Token['code'], 'text'>, values: readonly string[]): Token[] =>
  values.map((value) => ({ code, value }));
