/** Which part of a file a text stands in. */
export const parts = [
  /** The text itself: of a document, a page, a cell, an e-mail. */
  'BODY',
  'HEADER',
  'FOOTER',
  'NOTE',
  'COMMENT',
  /** What a file says about itself: author, title, subject. */
  'METADATA',
  /** A field in the head of an e-mail. */
  'FIELD',
  /** What a page does not show as text: alternative texts, titles, the addresses of links. */
  'ATTRIBUTE',
  'SHEET_NAME',
  'ATTACHMENT_NAME',
  /** The name of the file itself, without its ending. */
  'FILE_NAME',
] as const;

export type Part = (typeof parts)[number];

/** Where in a file a text stands. It holds no content of the file, so that it can be stored. All numbers begin at 1. */
export interface Place {
  readonly part: Part;
  /** The way down from an e-mail to what is attached to it: the second attachment of the first is `[1, 2]`. */
  readonly attachments?: readonly number[];
  readonly page?: number;
  readonly sheet?: number;
  readonly row?: number;
  readonly column?: number;
  readonly paragraph?: number;
  readonly line?: number;
}

/** What readers of a text see, where that is not all of it. */
export interface Shown {
  /** The rank of a heading, the highest is 1. */
  readonly heading?: number;
  /** What is shown of it: without what was struck out, and without the codes of fields. */
  readonly text?: string;
}

export interface Segment {
  readonly place: Place;
  readonly text: string;
  /** What the text is, as the file says: the head of its column, the name of its field. It explains numbers, and is screened in its own place. */
  readonly label?: string;
  readonly shown?: Shown;
}

/** Why a file, or a part of it, cannot be read. */
export const unreadableReasons = [
  /** Of a type whose text is not read: a picture, an archive. */
  'UNSUPPORTED',
  /** It opens with a password only. */
  'ENCRYPTED',
  /** It has pages but no text: they are pictures of text. */
  'SCANNED',
  /** It is not what it says, or broken. */
  'CORRUPT',
  /** It holds, or unfolds to, more than is read. */
  'TOO_LARGE',
  'TIMED_OUT',
] as const;

export type UnreadableReason = (typeof unreadableReasons)[number];

/** The texts of a file, and which parts of it could not be read; or why none of it could. */
export type Extraction =
  | { readonly segments: readonly Segment[]; readonly unread: readonly { place: Place; reason: UnreadableReason }[] }
  | { readonly unreadable: UnreadableReason };

/** What reading one file may cost. */
export interface ExtractionLimits {
  readonly bytes: number;
  /** Of all that is unpacked on the way. */
  readonly unpackedBytes: number;
  /** UTF-16 units of all texts together. */
  readonly characters: number;
  readonly segments: number;
  readonly pages: number;
  /** Attachments within attachments. */
  readonly nesting: number;
  readonly milliseconds: number;
  /** Of the heap of the thread that reads. */
  readonly mebibytes: number;
}
