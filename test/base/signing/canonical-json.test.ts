import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CanonicalJsonError, canonicalJson, type JsonValue, parseStrictJson } from '../../../src/base/signing/index.js';

/** Any I-JSON value: JSON without lone surrogates, and -0, which canonical JSON writes as 0. */
const iJson = () =>
  fc.jsonValue({ stringUnit: 'binary' }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

/** The same value with the members of every object in the opposite order. */
function reversed(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

test('the example of RFC 8785, section 3.2.2', () => {
  const text = String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`;
  expect(canonicalJson(parseStrictJson(text))).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test('keys are sorted by UTF-16 code units (RFC 8785, section 3.2.3)', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
  const keys = [...canonicalJson(value).matchAll(/:(\d)/g)].map(([, number]) => Number(number));
  expect(keys).toEqual([2, 4, 6, 7, 1, 5, 3]);
});

test.each([
  [0, '0'],
  [-0, '0'],
  [5e-324, '5e-324'],
  [1.7976931348623157e308, '1.7976931348623157e+308'],
  [9007199254740992, '9007199254740992'],
  [1e21, '1e+21'],
  [999999999999999900000, '999999999999999900000'],
  [0.000001, '0.000001'],
  [1e-7, '1e-7'],
])('numbers are written as in RFC 8785, appendix B: %d', (number, text) => {
  expect(canonicalJson(number)).toBe(text);
});

test('canonical JSON means the same, and the order of members does not matter', () => {
  fc.assert(
    fc.property(iJson(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(value);
      expect(canonicalJson(parseStrictJson(text))).toBe(text);
      expect(canonicalJson(reversed(value))).toBe(text);
      expect(canonicalJson(parseStrictJson(JSON.stringify(value, null, 3)))).toBe(text);
    }),
  );
});

test('values with different meanings never have the same canonical JSON', () => {
  fc.assert(
    fc.property(iJson(), iJson(), (a, b) => {
      fc.pre(JSON.stringify(a) !== JSON.stringify(b));
      if (canonicalJson(a) === canonicalJson(b)) expect(a).toEqual(b);
    }),
  );
});

test.each([
  ['a number that is not finite', Number.NaN],
  ['infinity', { a: [Number.POSITIVE_INFINITY] }],
  ['a lone surrogate', 'a\ud800'],
  ['a lone surrogate in a key', { '\udc00': 1 }],
  ['undefined', { a: undefined }],
  ['an object of a class', { a: new Date(0) }],
])('%s has no canonical form', (_, value) => {
  expect(() => canonicalJson(value as unknown as JsonValue)).toThrow(CanonicalJsonError);
});

test('two members with the same name are refused, wherever they stand and however they are written', () => {
  for (const text of ['{"a":1,"a":2}', '[{"x":{"a":1,"b":2,"a":1}}]', String.raw`{"a":1,"\u0061":2}`]) {
    expect(() => parseStrictJson(text)).toThrow('two members with the same name');
  }
  expect(parseStrictJson('{"a":{"a":":"},"b":"{\\"a\\":1}","__proto__":1}')).toBeDefined();
});

test('text that is no JSON, or is nested without end, is refused', () => {
  expect(() => parseStrictJson('{')).toThrow('not JSON');
  expect(() => parseStrictJson('['.repeat(70) + ']'.repeat(70))).toThrow('levels deep');
  expect(() => parseStrictJson('['.repeat(100_000) + ']'.repeat(100_000))).toThrow(CanonicalJsonError);
});
