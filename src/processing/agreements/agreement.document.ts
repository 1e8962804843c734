import { createHash } from 'node:crypto';
import type { Document } from '../../base/documents/index.js';
import type { Locale } from '../../base/locale.js';
import { canonicalJson, type JsonValue } from '../../base/signing/index.js';
import type { AgreementSignature, Side } from './agreement-signature.entity.js';
import type { Words } from './annex-words.js';
import {
  type AgreementAnnexes,
  type AgreementParty,
  agreementAnnexesSchema,
  annexesAsJson,
  renderAnnexes,
} from './clauses/index.js';

export type SignatureRow = Pick<AgreementSignature, keyof AgreementSignature>;

/** What is signed: the annexes before anybody signed, in the agreement's language, and the SHA-256 of their canonical JSON. */
export interface SignableDocument {
  readonly language: Locale;
  readonly annexes: AgreementAnnexes;
  /** Canonical JSON (RFC 8785). */
  readonly content: string;
  /** Lower-case hexadecimal. */
  readonly hash: string;
}

export function signable(annexes: AgreementAnnexes, language: Locale): SignableDocument {
  const content = canonicalJson(annexesAsJson(annexes) as unknown as JsonValue);
  return { language, annexes, content, hash: createHash('sha256').update(content).digest('hex') };
}

/** The document behind what was kept of it. */
export function keptDocument(kept: { content: string; hash: string; language: Locale }): SignableDocument {
  const { decision: _, ...annexes } = JSON.parse(kept.content) as Record<string, unknown>;
  return { ...kept, annexes: agreementAnnexesSchema.parse(annexes) };
}

/** The annexes with the signatures under them. */
export function withSignatures(annexes: AgreementAnnexes, signatures: readonly SignatureRow[]): AgreementAnnexes {
  const sign = (parties: readonly AgreementParty[], side: Side): AgreementParty[] => {
    const found = signatures.find((signature) => signature.side === side);
    if (!found) return [...parties];
    const accessionDate = found.signedAt.toISOString().slice(0, 10);
    return parties.map((party) => ({
      ...party,
      signature: { signedBy: `${found.name}, ${found.position}`, accessionDate },
    }));
  };
  const { controllers, processors } = annexes.annexI;
  return {
    ...annexes,
    annexI: { controllers: sign(controllers, 'CONTROLLER'), processors: sign(processors, 'PROCESSOR') },
  };
}

/** The annexes for readers, with the hash of what is signed at the end, so that print and record can be matched. */
export function renderAgreement(annexes: AgreementAnnexes, hash: string, words: Words): Document {
  const document = renderAnnexes(annexes, words.locale);
  return {
    ...document,
    blocks: [
      ...document.blocks,
      { kind: 'definitions', items: [{ term: words.text('annex.fingerprint'), details: [hash] }] },
    ],
  };
}
