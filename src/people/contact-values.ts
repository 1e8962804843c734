import type { CountryCode } from 'libphonenumber-js';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}0-9](?:[\p{L}0-9-]{0,61}[\p{L}0-9])?\.)+\p{L}[\p{L}0-9-]{0,61}[\p{L}0-9]$/u;

/** An e-mail address in the form it is stored: trimmed, lower case; null for anything that is not one. */
export function normaliseEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return email.length <= 254 && EMAIL.test(email) && !email.includes('..') ? email : null;
}

/**
 * A telephone number as E.164, read as dialled in `country` (ISO 3166-1) unless it says another; null if invalid there, or
 * if it has an extension, for which E.164 has no place.
 */
export function normaliseTelephone(text: string, country: string): string | null {
  const number = parsePhoneNumberFromString(text.trim(), country as CountryCode);
  return number?.isValid() && !number.ext ? number.number : null;
}

/** Why a text is no telephone number that can be stored: a key of the message catalogue. */
export function telephoneMistake(text: string, country: string): 'invalid.telephone' | 'invalid.telephoneExtension' {
  const number = parsePhoneNumberFromString(text.trim(), country as CountryCode);
  return number?.isValid() && number.ext ? 'invalid.telephoneExtension' : 'invalid.telephone';
}
