import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Actor } from '../harness/actor.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

const PAGE = `query($first: Int!) { persons(first: $first, filter: { registers: [STUDENT] }) { nodes {
  displayName memberships { role group { name unit { name } } } guardians { guardian { displayName } }
  affiliations { unit { name } } fields { definition { key } text } withheld { element } } } }`;

let world: World;
let school: TestTenant;
let teacher: Actor;
let controller: Actor;
let counting = false;
const sent: { readonly by: pg.Client; readonly statement: string }[] = [];
const query = Reflect.get(pg.Client.prototype, 'query') as (...sending: unknown[]) => unknown;

/** Counts what goes to the database, whichever way it was sent. */
function count(this: pg.Client, ...sending: unknown[]): unknown {
  const [statement] = sending;
  const text = typeof statement === 'string' ? statement : String((statement as { text?: string }).text);
  if (counting) sent.push({ by: this, statement: text });
  return Reflect.apply(query, this, sending);
}

beforeAll(async () => {
  Reflect.set(pg.Client.prototype, 'query', count);
  world = await World.open();
  school = await world.tenant();
  teacher = await school.teacher();
  controller = await school.controller();
  await school.insert('field_definition', {
    key: 'locker',
    label: 'Locker',
    type: 'TEXT',
    registers: ['STUDENT'],
    category: 'OTHER',
    purposes: ['ADMINISTRATION'],
    retention: 'WHILE_ACTIVE',
    readable_by: ['teacher'],
  });
  for (const name of ['A', 'B']) {
    const group = await school.group(name);
    await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
    for (let i = 0; i < 25; i += 1) {
      const pupil = await school.person();
      await school.member(group, pupil);
      await school.guardianship(await school.person({ register: 'GUARDIAN' }), pupil);
    }
  }
});

afterAll(async () => {
  Reflect.set(pg.Client.prototype, 'query', query);
  await world.close();
});

/** The statements of the transaction that read the page, and not of what the process does beside it. */
function ofThePage(): string[] {
  const page = sent.findIndex(({ statement }) => statement.includes('from "person" t0'));
  const own = (from: typeof sent): string[] =>
    from.flatMap(({ by, statement }) => (by === sent[page]?.by ? [statement] : []));
  const before = own(sent.slice(0, page));
  const after = own(sent.slice(page));
  const begin = before.findLastIndex((statement) => statement.startsWith('BEGIN'));
  return [...before.slice(begin), ...after.slice(0, after.indexOf('COMMIT') + 1)];
}

async function statementsOf(actor: Actor, first: number): Promise<{ rows: number; statements: number }> {
  sent.length = 0;
  counting = true;
  try {
    const { persons } = await actor.ask<{ persons: { nodes: unknown[] } }>(PAGE, { first });
    return { rows: persons.nodes.length, statements: ofThePage().length };
  } finally {
    counting = false;
  }
}

test.each([
  ['the controller', () => controller],
  ['a teacher', () => teacher],
])('a page of 50 takes %s as many statements as one of 5', async (_name, actor) => {
  const small = await statementsOf(actor(), 5);
  const large = await statementsOf(actor(), 50);
  expect(small.rows).toBe(5);
  expect(large.rows).toBe(50);
  expect(large.statements).toBe(small.statements);
  // BEGIN with the tenant, the viewer, whether the definitions of fields are the same, the page, the log entry, COMMIT.
  expect(large.statements).toBe(6);
});
