import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

/** What the process says of itself, at the most talkative level. */
const lines: string[] = [];
const stream = new Writable({
  write: (chunk: Buffer, _encoding, done) => {
    lines.push(chunk.toString());
    done();
  },
});

let world: World;
let school: TestTenant;
let ada: Actor;
let controller: Actor;

const person = {
  givenName: 'Adalmina',
  familyName: 'Birkeskog',
  email: 'adalmina.birkeskog@example.org',
  telephone: '+4722334455',
};
const ADDRESS = '203.0.113.77';
const forwarded = { 'x-forwarded-for': ADDRESS };

beforeAll(async () => {
  world = await World.open({ logger: pino({ level: 'trace' }, stream), trustedProxies: ['127.0.0.1'] });
  school = await world.tenant();
  ada = await school.endUser(person);
  controller = await school.controller();
});
afterAll(() => world.close());

const CORRECT = `mutation($input: CorrectProfileInput!) {
  correctProfile(input: $input) { person { displayName } userErrors { code message } }
}`;

/** Everything that a caller may do right or wrong, with personal data in every place where a caller can put it. */
async function use(): Promise<void> {
  const id = personGid(ada.ids?.personId ?? '');
  const everything = '{ viewer { person { displayName givenName familyName email telephone } } }';
  await ada.send(everything, {}, forwarded);
  await controller.send('query($id: ID!) { person(id: $id) { displayName email } }', { id }, forwarded);
  await ada.send(CORRECT, { input: { expectedVersion: 1, telephone: '+47 22 33 44 66' } }, forwarded);
  // Refused: a stale version, values that are none, and another's card.
  await ada.send(CORRECT, { input: { expectedVersion: 1, telephone: person.telephone } }, forwarded);
  await ada.send(CORRECT, { input: { expectedVersion: 2, email: `${person.email} or so` } }, forwarded);
  await ada.send(CORRECT, { input: { expectedVersion: 2, givenName: `${person.givenName}\0` } }, forwarded);
  await ada.send(CORRECT, { input: person.email }, forwarded);
  await ada.send(`{ persons(first: 1, filter: { search: "${person.familyName}" }) { totalCount } }`, {}, forwarded);
  await ada.send(`{ ${person.givenName} }`, {}, forwarded);
  await ada.send(`{ "${person.email}`, {}, forwarded);
  await ada.send('query($id: ID!) { node(id: $id) { id } }', { id: person.email }, forwarded);
  await world.anonymous().send(everything, {}, { ...forwarded, authorization: `Bearer ${person.givenName}.b.c` });
  await fetch(`${world.url}/${person.email}`, { headers: forwarded });
  await fetch(`${world.url}/graphql?query=${encodeURIComponent(`{ a(email: "${person.email}") }`)}`, {
    headers: forwarded,
  });
  await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { ...forwarded, 'content-type': 'application/json' },
    body: `{"query": "${person.email}`,
  });
}

/** Faults of ours, whose messages quote statements and values. */
async function fail(): Promise<void> {
  const { owner } = world;
  await owner.query(
    `alter table person add constraint no_more check (telephone is null or telephone <> '+4799887766') not valid`,
  );
  await ada.send(CORRECT, { input: { expectedVersion: 2, telephone: '+4799887766' } }, forwarded);
  await owner.query('alter table person drop constraint no_more; alter table person rename column email to lost');
  await ada.send('{ viewer { person { email } } }', {}, forwarded);
  await owner.query('alter table person rename column lost to email; alter table log_entry rename to lost_log');
  await controller.send(
    'query($id: ID!) { person(id: $id) { email } }',
    { id: personGid(ada.ids?.personId ?? '') },
    forwarded,
  );
  await owner.query('alter table lost_log rename to log_entry');
}

test('no name, address, number or token of anybody is logged, whatever is done and whatever fails', async () => {
  await use();
  await fail();
  const secrets: Record<string, string> = {
    ...person,
    address: ADDRESS,
    newTelephone: '99887766',
    otherTelephone: '22334466',
    token: ada.token ?? '',
    signature: ada.token?.split('.')[2] ?? '',
    subject: 'subject-',
    controllersToken: controller.token ?? '',
  };
  const log = lines.join('');
  const told = Object.entries(secrets).filter(([, secret]) => log.includes(secret));
  expect(told.map(([name]) => name)).toEqual([]);
  // The faults were told all the same, with where they arose.
  const faults = lines
    .map((line) => JSON.parse(line) as { msg?: string; at?: string[] })
    .filter(({ msg }) => msg === 'fault');
  expect(faults.length).toBeGreaterThanOrEqual(2);
  for (const { at } of faults) expect(at?.[0]).toMatch(/^\s+at /);
});

test('the check can fail: the same stream shows what somebody writes into the log', () => {
  world.app.http.log.info({ email: person.email }, 'a careless line');
  expect(lines.join('')).toContain(person.email);
});
