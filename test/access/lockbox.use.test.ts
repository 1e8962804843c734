import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { mutate } from '../harness/mutation.js';
import { personGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { letIn } from './lockbox.samples.js';

const PERSONS = '{ persons(first: 100) { nodes { id givenName email telephone } } }';

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

test('its use is shown live, in the log and to whom it concerns', async () => {
  const staff = await (await world.tenant({ kind: 'operator' })).operator();
  const tenant = await world.tenant();
  const officer = await tenant.controller();
  const child = await tenant.endUser({ givenName: 'Cleo', email: 'cleo@example.org' });
  const childId = child.ids?.personId ?? '';
  const client = createClient({
    url: `${world.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${officer.token}` },
  });
  const query = '{ lockboxesInUseChanged { lockboxAccessId staffName activity { personCount lookCount categories } } }';
  const stream = client.iterate({ query: `subscription ${query}` });
  const next = async () => {
    const { value } = (await stream.next()) as { value?: { data?: object | null } };
    return value?.data;
  };
  expect(await next()).toEqual({ lockboxesInUseChanged: [] });
  const id = await letIn(staff, officer, tenant, { people: [childId], categories: ['NAME', 'CONTACT'] });
  const now = (activity: object) => ({
    lockboxesInUseChanged: [{ lockboxAccessId: id, staffName: 'Signe Staff', activity }],
  });
  expect(await next()).toEqual(now({ personCount: 0, lookCount: 0, categories: [] }));
  await staff.by(id).ask(PERSONS);
  expect(await next()).toEqual(now({ personCount: 1, lookCount: 1, categories: ['CONTACT', 'NAME'] }));
  await mutate(officer, 'endLockboxAccess', { lockboxAccessId: id });
  expect(await next()).toEqual({ lockboxesInUseChanged: [] });
  await client.dispose();

  const { lockboxLooks } = await officer.ask<{ lockboxLooks: object }>(
    'query($id: ID!) { lockboxLooks(lockboxAccessId: $id, first: 10) { nodes { looks categories person { givenName } } } }',
    { id },
  );
  expect(lockboxLooks).toEqual({
    nodes: [{ looks: 1, categories: ['CONTACT', 'NAME'], person: { givenName: 'Cleo' } }],
  });
  const { logEntries } = await officer.ask<{ logEntries: { nodes: object[] } }>(
    `query($personId: ID!) { logEntries(first: 1, filter: { personId: $personId, action: "person.read" }, order: ASC) { nodes {
      role roleLabel purpose actorAccount { id } lockboxAccess { id reason } details { name value } } } }`,
    { personId: personGid(childId) },
  );
  const [, uuid] = Buffer.from(id, 'base64url').toString().split(':');
  expect(logEntries.nodes[0]).toMatchObject({
    role: 'lockbox',
    roleLabel: 'The processor’s staff, let in by the controller',
    purpose: 'SECURITY',
    actorAccount: null,
    lockboxAccess: { id, reason: 'Names are shown twice' },
    details: expect.arrayContaining([{ name: 'lockboxAccessId', value: uuid }]),
  });
  const { viewer } = await child.ask<{ viewer: { looks: { nodes: object[] } } }>(
    '{ viewer { looks(first: 9) { nodes { role purpose categories } } } }',
  );
  expect(viewer.looks.nodes).toContainEqual({ role: 'lockbox', purpose: 'SECURITY', categories: ['CONTACT', 'NAME'] });
});
