import { createHash } from 'node:crypto';
import type { Block, Document } from '../../base/documents/index.js';
import type { Locale } from '../../base/locale.js';
import { canonicalJson, type JsonValue } from '../../base/signing/index.js';
import type { AgreementSignature, Side } from './agreement-signature.entity.js';
import type { Words } from './annex-words.js';
import {
  type AgreementAnnexes,
  type AgreementParty,
  type AnnexesJson,
  agreementAnnexesSchema,
  annexBlocks,
  annexesAsJson,
  renderAnnexes,
} from './clauses/index.js';
import {
  annexesBeside,
  type FilledTemplate,
  filledTemplateSchema,
  templateBlocks,
} from './templates/filled-template.js';

export type SignatureRow = Pick<AgreementSignature, keyof AgreementSignature>;

/** What is signed: the annexes before anybody signed, in the agreement's language, and the SHA-256 of their canonical JSON. */
export interface SignableDocument {
  readonly language: Locale;
  readonly annexes: AgreementAnnexes;
  /** The text of the agreement where it is on a template of the controller's own; null where it is the Decision's. */
  readonly template: FilledTemplate | null;
  /** Canonical JSON (RFC 8785). */
  readonly content: string;
  /** Lower-case hexadecimal. */
  readonly hash: string;
}

/** The document for machines: the annexes, and the text that is not the Decision's. */
export const documentAsJson = (
  annexes: AgreementAnnexes,
  template: FilledTemplate | null,
): AnnexesJson & { readonly template?: FilledTemplate } => ({
  ...annexesAsJson(annexes),
  ...(template ? { template } : {}),
});

export function signable(
  annexes: AgreementAnnexes,
  language: Locale,
  template: FilledTemplate | null,
): SignableDocument {
  const content = canonicalJson(documentAsJson(annexes, template) as unknown as JsonValue);
  return { language, annexes, template, content, hash: createHash('sha256').update(content).digest('hex') };
}

/** The document behind what was kept of it. */
export function keptDocument(kept: { content: string; hash: string; language: Locale }): SignableDocument {
  const { decision: _, template, ...annexes } = JSON.parse(kept.content) as Record<string, unknown>;
  return {
    ...kept,
    annexes: agreementAnnexesSchema.parse(annexes),
    template: template === undefined ? null : filledTemplateSchema.parse(template),
  };
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

/** A template of the controller's own with its places filled in, its deviations, and the annexes for which it has no place. */
function renderTemplate(annexes: AgreementAnnexes, template: FilledTemplate, words: Words): Document {
  const { text, locale } = words;
  const { title: _, blocks: __, subject: ___, ...document } = renderAnnexes(annexes, locale);
  const deviations: Block[] = template.deviations.flatMap((deviation, index): Block[] => [
    { kind: 'heading', level: 2, text: `${index + 1}. ${text('template.document.paragraph')} ${deviation.paragraph}` },
    {
      kind: 'definitions',
      items: [
        { term: text('template.document.standard'), details: [deviation.standardText] },
        { term: text('template.document.template'), details: [deviation.templateText] },
        ...(deviation.text === null ? [] : [{ term: text('template.document.agreed'), details: [deviation.text] }]),
        { term: text('template.document.reason'), details: [deviation.reason] },
      ],
    },
  ]);
  return {
    ...document,
    title: template.name,
    blocks: [
      ...templateBlocks(template),
      ...(deviations.length === 0
        ? []
        : [{ kind: 'heading', level: 1, text: text('template.document.deviations') } as const, ...deviations]),
      ...annexBlocks(annexes, locale, annexesBeside(template)),
      { kind: 'definitions', items: [{ term: text('template.document.hash'), details: [template.hash] }] },
    ],
  };
}

/** The agreement for readers, with the hash of what is signed at the end, so that print and record can be matched. */
export function renderAgreement(
  annexes: AgreementAnnexes,
  template: FilledTemplate | null,
  hash: string,
  words: Words,
): Document {
  const document = template ? renderTemplate(annexes, template, words) : renderAnnexes(annexes, words.locale);
  return {
    ...document,
    blocks: [
      ...document.blocks,
      { kind: 'definitions', items: [{ term: words.text('annex.fingerprint'), details: [hash] }] },
    ],
  };
}
