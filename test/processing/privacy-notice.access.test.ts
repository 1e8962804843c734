import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { outcomeOf } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { noticeInput, noticesOf, publish } from './privacy-notice.samples.js';

let world: World;
let city: TestTenant;
let operator: Actor;

beforeAll(async () => {
  world = await World.open();
  city = await world.tenant();
  operator = await (await world.tenant({ kind: 'operator' })).operator();
});

afterAll(() => world.close());

test('a privacy notice is published by the controller alone', async () => {
  const unlinked = await city.signIn(null, [{ role: 'controller' }]);
  for (const other of [
    await city.endUser(),
    await city.teacher(),
    await city.unitAdministrator(),
    unlinked,
    operator,
  ]) {
    expect(await outcomeOf(other, 'publishPrivacyNotice', noticeInput())).toBe('FORBIDDEN');
  }
  expect(await outcomeOf(world.anonymous(), 'publishPrivacyNotice', noticeInput())).toBe('UNAUTHENTICATED');
  expect(await outcomeOf(await city.controller(), 'publishPrivacyNotice', noticeInput())).toBe('DONE');
});

test('it is read by everybody who has signed in, linked or not, and by the operator', async () => {
  for (const actor of [await city.endUser(), await city.teacher(), await city.signIn(null)]) {
    expect(await noticesOf(actor)).toMatchObject([{ language: 'NB', version: 1 }]);
  }
  expect(await operator.ask('{ tenants(first: 10) { nodes { privacyNotices { title } } } }')).toMatchObject({
    tenants: { nodes: [{ privacyNotices: [{ title: 'Personvernerklæring' }] }] },
  });
  expect((await fetch(`${world.url}/tenants/${city.slug}/privacy-notice.html`)).status).toBe(200);
});

test('by its id it is for those of its tenant; without signing in it is at its open address', async () => {
  const controller = await city.controller();
  const { privacyNotice } = await publish(controller, { language: 'SV' });
  const query = 'query($id: ID!) { node(id: $id) { id } }';
  const id = privacyNotice?.id ?? '';
  expect(await world.anonymous().ask(query, { id })).toEqual({ node: null });
  expect(await (await city.endUser()).ask(query, { id })).toEqual({ node: { id } });
});
