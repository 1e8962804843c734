import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc, { type GeneratorValue } from 'fast-check';
import { categoryNames } from '../../src/catalogue/index.js';
import type { Actor } from '../harness/actor.js';
import { personGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { letIn } from './lockbox.samples.js';
import { Dice } from './random.js';
import { RandomSchool } from './random-school.js';

let world: World;
let staff: Actor;

beforeAll(async () => {
  world = await World.open();
  staff = await (await world.tenant({ kind: 'operator' })).operator();
});

afterAll(() => world.close());

interface Card {
  readonly id: string;
  readonly givenName: string | null;
  readonly email: string | null;
  readonly birthDate: string | null;
}
const CARD = 'id givenName email birthDate';

/** What the wall opens to the processor's staff is what was approved, worked out one person at a time. */
async function holdsInRandomSchool(value: GeneratorValue): Promise<void> {
  const dice = new Dice(value);
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  const school = await RandomSchool.make(tenant, dice, officer.ids?.personId ?? '');
  const { persons, units, hidden } = school.facts;
  const rows = await tenant.rows<Card>(
    `select id, given_name as "givenName", email, birth_date::text as "birthDate" from person`,
  );
  for (let count = 0; count < 6; count += 1) {
    const isUnit = dice.chance(0.4);
    const unit = dice.of(school.unitIds);
    const people = dice.some(persons, 0.3);
    if (!isUnit && people.length === 0) continue;
    const asked = ['NAME', ...dice.some(categoryNames, 0.4).filter((name) => name !== 'NAME')];
    const categories = ['NAME', ...dice.some(asked.slice(1), 0.5)];
    const granted = isUnit ? persons.filter((one) => units.get(one) === unit) : dice.some(people, 0.7);
    if (!isUnit && granted.length === 0) continue;
    const narrowed = isUnit ? {} : { personIds: granted.map(personGid) };
    const what = isUnit ? { unit } : { people };
    const inside = staff.by(
      await letIn(staff, officer, tenant, { ...what, categories: asked }, { categories, ...narrowed }),
    );
    const expected = (id: string): Card | null => {
      const row = rows.find((one) => one.id === id);
      if (!row || !granted.includes(id)) return null;
      return {
        id: personGid(id),
        givenName: row.givenName,
        email: categories.includes('CONTACT') ? row.email : null,
        birthDate: categories.includes('BIRTH') ? row.birthDate : null,
      };
    };
    const { persons: list } = await inside.ask<{ persons: { totalCount: number; nodes: Card[] } }>(
      `{ persons(first: 100) { totalCount nodes { ${CARD} } } }`,
    );
    const listed = granted.filter((id) => !hidden.has(id)).map(expected);
    const byId = (cards: readonly (Card | null)[]) => cards.map((card) => JSON.stringify(card)).sort();
    expect({ what, categories, seen: byId(list.nodes) }).toEqual({ what, categories, seen: byId(listed) });
    expect(list.totalCount).toBe(listed.length);
    for (const id of dice.some(persons, 0.3)) {
      const { person } = await inside.ask<{ person: Card | null }>(`query($id: ID!) { person(id: $id) { ${CARD} } }`, {
        id: personGid(id),
      });
      expect(person).toEqual(expected(id));
    }
  }
}

test('in random schools, whoever was let in reads exactly what was approved', async () => {
  await fc.assert(fc.asyncProperty(fc.gen(), holdsInRandomSchool), {
    numRuns: 4,
    endOnFailure: true,
    includeErrorInReport: true,
  });
}, 120_000);
