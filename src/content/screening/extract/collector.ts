import type { Extraction, ExtractionLimits, Place, Segment, Shown, UnreadableReason } from './extraction.types.js';

/** Thrown by readers: why the file, or the part of it that they were at, cannot be read. */
export class Unreadable extends Error {
  constructor(readonly reason: UnreadableReason) {
    super(reason);
  }
}

/** Why a reader stopped: what it says, or that the file is broken. */
export const reasonOf = (error: unknown): UnreadableReason => (error instanceof Unreadable ? error.reason : 'CORRUPT');

const LABEL = 80;
const UNREAD = 1000;

/** Long enough for an address over several lines, short enough that looking through it makes nobody wait. */
const PIECE = 16_384;

/** Takes in the texts of a file, as far as the limits allow, in pieces of bounded length. */
export class Collector {
  private readonly segments: Segment[] = [];
  private readonly unread: { place: Place; reason: UnreadableReason }[] = [];
  private characters = 0;
  private unpacked = 0;
  private readonly way: number[] = [];

  constructor(readonly limits: ExtractionLimits) {}

  /** @throws Unreadable as TOO_LARGE where the limits are reached; what was taken in before stays */
  add(given: Place, text: string, label?: string, shown?: Shown): void {
    let before = shown;
    const place = this.placed(given);
    let line = place.line ?? 1;
    for (const piece of pieces(text)) {
      if (piece.trim() !== '') {
        this.characters += piece.length;
        if (this.characters > this.limits.characters || this.segments.length >= this.limits.segments) {
          throw new Unreadable('TOO_LARGE');
        }
        const segment = { place: place.line === undefined ? place : { ...place, line }, text: piece };
        this.segments.push({
          ...segment,
          ...(label ? { label: label.slice(0, LABEL) } : {}),
          ...(before ? { shown: before } : {}),
        });
        // The first piece tells what is shown of all of them.
        if (before?.text !== undefined) before = { ...before, text: '' };
      }
      line += newlines(piece);
    }
  }

  /** Counts bytes that were unpacked. @throws Unreadable as TOO_LARGE */
  count(bytes: number): void {
    this.unpacked += bytes;
    if (this.unpacked > this.limits.unpackedBytes) throw new Unreadable('TOO_LARGE');
  }

  /** How many bytes may yet be unpacked. */
  get remaining(): number {
    return this.limits.unpackedBytes - this.unpacked;
  }

  /** Tells that a part could not be read. */
  miss(place: Place, reason: UnreadableReason): void {
    if (this.unread.length < UNREAD) this.unread.push({ place: this.placed(place), reason });
  }

  /** Reads what is attached to what is being read; where that fails, it alone is missing. */
  async within(attachment: number, read: () => void | Promise<void>): Promise<void> {
    this.way.push(attachment);
    try {
      if (this.way.length > this.limits.nesting) throw new Unreadable('TOO_LARGE');
      await read();
    } catch (error) {
      this.miss({ part: 'BODY' }, reasonOf(error));
    } finally {
      this.way.pop();
    }
  }

  private placed(place: Place): Place {
    return this.way.length === 0 ? place : { ...place, attachments: [...this.way] };
  }

  /** All that was taken in; where that is nothing, because of parts that could not be read, the first of their reasons. */
  get extraction(): Extraction {
    const [first] = this.unread;
    if (this.segments.length === 0 && first) return { unreadable: first.reason };
    return { segments: this.segments, unread: this.unread };
  }
}

const newlines = (text: string): number => text.split('\n').length - 1;

/** Cuts a long text at the last line break, or else the last space, of each piece. */
function* pieces(text: string): Iterable<string> {
  let start = 0;
  while (text.length - start > PIECE) {
    const piece = text.slice(start, start + PIECE);
    const cut = Math.max(piece.lastIndexOf('\n'), -1);
    const length = (cut > PIECE / 2 ? cut : Math.max(cut, piece.lastIndexOf(' '))) + 1 || PIECE;
    yield text.slice(start, start + length);
    start += length;
  }
  yield text.slice(start);
}
