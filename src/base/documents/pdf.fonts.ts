import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PdfFile } from './pdf.file.js';

/** The cuts of the typeface that documents use. */
export type FontName = 'regular' | 'italic' | 'semibold';

const FILES: Readonly<Record<FontName, string>> = {
  regular: '400Regular/IBMPlexSans_400Regular.ttf',
  italic: '400Regular_Italic/IBMPlexSans_400Regular_Italic.ttf',
  semibold: '600SemiBold/IBMPlexSans_600SemiBold.ttf',
};

/** What of the font reader inside pdfkit is used; its own types do not show it. */
interface FontReader {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

let loaded: Readonly<Record<FontName, Buffer>> | undefined;

/** Makes the fonts known to the file; they are read from disk once per process. */
export function registerFonts(file: PdfFile): void {
  loaded ??= load();
  for (const [name, bytes] of Object.entries(loaded)) file.registerFont(name, bytes);
}

function load(): Readonly<Record<FontName, Buffer>> {
  const resolve = createRequire(import.meta.url).resolve;
  const read = (name: FontName) => readFileSync(resolve(`@expo-google-fonts/ibm-plex-sans/${FILES[name]}`));
  return { regular: read('regular'), italic: read('italic'), semibold: read('semibold') };
}

/**
 * Turns any text into one the fonts can show and a reader of the file can extract again.
 *
 * PDF/A forbids characters without a glyph, and dropping them would change what a legal document says, so they are
 * written by their code point: `[U+4E2D]`. The same makes invisible characters that reorder text visible.
 */
export function printable(text: string, file: PdfFile): string {
  file.font('regular');
  const reader = (file as unknown as { readonly _font: { readonly font: FontReader } })._font.font;
  const tidy = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll('\u00AD', '');
  return Array.from(tidy, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    const shown =
      character === '\n' || (codePoint >= 0x20 && isVisible(character) && reader.hasGlyphForCodePoint(codePoint));
    return shown ? character : `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
}

/** Control and format characters have no look of their own, even where a font has a glyph for them. */
function isVisible(character: string): boolean {
  return !/\p{C}/u.test(character);
}

/**
 * Spaces and hyphens that only matter for breaking lines share their glyph with the plain ones; drawn as the plain ones
 * they are extracted and searched as such.
 */
export function drawn(line: string): string {
  return line.replace(/[\u00A0\u202F\u2007\u2009]/g, ' ').replace(/[\u2010\u2011]/g, '-');
}
