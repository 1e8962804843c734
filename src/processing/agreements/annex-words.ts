import { formatDate, type Locale } from '../../base/locale.js';
import type { MessageParameters, Translator } from '../../base/messages.js';

/** The words of one language. */
export interface Words {
  readonly locale: Locale;
  readonly text: (key: string, parameters?: MessageParameters) => string;
  readonly has: (key: string) => boolean;
}

export const wordsIn = (translator: Translator, locale: Locale): Words => ({
  locale,
  text: (key, parameters) => translator.text(key, locale, parameters),
  has: (key) => translator.has(key),
});

export const dateIn = (date: string, { locale }: Words): string => formatDate(new Date(`${date}T00:00:00Z`), locale);
