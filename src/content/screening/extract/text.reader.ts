import type { Collector } from './collector.js';

/** The text of bytes in UTF-8 or UTF-16, by their mark or by what they look like; anything else is read as Windows-1252. */
export function decodeText(content: Uint8Array): string {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(content);
  const unmarked = utf16WithoutMark(content.subarray(0, 1024));
  if (unmarked) return new TextDecoder(unmarked).decode(content);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('windows-1252').decode(content);
  }
}

/** Texts in European languages have a zero in every second byte of UTF-16. */
function utf16WithoutMark(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 5 && even === 0) return 'utf-16le';
  return even > head.length / 5 && odd === 0 ? 'utf-16be' : null;
}

/** Plain text; its places are lines. */
export function readText(content: Uint8Array, collector: Collector): void {
  collector.add({ part: 'BODY', line: 1 }, decodeText(content));
}
