import { IntlMessageFormat } from 'intl-messageformat';
import { LOCALES, type Locale } from './locale.js';

/** Messages of one domain in every language, in ICU message format; the keys are the same in each. */
export type Messages<Key extends string = string> = Readonly<Record<Locale, Readonly<Record<Key, string>>>>;

/** The messages of a table with one row per key, its texts in the order of {@link LOCALES}: for labels, which are short. */
export function messagesOf<Key extends string>(
  rows: Readonly<Record<Key, readonly [en: string, nb: string, sv: string, fi: string, et: string, nl: string]>>,
): Messages<Key> {
  const texts = Object.entries(rows) as [Key, readonly string[]][];
  const inLocale = (index: number) => Object.fromEntries(texts.map(([key, row]) => [key, row[index]]));
  return Object.fromEntries(LOCALES.map((locale, index) => [locale, inLocale(index)])) as Messages<Key>;
}

export type MessageParameters = Readonly<Record<string, string | number | boolean | null>>;

/** Best of the offered locales for an Accept-Language header (RFC 9110, 12.5.4), or null when it names none of them. */
export function negotiateLocale(header: string | undefined, offered: readonly Locale[] = LOCALES): Locale | null {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) {
    // Norwegian Bokmål answers for the macrolanguage and for Nynorsk, which its readers understand.
    const name = language === 'no' || language === 'nn' ? 'nb' : language;
    const locale = offered.find((known) => known === name);
    if (locale) return locale;
  }
  return null;
}

/** All messages of the application, by key and language. */
export class Translator {
  private readonly texts = new Map<string, Readonly<Record<Locale, string>>>();
  private readonly formats = new Map<string, IntlMessageFormat>();

  constructor(domains: readonly Messages[]) {
    for (const domain of domains) {
      for (const key of Object.keys(domain.en)) {
        if (this.texts.has(key)) throw new Error(`The message ${key} is defined twice`);
        const text = (locale: Locale): string => {
          const message = domain[locale][key];
          if (message === undefined) throw new Error(`The message ${key} is missing in ${locale}`);
          return message;
        };
        this.texts.set(key, Object.fromEntries(LOCALES.map((l) => [l, text(l)])) as Record<Locale, string>);
      }
    }
  }

  has(key: string): boolean {
    return this.texts.has(key);
  }

  text(key: string, locale: Locale, parameters: MessageParameters = {}): string {
    const id = `${locale}:${key}`;
    let format = this.formats.get(id);
    if (!format) {
      const text = this.texts.get(key)?.[locale];
      if (text === undefined) throw new Error(`There is no message ${key}`);
      format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      this.formats.set(id, format);
    }
    return String(format.format(parameters));
  }
}
