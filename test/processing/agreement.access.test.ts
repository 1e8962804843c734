import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { type TestTenant, tenantGid } from '../harness/tenant.js';
import type { World } from '../harness/world.js';
import {
  AGREEMENT,
  agreementInput,
  COUNTERSIGN,
  RECORD,
  read,
  SIGN,
  UPDATE,
  worldWithProcessor,
} from './agreement.samples.js';

let world: World;
let operator: Actor;
let city: TestTenant;
let controller: Actor;

beforeAll(async () => {
  ({ world, operator } = await worldWithProcessor());
  city = await world.tenant();
  controller = await city.controller();
});

afterAll(() => world.close());

const codeOf = async (actor: Actor, query: string, variables: object): Promise<string | undefined> =>
  (await actor.send(query, variables)).errors[0]?.extensions?.code;

describe('the agreement', () => {
  test('is recorded, changed and signed by the controller alone', async () => {
    const others = [await city.endUser(), await city.teacher(), await city.unitAdministrator(), operator];
    const refusedToOthers = async (mutation: string, input: object): Promise<void> => {
      for (const other of others) expect(await codeOf(other, mutation, { input })).toBe('FORBIDDEN');
      expect(await codeOf(world.anonymous(), mutation, { input })).toBe('UNAUTHENTICATED');
      expect(await controller.ask(mutation, { input })).toMatchObject({ answer: { userErrors: [] } });
    };
    await refusedToOthers(RECORD, agreementInput());
    await refusedToOthers(UPDATE, { expectedVersion: 1, annexNumber: 'Vedlegg 9' });
    await refusedToOthers(SIGN, { documentHash: (await read(controller)).documentHash, position: 'rådmann' });
  });

  test('is read by every role of the tenant, and by nobody without an account', async () => {
    for (const actor of [await city.endUser(), await city.teacher(), await city.unitAdministrator(), controller]) {
      expect((await read(actor)).isSignedByController).toBe(true);
    }
    expect(await codeOf(world.anonymous(), AGREEMENT, {})).toBe('UNAUTHENTICATED');
    expect(await codeOf(await city.signIn(null), AGREEMENT, {})).toBe('FORBIDDEN');
  });

  test('is countersigned by the operator alone', async () => {
    const tenantId = tenantGid(city.id);
    const { documentHash } = await read(controller);
    const input = { tenantId, documentHash, name: 'Per Olsen', position: 'daglig leder' };
    const queries: [string, object][] = [
      [COUNTERSIGN, { input }],
      ['query($tenantId: ID!) { tenantAgreement(tenantId: $tenantId) { documentHash } }', { tenantId }],
      ['{ agreementsToCountersign { documentHash } }', {}],
    ];
    for (const [query, variables] of queries.toReversed()) {
      for (const other of [controller, await city.endUser()]) {
        expect(await codeOf(other, query, variables)).toBe('FORBIDDEN');
      }
      expect((await operator.send(query, variables)).errors).toEqual([]);
    }
    expect(await read(controller)).toMatchObject({ status: 'IN_FORCE' });
  });
});
