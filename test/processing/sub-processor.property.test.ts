import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Announcement } from '../../src/processing/sub-processors/sub-processor.effect.js';
import { versionsOf } from '../../src/processing/sub-processors/sub-processor.history.js';
import type { ChangeRow, EntryRow } from '../../src/processing/sub-processors/sub-processor.records.js';
import { effectiveAt } from '../../src/processing/sub-processors/sub-processor.service.js';

const DAY = 86_400_000;
const START = Date.parse('2026-01-01T00:00:00Z');
const at = (day: number): Date => new Date(START + day * DAY);
const dayOf = (day: number): string => at(day).toISOString().slice(0, 10);

interface Line {
  /** Days from the start. */
  readonly announced: number;
  readonly effect: number;
  readonly window: number;
  readonly isOlder: boolean;
  readonly objected: number | null;
  readonly objectionLasts: number | null;
  readonly withdrawn: number | null;
  readonly isSpecific: boolean;
  readonly authorised: number | null;
  readonly ended: number | null;
  readonly place: string;
}

const day = fc.integer({ min: 0, max: 120 });
const line: fc.Arbitrary<Line> = fc.record({
  announced: day,
  effect: fc.integer({ min: 0, max: 60 }),
  window: fc.integer({ min: 30, max: 90 }),
  isOlder: fc.boolean(),
  objected: fc.option(fc.integer({ min: 0, max: 60 })),
  objectionLasts: fc.option(fc.integer({ min: 1, max: 80 })),
  withdrawn: fc.option(fc.integer({ min: 1, max: 150 })),
  isSpecific: fc.boolean(),
  authorised: fc.option(fc.integer({ min: 0, max: 100 })),
  ended: fc.option(fc.integer({ min: 1, max: 200 })),
  place: fc.constantFrom('NO', 'SE', 'FI'),
});

const entryOf = (index: number): EntryRow => ({
  id: `entry-${index}`,
  parentId: null,
  legalName: `Entry ${index}`,
  responsibilities: { en: 'x' },
  address: 'x',
  contact: 'x',
  isPrimary: false,
  since: '2026-01-01',
  until: null,
  version: 1,
  createdAt: at(0),
  updatedAt: at(0),
});

function changesOf(one: Line, index: number): ChangeRow[] {
  const base = {
    subProcessorId: `entry-${index}`,
    reason: { en: 'x' },
    withdrawalReason: null,
    createdAt: at(one.announced),
  };
  const engagement: ChangeRow = {
    ...base,
    id: `change-${index}`,
    number: index * 2 + 1,
    kind: 'ENGAGE',
    patch: { set: { service: { en: 's' }, processing: { en: 'p' } }, add: { locations: [one.place] } },
    announcedAt: at(one.announced),
    takesEffectOn: dayOf(one.announced + one.effect),
    hasWindow: true,
    withdrawnAt: one.withdrawn === null ? null : at(one.announced + one.withdrawn),
  };
  if (one.ended === null) return [engagement];
  const ended = one.announced + one.ended;
  const end: ChangeRow = {
    ...engagement,
    id: `end-${index}`,
    number: index * 2 + 2,
    kind: 'END',
    patch: {},
    announcedAt: at(ended),
    takesEffectOn: dayOf(ended),
    hasWindow: false,
    withdrawnAt: null,
  };
  return [engagement, end];
}

function announcementOf(one: Line): Announcement {
  const raised = one.objected === null ? null : one.announced + Math.min(one.objected, one.window);
  return {
    opensAt: at(one.announced),
    closesAt: new Date(at(one.announced + one.window).getTime() - 1),
    authorisation: one.isSpecific ? 'SPECIFIC' : 'GENERAL',
    authorisedAt: one.authorised === null ? null : at(one.announced + one.authorised),
    objections:
      raised === null
        ? []
        : [{ raisedAt: at(raised), withdrawnAt: one.objectionLasts === null ? null : at(raised + one.objectionLasts) }],
  };
}

/** Said plainly, in days: whether the tenant's data may be with it on that day. */
function isWithIt(one: Line, today: number): boolean {
  const since = today - one.announced;
  if (since < one.effect || since < 0) return false;
  if (one.withdrawn !== null && since >= one.withdrawn) return false;
  if (one.ended !== null && since >= one.ended) return false;
  if (one.isOlder) return true;
  if (since < one.window) return false;
  if (one.objected !== null) {
    const raised = Math.min(one.objected, one.window);
    if (since >= raised && (one.objectionLasts === null || since < raised + one.objectionLasts)) return false;
  }
  return !one.isSpecific || (one.authorised !== null && since >= one.authorised);
}

/** What an entry of the list does more from some day on: a place, by a change of its own with a window of its own. */
interface Wider extends Line {
  /** Days from the announcement of the engagement to that of the change. */
  readonly after: number;
}

