import type { Locale } from '../../../base/locale.js';
import { CLAUSE_TEXTS_EN } from './clause-texts.en.js';
import { CLAUSE_TEXTS_ET } from './clause-texts.et.js';
import { CLAUSE_TEXTS_FI } from './clause-texts.fi.js';
import type { ClauseTexts } from './clause-texts.js';
import { CLAUSE_TEXTS_NB } from './clause-texts.nb.js';
import { CLAUSE_TEXTS_NL } from './clause-texts.nl.js';
import { CLAUSE_TEXTS_SV } from './clause-texts.sv.js';

export const CLAUSE_TEXTS: Readonly<Record<Locale, ClauseTexts>> = {
  en: CLAUSE_TEXTS_EN,
  nb: CLAUSE_TEXTS_NB,
  sv: CLAUSE_TEXTS_SV,
  fi: CLAUSE_TEXTS_FI,
  et: CLAUSE_TEXTS_ET,
  nl: CLAUSE_TEXTS_NL,
};
