import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type FindingKind, NameIndex, screenText } from '../../src/content/screening/detect/index.js';
import { corpus, type Part, type Sample } from './corpus.js';
import { register } from './register.js';
import { precisionOf, recallOf, type Score, score } from './score.js';

/**
 * How well screening finds what it looks for: precision and recall for each kind, on a corpus made for it and on the labelled texts beside the
 * repository, and how fast it is.
 */
const { values: options } = parseArgs({
  options: {
    /** Lists what was missed and what was found in error. */
    mistakes: { type: 'boolean', default: false },
    /** Tells the part that is for tuning instead of those that are not. */
    tuning: { type: 'boolean', default: false },
  },
});

const print = (line = '') => process.stdout.write(`${line}\n`);
const names = NameIndex.of(register);

/** What is to be reached, as in the issue that asked for screening. */
const TARGETS: Partial<Record<FindingKind, number>> = {
  NATIONAL_ID: 0.95,
  IBAN: 0.95,
  EMAIL: 0.95,
  IP_ADDRESS: 0.95,
  TELEPHONE: 0.9,
};

/** Kinds of ours that labels of the other corpus mean. It has no national identity numbers but American ones, and no register of people. */
const LABELS: Readonly<Record<string, FindingKind>> = {
  PHONE_NUMBER: 'TELEPHONE',
  EMAIL_ADDRESS: 'EMAIL',
  IP_ADDRESS: 'IP_ADDRESS',
  IBAN_CODE: 'IBAN',
  STREET_ADDRESS: 'POSTAL_ADDRESS',
};

function table({ rows, mistakes }: ReturnType<typeof score>): void {
  print(
    `  ${'kind'.padEnd(17)} ${'present'.padStart(8)} ${'found'.padStart(6)} ${'recall'.padStart(7)} ${'precision'.padStart(10)}  target`,
  );
  for (const row of rows) {
    if (row.present + row.found === 0) continue;
    print(
      `  ${row.kind.padEnd(17)} ${String(row.present).padStart(8)} ${String(row.found).padStart(6)} ${share(recallOf(row)).padStart(7)} ${share(precisionOf(row)).padStart(10)}  ${verdict(row)}`,
    );
  }
  if (!options.mistakes) return;
  for (const { kind, text, missed, sample } of mistakes)
    print(`  ${missed ? 'missed' : 'wrong '} ${kind}: ${JSON.stringify(text)} in ${JSON.stringify(sample)}`);
}

const share = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(3));

function verdict(row: Score): string {
  const target = TARGETS[row.kind];
  if (target === undefined) return '';
  return recallOf(row) >= target && precisionOf(row) >= target ? `≥ ${target} reached` : `≥ ${target} MISSED`;
}

const shown: readonly (readonly [Part, number])[] = options.tuning
  ? [['tuning', 1]]
  : [
      ['held-out', 2],
      ['unseen', 3],
    ];
print('Nordic, Baltic and Dutch corpus. A finding counts when it shares a character with a label of its kind.');
for (const [part, seed] of shown) {
  const samples = corpus(part, seed, 25);
  print(`${part} sentences (${samples.length} texts)`);
  table(score(samples, ({ text, country }) => screenText(text, { country, names })));
}

const split = fileURLToPath(new URL('../../../../shared/data/pii/dev-split.json', import.meta.url));
print();
if (existsSync(split)) {
  const rows = JSON.parse(readFileSync(split, 'utf8')) as {
    text: string;
    spans: { type: string; start: number; end: number }[];
  }[];
  const samples: Sample[] = rows.map(({ text, spans }) => ({
    text,
    country: 'US',
    spans: spans.flatMap(({ type, start, end }) => (LABELS[type] ? [{ kind: LABELS[type], start, end }] : [])),
  }));
  print(
    `../shared/data/pii/dev-split.json (${samples.length} texts, screened as an American tenant's; kinds that its labels have).`,
  );
  table(score(samples, ({ text, country }) => screenText(text, { country }), Object.values(LABELS)));
} else print('../shared/data/pii/dev-split.json is absent: its figures are left out.');

const pieces =
  corpus('held-out', 2, 25)
    .map(({ text }) => text)
    .join('\n')
    .match(/[^]{1,16384}/g) ?? [];
const bytes = Buffer.byteLength(pieces.join(''));
const start = performance.now();
let rounds = 0;
while (performance.now() - start < 2000) {
  for (const piece of pieces) screenText(piece, { country: 'NO', names });
  rounds += 1;
}
print(
  `\n${((rounds * bytes) / 1_000_000 / ((performance.now() - start) / 1000)).toFixed(1)} MB/s in pieces of 16 KiB on one core.`,
);
