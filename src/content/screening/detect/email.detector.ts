import { domainToASCII } from 'node:url';
import type { Finding } from './finding.js';

const LOCAL = /[\p{L}\p{M}\p{N}._%+'&~$!*-]/u;
const DOMAIN = /[\p{L}\p{M}\p{N}.-]/u;
/** RFC 5321, 4.5.3.1. */
const LOCAL_LENGTH = 64;
const DOMAIN_LENGTH = 255;

/** Ends of file names, which no top-level domain is called: `icon@2x.png`. */
const FILE = /\.(?:png|jpe?g|gif|webp|svg|css|js|mjs|tsx?|json|pdf|html?|txt|csv|xml|ya?ml|docx?|xlsx?)$/i;

const AT = 'at|ät|krøllalfa|alfakrøll|snabel-?a|miukumauku|apenstaartje';
const DOTS = 'dot|punktum|punkt|piste|punt';
/** Ways of saying @ so that machines do not find it, in six languages: in brackets, or before a word for the dot. */
const DISGUISED_AT = new RegExp(
  ` ?[[({<] ?(?:${AT}) ?[\\])}>] ?| (?:${AT}) (?=[\\p{L}\\p{N}-]{1,63} (?:${DOTS}) )`,
  'giu',
);
const LOCAL_BEFORE = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}$/u;
const DOMAIN_AFTER = new RegExp(
  `^[\\p{L}\\p{N}-]{1,63}(?:(?: ?[[({<] ?(?:${DOTS}) ?[\\])}>] ?| (?:${DOTS}) |\\.)[\\p{L}\\p{N}-]{1,63}){1,4}(?![\\p{L}\\p{N}])`,
  'iu',
);
const DOT = /\s?[[({<]?\s?(?:dot|punktum|punkt|piste|punt)\s?[\])}>]?\s?/giu;

/** E-mail addresses: near RFC 5321, with names in other alphabets (RFC 6531), and such as are written to hide from machines. */
export function* detectEmail(text: string): Iterable<Finding> {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = startOfLocal(text, at);
    const end = endOfDomain(text, at + 1);
    if (start === at || end === at + 1) continue;
    const domain = domainToASCII(text.slice(at + 1, end));
    if (!isDomain(domain) || FILE.test(domain)) continue;
    yield { kind: 'EMAIL', start, end, confidence: 0.97, value: `${text.slice(start, at)}@${domain}`.toLowerCase() };
  }
  for (const { 0: sign, index } of text.matchAll(DISGUISED_AT)) {
    const local = LOCAL_BEFORE.exec(text.slice(Math.max(0, index - LOCAL_LENGTH - 1), index))?.[0];
    const after = index + sign.length;
    const written = DOMAIN_AFTER.exec(text.slice(after, after + DOMAIN_LENGTH))?.[0];
    const domain = domainToASCII((written ?? '').replace(DOT, '.'));
    if (!local || !written || !isDomain(domain)) continue;
    const value = `${local}@${domain}`.toLowerCase();
    yield { kind: 'EMAIL', start: index - local.length, end: after + written.length, confidence: 0.6, value };
  }
}

function startOfLocal(text: string, at: number): number {
  const first = Math.max(0, at - LOCAL_LENGTH);
  if (text[at - 1] === '"') {
    const quote = text.lastIndexOf('"', at - 2);
    return quote >= first && !text.slice(quote, at).includes('\n') ? quote : at;
  }
  let start = at;
  while (start > first && LOCAL.test(text[start - 1] ?? '')) start -= 1;
  while (start < at && /[.'&~*!$%-]/.test(text[start] ?? '')) start += 1;
  const local = text.slice(start, at);
  return local.endsWith('.') || local.includes('..') ? at : start;
}

function endOfDomain(text: string, from: number): number {
  let end = from;
  const last = Math.min(text.length, from + DOMAIN_LENGTH);
  while (end < last && DOMAIN.test(text[end] ?? '')) end += 1;
  while (end > from && /[.-]/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  return (
    labels.length > 1 &&
    /^(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})$/i.test(top) &&
    labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?$/i.test(label))
  );
}
