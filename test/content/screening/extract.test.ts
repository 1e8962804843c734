import { expect, test } from '@jest/globals';
import {
  defaultLimits,
  extractText,
  parts,
  placeWithin,
  readableTypes,
  unreadableReasons,
} from '../../../src/content/screening/extract/index.js';

test('plain text is read in the encodings that files come in, with its lines', async () => {
  for (const encoding of ['utf8', 'utf16le', 'latin1'] as const) {
    const extraction = await extractText(Buffer.from('Første linje\nKåre Å.', encoding), 'text/plain');
    expect(extraction).toEqual({
      segments: [{ place: { part: 'BODY', line: 1 }, text: 'Første linje\nKåre Å.' }],
      unread: [],
    });
    if ('segments' in extraction && extraction.segments[0]) {
      expect(placeWithin(extraction.segments[0], 14)).toEqual({ part: 'BODY', line: 2 });
    }
  }
});

test('what cannot be read says why', async () => {
  expect(readableTypes).toContain('text/plain');
  expect(new Set([...parts, ...unreadableReasons]).size).toBe(parts.length + unreadableReasons.length);
  expect(await extractText(Buffer.from('x'), 'image/png')).toEqual({ unreadable: 'UNSUPPORTED' });
  expect(await extractText(Buffer.alloc(defaultLimits.bytes + 1), 'text/plain')).toEqual({ unreadable: 'TOO_LARGE' });
});
