import { createHash } from 'node:crypto';
import type { Locale } from '../../base/locale.js';
import type { Translator } from '../../base/messages.js';
import type { Register } from '../../people/index.js';
import {
  ERASURE_CERTIFICATE_TYPE,
  type ErasureAction,
  type ErasureCertificate,
  erasureCertificateSchema,
} from '../certificates/index.js';
import type { Party } from '../parties.js';
import type { PlanAction, PlanStep } from './erasure-plan.js';
import type { Remaining } from './verifier.js';

export interface CertificateFacts {
  readonly erasureId: string;
  readonly register: Register;
  readonly controller: Party;
  readonly processor: Party;
  readonly requestedAt: Date;
  readonly startedAt: Date;
  readonly checkedAt: Date;
  readonly completedAt: Date;
  /** What was done, and what stays. */
  readonly done: readonly PlanStep[];
  readonly kept: readonly PlanStep[];
  readonly filesRemoved: number;
  readonly places: readonly Remaining[];
  readonly logSequence: number;
}

const actions: Readonly<Record<Exclude<PlanAction, 'KEEP'>, ErasureAction>> = {
  DELETE: 'deleted',
  CLEAR: 'deleted',
  UNLINK: 'unlinked',
};

/** Alphabet without letters that are taken for digits. */
const SYMBOLS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A name for whose data it was, which tells nothing of who that is. */
function pseudonym(erasureId: string): string {
  const bytes = [...createHash('sha256').update(`pseudonym ${erasureId}`).digest().subarray(0, 8)];
  const symbols = bytes.map((byte) => SYMBOLS[byte % SYMBOLS.length]).join('');
  return `P-${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

/** The ground in words: a key of the message catalogue, or the words of a hold. */
export const groundInWords = (translator: Translator, locale: Locale, ground: string): string =>
  translator.has(ground) ? translator.text(ground, locale) : ground;

/** States what was erased and looked for. Throws when anything is left: a certificate is never false. */
export function buildCertificate(facts: CertificateFacts, translator: Translator, locale: Locale): ErasureCertificate {
  const { done, kept, places, register, completedAt } = facts;
  const plan = done.flatMap(({ place, action, elements }) =>
    action === 'KEEP' ? [] : elements.map((one) => ({ ...one, place, action: actions[action] })),
  );
  return erasureCertificateSchema.parse({
    kind: ERASURE_CERTIFICATE_TYPE,
    schemaVersion: 1,
    certificateId: facts.erasureId,
    controller: facts.controller,
    processor: facts.processor,
    subject: { pseudonym: pseudonym(facts.erasureId), register: register.toLowerCase() },
    requestedAt: facts.requestedAt.toISOString(),
    startedAt: facts.startedAt.toISOString(),
    completedAt: completedAt.toISOString(),
    plan,
    kept: kept.flatMap(({ elements, ground, until }) =>
      elements.map(({ element, count }) => ({
        element,
        count,
        ground: groundInWords(translator, locale, ground ?? ''),
        until,
      })),
    ),
    blobsRemoved: facts.filesRemoved,
    verification: { checkedAt: facts.checkedAt.toISOString(), places },
    logSequence: facts.logSequence,
  });
}
