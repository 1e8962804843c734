import { isIPv4, isIPv6 } from 'node:net';
import { stems, VERSION, wordsBefore } from './context.js';
import type { Finding } from './finding.js';

const V4 = /(?<![\p{L}\p{N}.])(?:\d{1,3}\.){3}\d{1,3}(?![\p{L}\p{N}]|\.\d)/gu;
const V6 = /[0-9a-f:.]{2,}/gi;
/** The longest way of writing an address of version 6, with an address of version 4 in its last groups. */
const V6_LENGTH = 45;

const IP_WORD = stems('ip|host|server|adress|addr|osoite|aadress|vert|ping|login|klient|client');

/** Addresses of machines, versions 4 and 6; numbers of versions and chapters look the same and are told by what stands before them. */
export function* detectIpAddress(text: string): Iterable<Finding> {
  for (const { 0: value, index: start } of text.matchAll(V4)) {
    if (!isIPv4(value)) continue;
    yield {
      kind: 'IP_ADDRESS',
      start,
      end: start + value.length,
      confidence: confidenceOf4(text, start, value),
      value,
    };
  }
  for (const { 0: run, index } of text.matchAll(V6)) {
    const start = run.startsWith(':') && !run.startsWith('::') ? index + 1 : index;
    const value = text.slice(start, index + run.length).replace(/(?:\.|(?<!:):)$/, '');
    if (value.length > V6_LENGTH || !isIPv6(value)) continue;
    const end = start + value.length;
    if (/[\p{L}\p{N}_]/u.test(text[start - 1] ?? '') || /[\p{L}\p{N}_]/u.test(text[end] ?? '')) continue;
    yield { kind: 'IP_ADDRESS', start, end, confidence: confidenceOf6(value), value: value.toLowerCase() };
  }
}

function confidenceOf4(text: string, start: number, value: string): number {
  const before = wordsBefore(text, start);
  if (VERSION.test(before)) return 0.2;
  // No person is behind a loopback address, a mask, or nothing at all.
  if (/^(?:0|127|255)\./.test(value)) return 0.3;
  if (IP_WORD.test(before)) return 0.97;
  const parts = value.split('.').map(Number);
  return parts.every((part) => part < 32) ? 0.4 : 0.9;
}

function confidenceOf6(value: string): number {
  if (value === '::' || value === '::1') return 0.3;
  // Two short words with a scope operator between them are an address, too.
  const groups = value.split(':').filter((group) => group !== '').length;
  return groups >= 3 || value.includes('.') || /\d.*:.*\d/.test(value) ? 0.97 : 0.4;
}
