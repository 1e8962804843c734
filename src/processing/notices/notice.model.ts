/** What a derived part of a notice is about; a closed list, in the order in which they stand. */
export const noticeSections = [
  'DATA_SUBJECTS',
  'DATA',
  'SOURCES',
  'RECIPIENTS',
  'PROCESSORS',
  'TRANSFERS',
  'THIRD_COUNTRIES',
  'RIGHTS',
  'AUTOMATED_DECISIONS',
] as const;
export type NoticeSectionKind = (typeof noticeSections)[number];

/** A derived part as it is published: words in one language. */
export interface NoticeSection {
  readonly kind: NoticeSectionKind;
  readonly heading: string;
  /** A sentence that says what follows, or all there is to say. */
  readonly text: string;
  /** What the columns of the rows are called; empty where a row is a single line. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a part says now that it did not say when the notice was published, and the other way round. */
export interface NoticeChange {
  readonly kind: NoticeSectionKind;
  readonly heading: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const linesOf = (section: NoticeSection | undefined): string[] =>
  section ? [section.text, ...section.rows.map((row) => row.join(' · '))].filter((line) => line !== '') : [];

/** How what is derived now differs from what was published; nothing where it does not. */
export function changesOf(published: readonly NoticeSection[], now: readonly NoticeSection[]): NoticeChange[] {
  return noticeSections.flatMap((kind) => {
    const before = published.find((section) => section.kind === kind);
    const after = now.find((section) => section.kind === kind);
    const [old, fresh] = [linesOf(before), linesOf(after)];
    const added = fresh.filter((line) => !old.includes(line));
    const removed = old.filter((line) => !fresh.includes(line));
    const heading = after?.heading ?? before?.heading ?? '';
    return added.length + removed.length > 0 ? [{ kind, heading, added, removed }] : [];
  });
}
