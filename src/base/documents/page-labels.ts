import type { Locale } from '../locale.js';

/** The words the writers add to a document by themselves. */
interface PageLabels {
  readonly page: (number: number, count: number) => string;
}

export const PAGE_LABELS: Readonly<Record<Locale, PageLabels>> = {
  en: { page: (number, count) => `Page ${number} of ${count}` },
  nb: { page: (number, count) => `Side ${number} av ${count}` },
  sv: { page: (number, count) => `Sida ${number} av ${count}` },
  fi: { page: (number, count) => `Sivu ${number}/${count}` },
  et: { page: (number, count) => `Lehekülg ${number}/${count}` },
  nl: { page: (number, count) => `Pagina ${number} van ${count}` },
};