interface Linked {
  readonly engagement: Line;
  readonly wider: readonly Wider[];
  /** Which of those before it in the list engages it, or the processor itself. */
  readonly engagedBy: number | null;
}

const linked: fc.Arbitrary<Linked> = fc.record({
  engagement: line,
  wider: fc.array(fc.tuple(line, fc.integer({ min: 0, max: 60 })), { maxLength: 3 }).map((changes) =>
    changes.map(([change, after], index) => ({
      ...change,
      after,
      ended: null,
      place: ['DK', 'IS', 'US'][index] ?? 'US',
    })),
  ),
  engagedBy: fc.option(fc.nat({ max: 5 })),
});

/** The list as it is recorded: engagements, then what widens them, in the order in which both were announced. */
function recorded(lines: readonly Linked[]) {
  const announcements = new Map<string, Announcement>();
  const entries = lines.map(({ engagedBy }, index) => ({
    ...entryOf(index),
    parentId: engagedBy === null || index === 0 ? null : `entry-${engagedBy % index}`,
  }));
  const changes = lines.flatMap(({ engagement, wider }, index) => {
    if (!engagement.isOlder) announcements.set(`change-${index}`, announcementOf(engagement));
    const widening = wider.flatMap((one, place) => {
      const change = { ...one, announced: engagement.announced + one.after };
      const [row] = changesOf(change, index);
      const id = `wider-${index}-${place}`;
      if (!one.isOlder) announcements.set(id, announcementOf(change));
      const number = 100 + index * 10 + place;
      return row ? [{ ...row, id, number, kind: 'WIDEN', patch: { add: { locations: [one.place] } } } as const] : [];
    });
    return [...changesOf(engagement, index), ...widening];
  });
  const order = (change: ChangeRow): number => change.announcedAt?.getTime() ?? 0;
  return { entries, announcements, changes: changes.sort((a, b) => order(a) - order(b) || a.number - b.number) };
}

/** Said plainly: who has the data on a day, and where; whoever is engaged by one that has it not, has it neither. */
function placesOn(lines: readonly Linked[], today: number): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [index, { engagement, wider, engagedBy }] of lines.entries()) {
    const isReached = engagedBy === null || index === 0 || found.has(`entry-${engagedBy % index}`);
    if (!isReached || !isWithIt(engagement, today)) continue;
    const more = wider.filter((one) => isWithIt({ ...one, announced: engagement.announced + one.after }, today));
    found.set(`entry-${index}`, [engagement.place, ...more.map(({ place }) => place)].sort());
  }
  return found;
}

const timeline = fc.array(line, { minLength: 1, maxLength: 6 });

describe('for any timeline of announcements, objections and windows', () => {
  test('the list in force is what a plain recomputation says, and holds nothing before its window closed', () => {
    fc.assert(
      fc.property(timeline, fc.integer({ min: -5, max: 400 }), (lines, today) => {
        const entries = lines.map((_, index) => entryOf(index));
        const changes = lines.flatMap(changesOf);
        const announcements = new Map<string, Announcement>(
          lines.flatMap((one, index) => (one.isOlder ? [] : [[`change-${index}`, announcementOf(one)] as const])),
        );
        const effective = effectiveAt(entries, changes, announcements, at(today));
        const expected = lines.flatMap((one, index) => (isWithIt(one, today) ? [[`entry-${index}`, [one.place]]] : []));
        expect(effective.map(({ id, locations }) => [id, locations])).toEqual(expected);
        for (const { id } of effective) {
          const window = announcements.get(id.replace('entry', 'change'));
          if (window) expect(window.closesAt.getTime()).toBeLessThan(at(today).getTime());
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('a place is added once its own window closed, and a chain holds no further than its weakest link', () => {
    fc.assert(
      fc.property(
        fc.array(linked, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: -5, max: 400 }),
        (lines, today) => {
          const { entries, changes, announcements } = recorded(lines);
          const effective = effectiveAt(entries, changes, announcements, at(today));
          const told = new Map(effective.map(({ id, locations }) => [id, [...locations].sort()]));
          expect(told).toEqual(placesOn(lines, today));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('a version of the list keeps its number, whatever comes later', () => {
    fc.assert(
      fc.property(
        timeline,
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 100 }),
        (lines, today, later) => {
          const changes = lines.flatMap(changesOf);
          // What is known on a day: what was recorded by then, and given up by then.
          const knownOn = (known: number): ChangeRow[] =>
            changes
              .filter(({ announcedAt }) => announcedAt !== null && announcedAt <= at(known))
              .map((change) => ({
                ...change,
                withdrawnAt: change.withdrawnAt && change.withdrawnAt <= at(known) ? change.withdrawnAt : null,
              }));
          const told = (known: number): unknown[] =>
            versionsOf(knownOn(known), at(known)).map(({ number, event, change }) => [number, event, change.id]);
          expect(told(today + later).slice(0, told(today).length)).toEqual(told(today));
        },
      ),
      { numRuns: 500 },
    );
  });
});
