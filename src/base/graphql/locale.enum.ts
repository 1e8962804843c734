import { LOCALES } from '../locale.js';
import { enumOf } from './enum.js';

export const LocaleEnum = enumOf(LOCALES, 'Locale', 'A language in which Varde speaks to people (BCP 47).');
