import { countrySpecs, isValidIBAN } from 'ibantools';
import type { Finding } from './finding.js';

const BEGIN = /[A-Za-z]{2}\d{2}/g;

/** Numbers of bank accounts (ISO 13616), with or without spaces: length and form of the country, and the check digits. */
export function* detectIban(text: string): Iterable<Finding> {
  for (const { 0: begin, index: start } of text.matchAll(BEGIN)) {
    if (/[\p{L}\p{N}]/u.test(text[start - 1] ?? '')) continue;
    const length = countrySpecs[begin.slice(0, 2).toUpperCase()]?.chars;
    if (!length) continue;
    const read = readCharacters(text, start, length);
    if (!read || !isValidIBAN(read.value)) continue;
    yield { kind: 'IBAN', start, end: read.end, confidence: 0.98, value: read.value };
  }
}

/** So many letters and digits, with at most one separator between each two; null where the word goes on after them, or ends before. */
function readCharacters(text: string, start: number, length: number): { value: string; end: number } | null {
  let value = '';
  let at = start;
  while (value.length < length) {
    const character = text[at] ?? '';
    if (/[a-z0-9]/i.test(character)) value += character.toUpperCase();
    else if (!/[ \u00a0\u202f-]/.test(character) || !/[a-z0-9]/i.test(text[at + 1] ?? '')) return null;
    at += 1;
  }
  return /[\p{L}\p{N}]/u.test(text[at] ?? '') ? null : { value, end: at };
}
