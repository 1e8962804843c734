import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { type TestTenant, unitGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';

const OPERATION = 'query($id: ID!) { operation(id: $id) { id kind state phase done total } }';
const CANCEL = `mutation($input: CancelOperationInput!) { cancelOperation(input: $input) {
  operation { state cancelRequestedAt } userErrors { code } } }`;

let world: World;
let school: TestTenant;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant();
});

afterAll(() => world.close());

/** Work that somebody asked for, as it stands in the database. */
async function operationOf(actor: Actor, state = 'RUNNING'): Promise<string> {
  const id = newId();
  const done = state === 'SUCCEEDED' ? 'now()' : null;
  await school.insert('operation', {
    id,
    kind: 'EXPORT',
    state,
    phase: 'phase.queued',
    requested_by_account_id: actor.ids?.accountId,
    finished_at: done && new Date(),
  });
  return id;
}

const read = async (actor: Actor, id: string) =>
  (
    await actor.ask<{ operation: { state: string; phase: string } | null }>(OPERATION, {
      id: toGlobalId('Operation', id),
    })
  ).operation;

const cancel = async (actor: Actor, id: string) =>
  (
    await actor.ask<{ cancelOperation: { operation: object | null; userErrors: { code: string }[] } }>(CANCEL, {
      input: { operationId: toGlobalId('Operation', id) },
    })
  ).cancelOperation;

/** Every state that a subscription tells, until it ends. */
async function subscribe(
  actor: Actor,
  id: string,
  onEvent: (state: string) => Promise<void> | void,
  selection = 'state done',
  parameters: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const client = createClient({
    url: `${world.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${actor.token}`, ...parameters },
    retryAttempts: 0,
  });
  const states: string[] = [];
  try {
    const query = `subscription($id: ID!) { operationProgress(id: $id) { ${selection} } }`;
    const events = client.iterate<{ operationProgress: { state: string } }>({
      query,
      variables: { id: toGlobalId('Operation', id) },
    });
    for await (const event of events) {
      const [error] = event.errors ?? [];
      const state = error ? `error ${error.message}` : (event.data?.operationProgress.state ?? 'nothing');
      states.push(state);
      await onEvent(state);
    }
  } finally {
    await client.dispose();
  }
  return states;
}

describe('who follows work', () => {
  test('its asker and the controller, and no other', async () => {
    const asker = await school.endUser();
    const id = await operationOf(asker);
    expect(await read(asker, id)).toMatchObject({ state: 'RUNNING', phase: 'Waiting' });
    expect(await read(await school.controller(), id)).toMatchObject({ state: 'RUNNING' });
    expect(await read(await school.endUser(), id)).toBeNull();
    expect(await read(await (await world.tenant()).controller(), id)).toBeNull();
  });

  test('and the same ones cancel it', async () => {
    const asker = await school.endUser();
    const id = await operationOf(asker);
    expect((await cancel(await school.endUser(), id)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await cancel(asker, id)).toMatchObject({
      operation: { cancelRequestedAt: expect.anything() },
      userErrors: [],
    });
  });

  test('what has ended is not cancelled', async () => {
    const asker = await school.endUser();
    expect((await cancel(asker, await operationOf(asker, 'SUCCEEDED'))).userErrors).toMatchObject([
      { code: 'CONFLICT' },
    ]);
  });
});

describe('operationProgress', () => {
  test('tells every change until the end', async () => {
    const asker = await school.endUser();
    const id = await operationOf(asker);
    const states = await subscribe(asker, id, async (state) => {
      if (state === 'RUNNING') {
        await school.rows(`update operation set state = 'SUCCEEDED', finished_at = now() where id = $1`, [id]);
      }
    });
    expect(states).toEqual(['RUNNING', 'SUCCEEDED']);
  });

  test('is narrowed with the socket that chose a unit, as a request is', async () => {
    const controller = await school.controller();
    const id = await operationOf(await school.endUser(), 'SUCCEEDED');
    const unit = unitGid(school.unitId);
    expect(await subscribe(controller, id, () => undefined)).toEqual(['SUCCEEDED']);
    expect(await subscribe(controller, id, () => undefined, 'state', { unit })).toEqual(
      await subscribe(await school.endUser(), id, () => undefined),
    );
    expect(await read(controller.choosing(unit), id)).toBeNull();
  });

  test('answers the address of what was made, as a query does', async () => {
    const asker = await school.endUser();
    const id = await operationOf(asker, 'SUCCEEDED');
    await school.insert('export_archive', {
      operation_id: id,
      person_id: asker.ids?.personId,
      blob_name: `exports/${asker.ids?.personId}/${id}.zip`,
      size: 1,
      sha256: '0'.repeat(64),
      expires_at: new Date(Date.now() + 60_000),
    });
    expect(await subscribe(asker, id, () => undefined, 'state archive { downloadUrl }')).toEqual(['SUCCEEDED']);
  });

  test('tells a stranger nothing', async () => {
    const id = await operationOf(await school.endUser());
    expect(await subscribe(await school.endUser(), id, () => undefined)).toEqual([]);
  });

  test('ends when the account is closed', async () => {
    const asker = await school.endUser();
    const id = await operationOf(asker);
    const states = await subscribe(asker, id, async () => {
      await school.rows('update account set closed_at = now() where id = $1', [asker.ids?.accountId]);
    });
    expect(states).toHaveLength(1);
  });
});
