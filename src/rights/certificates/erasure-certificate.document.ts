import type { Block, Document } from '../../base/documents/index.js';
import { formatCount, formatDate, formatInstant, type Locale } from '../../base/locale.js';
import { CERTIFICATE_TEXTS } from './certificate-texts.by-locale.js';
import type { CertificateTexts } from './certificate-texts.js';
import type { ErasureCertificate } from './erasure-certificate.js';

export interface CertificateRendering {
  /** What ties the readable copy to the signed file; left out while the certificate is not signed. */
  readonly seal?: { readonly keyId: string; readonly digest: string };
  /** The name of a catalogue element or place in the language of the document; its identifier when left out. */
  readonly nameOf?: (identifier: string) => string;
}

/** Lays a certificate of erasure out for people, in their language. What counts legally is the signed file. */
export function renderErasureCertificate(
  certificate: ErasureCertificate,
  locale: Locale,
  { seal, nameOf = (identifier) => identifier }: CertificateRendering = {},
): Document {
  const texts = CERTIFICATE_TEXTS[locale];
  const { controller, processor } = certificate;
  return {
    title: texts.title,
    subtitle: `${controller.name} – ${processor.name}`,
    language: locale,
    date: new Date(certificate.completedAt),
    author: processor.name,
    subject: `${texts.title} ${certificate.certificateId}`,
    reference: `${texts.certificateId} ${certificate.certificateId}`,
    blocks: [
      { kind: 'paragraph', text: texts.statement(processor.name, controller.name) },
      ...erasureBlocks(certificate, texts, locale),
      ...erasedBlocks(certificate, texts, locale, nameOf),
      ...keptBlocks(certificate, texts, locale, nameOf),
      ...verificationBlocks(certificate, texts, locale, nameOf),
      ...(seal === undefined ? [] : sealBlocks(seal, texts)),
    ],
  };
}

type NameOf = (identifier: string) => string;

function erasureBlocks(certificate: ErasureCertificate, texts: CertificateTexts, locale: Locale): Block[] {
  const organisation = ({ name, organisationNumber }: ErasureCertificate['controller']) =>
    organisationNumber === null ? [name] : [name, `${texts.organisationNumber} ${organisationNumber}`];
  const time = (instant: string) => [formatInstant(new Date(instant), locale)];
  return [
    { kind: 'heading', level: 1, text: texts.theErasure },
    {
      kind: 'definitions',
      items: [
        { term: texts.certificateId, details: [certificate.certificateId] },
        { term: texts.controller, details: organisation(certificate.controller) },
        { term: texts.processor, details: organisation(certificate.processor) },
        { term: texts.subject, details: [certificate.subject.pseudonym, texts.subjectNote] },
        { term: texts.register, details: [texts.registers[certificate.subject.register]] },
        { term: texts.requested, details: time(certificate.requestedAt) },
        { term: texts.started, details: time(certificate.startedAt) },
        { term: texts.completed, details: time(certificate.completedAt) },
        { term: texts.logSequence, details: [String(certificate.logSequence)] },
      ],
    },
  ];
}

function erasedBlocks(
  { plan, blobsRemoved }: ErasureCertificate,
  texts: CertificateTexts,
  locale: Locale,
  nameOf: NameOf,
): Block[] {
  return [
    { kind: 'heading', level: 1, text: texts.erased },
    plan.length === 0
      ? { kind: 'paragraph', text: texts.nothingErased }
      : {
          kind: 'table',
          columns: [
            { label: texts.element, weight: 4 },
            { label: texts.place, weight: 4 },
            { label: texts.action, weight: 3 },
            { label: texts.count, weight: 2, align: 'end' },
          ],
          rows: plan.map(({ element, place, action, count }) => [
            nameOf(element),
            nameOf(place),
            texts.actions[action],
            formatCount(count, locale),
          ]),
        },
    { kind: 'paragraph', text: texts.blobsRemoved(formatCount(blobsRemoved, locale)) },
  ];
}

function keptBlocks({ kept }: ErasureCertificate, texts: CertificateTexts, locale: Locale, nameOf: NameOf): Block[] {
  const heading: Block = { kind: 'heading', level: 1, text: texts.kept };
  if (kept.length === 0) return [heading, { kind: 'paragraph', text: texts.nothingKept }];
  return [
    heading,
    { kind: 'paragraph', text: texts.keptNote },
    {
      kind: 'table',
      columns: [
        { label: texts.element, weight: 4 },
        { label: texts.ground, weight: 5 },
        { label: texts.until, weight: 3 },
        { label: texts.count, weight: 2, align: 'end' },
      ],
      rows: kept.map(({ element, ground, until, count }) => [
        nameOf(element),
        ground,
        until === null ? texts.noDate : formatDate(new Date(until), locale),
        formatCount(count, locale),
      ]),
    },
  ];
}

function verificationBlocks(
  { verification }: ErasureCertificate,
  texts: CertificateTexts,
  locale: Locale,
  nameOf: NameOf,
): Block[] {
  return [
    { kind: 'heading', level: 1, text: texts.verification },
    { kind: 'paragraph', text: texts.verificationNote(formatInstant(new Date(verification.checkedAt), locale)) },
    {
      kind: 'table',
      columns: [
        { label: texts.place, weight: 5 },
        { label: texts.remaining, weight: 1, align: 'end' },
      ],
      rows: verification.places.map(({ place, remaining }) => [nameOf(place), formatCount(remaining, locale)]),
    },
  ];
}

function sealBlocks(seal: NonNullable<CertificateRendering['seal']>, texts: CertificateTexts): Block[] {
  return [
    { kind: 'heading', level: 1, text: texts.authenticity },
    { kind: 'note', text: texts.authenticityNote },
    {
      kind: 'definitions',
      items: [
        { term: texts.keyFingerprint, details: [seal.keyId] },
        { term: texts.contentHash, details: [seal.digest] },
      ],
    },
  ];
}
