import type { Context } from '../../base/context.js';
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

/** The words of a request, in its language. */
export const wordsOf = (context: Pick<Context, 'locale' | 'text'>): Words => ({
  locale: context.locale,
  text: (key, parameters) => context.text(key, parameters),
  has: (key) => hasText(context, key),
});

function hasText(context: Pick<Context, 'text'>, key: string): boolean {
  try {
    return context.text(key) !== '';
  } catch {
    return false;
  }
}
