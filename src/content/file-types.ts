import { withoutInvisible } from '../base/input-text.js';
import type { UploadPurpose } from './upload.entity.js';

const MEBI = 1024 * 1024;

/** How a type is recognised: by its first bytes, by what a ZIP container holds, or by being text. */
export type Recognition = 'magic' | 'container' | 'text';

export interface FileType {
  readonly mediaType: string;
  /** Names must end in one of these, so that what opens a file is what was measured. */
  readonly extensions: readonly string[];
  readonly recognition: Recognition;
  /** What it is handed out as, where that is not its own media type. */
  readonly servedAs?: string;
}

const office = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

/** The types that are taken. What is not listed is refused; SVG and macros are scripts and never listed. */
export const fileTypes: readonly FileType[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'], recognition: 'magic' },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], recognition: 'magic' },
  { mediaType: 'image/png', extensions: ['png'], recognition: 'magic' },
  { mediaType: 'image/webp', extensions: ['webp'], recognition: 'magic' },
  { mediaType: `${office}.wordprocessingml.document`, extensions: ['docx'], recognition: 'container' },
  { mediaType: `${office}.spreadsheetml.sheet`, extensions: ['xlsx'], recognition: 'container' },
  { mediaType: `${office}.presentationml.presentation`, extensions: ['pptx'], recognition: 'container' },
  { mediaType: `${open}.text`, extensions: ['odt'], recognition: 'container' },
  { mediaType: `${open}.spreadsheet`, extensions: ['ods'], recognition: 'container' },
  { mediaType: 'application/zip', extensions: ['zip'], recognition: 'container' },
  { mediaType: 'text/plain', extensions: ['txt', 'text', 'log', 'md'], recognition: 'text' },
  { mediaType: 'text/csv', extensions: ['csv'], recognition: 'text' },
  { mediaType: 'message/rfc822', extensions: ['eml'], recognition: 'text' },
  // Shown as its source: a page of somebody's making must not run where the portal's files are.
  { mediaType: 'text/html', extensions: ['html', 'htm'], recognition: 'text', servedAs: 'text/plain; charset=utf-8' },
];

const pictures = ['image/jpeg', 'image/png', 'image/webp'];
const documents = fileTypes.map(({ mediaType }) => mediaType).filter((mediaType) => mediaType !== 'application/zip');

interface PurposeRule {
  readonly maximumBytes: number;
  readonly types: readonly string[];
  /** After how many hours a completed upload is swept away unless it has found its use; null where it is of use at once. */
  readonly unusedHours: number | null;
}

/** What may be uploaded for each purpose. */
export const purposeRules: Readonly<Record<UploadPurpose, PurposeRule>> = {
  PICTURE: { maximumBytes: 20 * MEBI, types: pictures, unusedHours: 1 },
  ATTACHMENT: { maximumBytes: 50 * MEBI, types: documents, unusedHours: null },
  FIELD: { maximumBytes: 50 * MEBI, types: documents, unusedHours: 24 },
  IMPORT: { maximumBytes: 512 * MEBI, types: ['application/zip', 'text/csv', 'text/plain'], unusedHours: 24 },
  AGREEMENT_TEMPLATE: {
    maximumBytes: 5 * MEBI,
    types: [`${office}.wordprocessingml.document`, 'text/html', 'text/plain'],
    unusedHours: 24,
  },
};

/** What is about nobody in particular, and the action by which it is uploaded. */
export const purposesOfNobody: Readonly<Partial<Record<UploadPurpose, 'import.run' | 'agreement.manage'>>> = {
  IMPORT: 'import.run',
  AGREEMENT_TEMPLATE: 'agreement.manage',
};

/** The listed type of a declared media type, whose parameters do not matter; null for one that is not taken. */
export function fileTypeOf(declared: string): FileType | null {
  const mediaType = declared.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return fileTypes.find((type) => type.mediaType === mediaType) ?? null;
}

export const servedAs = (mediaType: string): string =>
  fileTypes.find((type) => type.mediaType === mediaType)?.servedAs ?? mediaType;

/** What breaks a line or controls a device; format controls, behind which an ending can be hidden, are no better. */
const DECEPTIVE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** A file's name as it is stored: NFC, trimmed; null for one that is a path, deceives, or is no name. */
export function cleanFileName(given: string): string | null {
  if (!given.isWellFormed()) return null;
  const name = given.normalize('NFC').trim();
  if (name.length === 0 || name.length > 200 || /[/\\:*?"<>|]/.test(name) || DECEPTIVE.test(name)) return null;
  if (withoutInvisible(name) !== name) return null;
  return name.startsWith('.') || name.endsWith('.') ? null : name;
}

/** Whether a name ends as names of the type do. */
export const hasExtensionOf = (type: FileType, name: string): boolean =>
  type.extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`));
