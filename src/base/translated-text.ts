import type { Locale } from './locale.js';

/** A text that somebody keeps in several languages. English is always there and answers for those that are not. */
export type TranslatedText = Readonly<{ en: string } & Partial<Record<Exclude<Locale, 'en'>, string>>>;

export const textIn = (texts: TranslatedText, locale: Locale): string => texts[locale] ?? texts.en;
