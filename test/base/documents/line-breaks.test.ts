import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { breakLines } from '../../../src/base/documents/line-breaks.js';

const oneEach = (text: string) => text.length;

test('lines break at spaces, which they keep, and after hyphens and slashes', () => {
  expect(breakLines('one two three', 8, oneEach)).toEqual(['one two ', 'three']);
  expect(breakLines('state-of-the-art', 9, oneEach)).toEqual(['state-of-', 'the-art']);
  expect(breakLines('and/or', 4, oneEach)).toEqual(['and/', 'or']);
});

test('a line feed starts a line, and an empty text is one empty line', () => {
  expect(breakLines('a\n\nb', 8, oneEach)).toEqual(['a', '', 'b']);
  expect(breakLines('', 8, oneEach)).toEqual(['']);
});

test('a word wider than a line is cut, after punctuation where that leaves a reasonable line', () => {
  expect(breakLines('abcdefghij', 4, oneEach)).toEqual(['abcd', 'efgh', 'ij']);
  expect(breakLines('first.second', 8, oneEach)).toEqual(['first.', 'second']);
});

test('no line is too wide and no character is lost, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 12, max: 60 }), (text, width) => {
      const lines = breakLines(text, width, oneEach);
      for (const line of lines) {
        const shown = line.trimEnd();
        const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(shown)];
        expect(shown.length <= width || graphemes.length === 1).toBe(true);
      }
      const bare = (value: string) => value.replace(/[ \t\n]/g, '').trimEnd();
      expect(bare(lines.join('').trimEnd())).toBe(bare(text.trimEnd()));
    }),
  );
});
