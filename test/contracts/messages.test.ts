import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { IntlMessageFormat } from 'intl-messageformat';
import { LOCALES } from '../../src/base/locale.js';
import { categoryNames, purposes } from '../../src/catalogue/index.js';
import { messages as catalogues } from '../../src/domains.js';
import { World } from '../harness/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const sources = path.resolve(import.meta.dirname, '../../../src');

/** The parameters of a message, of all its branches. */
function parametersOf(message: string, locale: string): string[] {
  const found = new Set<string>();
  JSON.stringify(
    new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst(),
    (key, value: unknown) => {
      // Types of the syntax tree: 0 is text, 7 the number sign; everything else names a parameter.
      if (value !== null && typeof value === 'object' && 'type' in value && 'value' in value) {
        if (value.type !== 0 && value.type !== 7) found.add(String(value.value));
      }
      return key === 'location' ? undefined : value;
    },
  );
  return [...found].sort();
}

test('every message stands in every language, with the same parameters', () => {
  const odd: string[] = [];
  for (const messages of catalogues) {
    const keys = new Set(LOCALES.flatMap((locale) => Object.keys(messages[locale])));
    for (const key of keys) {
      const expected = parametersOf(messages.en[key] ?? '', 'en').join();
      for (const locale of LOCALES) {
        const text = messages[locale][key];
        if (!text?.trim()) odd.push(`${key}: nothing in ${locale}`);
        else if (parametersOf(text, locale).join() !== expected) odd.push(`${key}: other parameters in ${locale}`);
      }
    }
  }
  expect(odd).toEqual([]);
});

/** Where the code names a message by a literal. */
const uses = [
  /messageKey: '([^']+)'/g,
  /new Fault\(\s*'[A-Z_]+',\s*'([^']+)'/g,
  /throw invalid\(\s*'([^']+)'/g,
  /\.text\(\s*'([^']+)'/g,
  /new OperationFailure\(\s*'([^']+)'/g,
  /\bprogress\(\s*'([^']+)'/g,
  /ground: '(ground\.[^']+)'/g,
] as const;

test('every message that the code names exists', async () => {
  const missing: string[] = [];
  let named = 0;
  for (const file of await readdir(sources, { recursive: true })) {
    // What the development kit prints to its developer is not translated.
    if (!file.endsWith('.ts') || file.startsWith('development/') || /messages\.ts$|labels\.ts$/.test(file)) continue;
    const text = await readFile(path.join(sources, file), 'utf8');
    for (const [, key = ''] of uses.flatMap((use) => [...text.matchAll(use)])) {
      named += 1;
      if (!world.app.translator.has(key)) missing.push(`${file}: ${key}`);
    }
  }
  expect(missing).toEqual([]);
  expect(named).toBeGreaterThan(20);
});

test('every constraint on an input can be explained', () => {
  const missing = new Set<string>();
  const metadata = getMetadataStorage() as unknown as {
    validationMetadatas: ReadonlyMap<unknown, readonly { readonly type: string; readonly name?: string }[]>;
  };
  for (const constraints of metadata.validationMetadatas.values()) {
    for (const { type, name } of constraints) {
      // Nested inputs explain themselves; conditions refuse nothing.
      if (type === 'nestedValidation' || type === 'conditionalValidation') continue;
      if (!world.app.translator.has(`invalid.${name ?? type}`)) missing.add(`invalid.${name ?? type}`);
    }
  }
  expect([...missing]).toEqual([]);
});

test('every category and purpose has a name', () => {
  const unnamed = [...categoryNames.map((name) => `category.${name}`), ...purposes.map((name) => `purpose.${name}`)];
  expect(unnamed.filter((key) => !world.app.translator.has(key))).toEqual([]);
});
