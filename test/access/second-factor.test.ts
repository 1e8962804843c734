import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid } from './matrix.samples.js';

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly action: string;
  readonly maxAge: number;
  readonly acrValues: string;
  readonly lastAt: string | null;
}

const ACR_VALUES = 'https://refeds.org/profile/mfa http://schemas.openid.net/pape/policies/2007/06/multi-factor';
const REFUSED = `mutation($input: GrantRoleInput!) { grantRole(input: $input) { roleGrant { id } userErrors {
  code message ... on SecondFactorRequiredError { action maxAge acrValues lastAt } } } }`;
const SENSITIVE = '{ sensitiveActions { action defaultMaxAgeMinutes maxAgeMinutes version secondFactor { isMet } } }';

let world: World;
let school: TestTenant;
let controller: Actor;

beforeAll(async () => {
  world = await World.open();
});

beforeEach(async () => {
  school = await world.tenant();
  controller = await school.controller();
});

afterAll(() => world.close());

const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
const officer = async (secondFactorAt: Date | null, tenant = school): Promise<Actor> =>
  tenant.signIn(await tenant.person({ register: 'STAFF' }), [{ role: 'controller' }], { secondFactorAt });
const grant = async (actor: Actor): Promise<string> =>
  outcomeOf(actor, 'grantRole', { accountId: accountGid(await school.endUser()), role: 'teacher' });
const setAge = (actor: Actor, maxAgeMinutes: number | null, expectedVersion = 0, action = 'role.grant') =>
  outcomeOf(actor, 'setSecondFactorAge', { action, maxAgeMinutes, expectedVersion });

async function until(condition: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 100 && !(await condition()); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a sensitive action', () => {
  test('needs a second factor of the last hour, and says how to step up', async () => {
    const late = ago(61);
    const input = { accountId: accountGid(await school.endUser()), role: 'teacher' };
    const { data } = await (await officer(late)).send<{ grantRole: { userErrors: readonly Refusal[] } }>(
      REFUSED,
      { input },
      { 'accept-language': 'sv' },
    );
    expect(data?.grantRole).toEqual({
      roleGrant: null,
      userErrors: [
        {
          code: 'SECOND_FACTOR_REQUIRED',
          message:
            'Detta kräver en andra faktor från de senaste 60 minuterna. Logga in igen med en sådan; inget har ändrats.',
          action: 'role.grant',
          maxAge: 3_600,
          acrValues: ACR_VALUES,
          lastAt: new Date(Math.floor(late.getTime() / 1_000) * 1_000).toISOString(),
        },
      ],
    });
    expect(await school.rows('select 1 from role_grant where role = $1', ['teacher'])).toEqual([]);
    expect(await outcomeOf(await officer(null), 'grantRole', input)).toBe('SECOND_FACTOR_REQUIRED');
    expect(await outcomeOf(await officer(ago(59)), 'grantRole', input)).toBe('DONE');
  });

  test('refused for lack of one is logged as an attempt', async () => {
    const actor = await officer(null);
    expect(await grant(actor)).toBe('SECOND_FACTOR_REQUIRED');
    const entries = await school.rows<{ action: string; outcome: string; details: object }>(
      'select action, outcome, details from log_entry where actor_account_id = $1',
      [actor.ids?.accountId],
    );
    expect(entries).toEqual([
      {
        action: 'role.grant',
        outcome: 'refused',
        details: { field: 'grantRole', codes: ['SECOND_FACTOR_REQUIRED'] },
      },
    ]);
  });

  test('answers who has not the right as ever', async () => {
    const teacher = await school.signIn(await school.person({ register: 'TEACHER' }), [{ role: 'teacher' }], {
      secondFactorAt: null,
    });
    expect(await grant(teacher)).toBe('FORBIDDEN');
    expect(await setAge(teacher, null)).toBe('FORBIDDEN');
  });

  test('takes no second factor of a time to come', async () => {
    expect(await grant(await officer(new Date(Date.now() + 3_600_000)))).toBe('SECOND_FACTOR_REQUIRED');
  });

  test('is a mutation alone: nothing is kept from being read', async () => {
    expect(await (await officer(null)).ask('{ seats { kind } matrices { id } }')).toEqual({ seats: [], matrices: [] });
  });

  test('of the processor needs one too, whatever its tenants set', async () => {
    const processor = await world.tenant({ kind: 'operator' });
    const input = {
      slug: 'newly',
      name: 'Newly',
      legalName: 'Newly',
      organisationNumber: '1',
      country: 'NO',
      locale: 'EN',
    };
    const operator = await processor.signIn(null, [{ role: 'operator' }], { secondFactorAt: ago(61) });
    expect(await outcomeOf(operator, 'registerTenant', input)).toBe('SECOND_FACTOR_REQUIRED');
    expect(await setAge(operator, null, 0, 'tenant.manage')).toBe('FORBIDDEN');
    expect(await setAge(controller, null, 0, 'tenant.manage')).toBe('INVALID');
    const actions = await operator.ask<{ sensitiveActions: readonly { action: string }[] }>(SENSITIVE);
    expect(actions.sensitiveActions.map(({ action }) => action)).toEqual([
      'instruction.oversee',
      'tenant.manage',
      'agreement.countersign',
      'legalPeriod.manage',
      'incident.manage',
      'lockbox.request',
    ]);
  });
});

describe('how recent a second factor must be', () => {
  test('is set by the tenant for each action, and for itself alone', async () => {
    expect(await setAge(controller, 10)).toBe('DONE');
    expect(await grant(await officer(ago(11)))).toBe('SECOND_FACTOR_REQUIRED');
    expect(await grant(await officer(ago(9)))).toBe('DONE');
    expect(await setAge(controller, 1_440, 1)).toBe('DONE');
    expect(await grant(await officer(ago(1_439)))).toBe('DONE');
    expect(await setAge(controller, null, 2)).toBe('DONE');
    expect(await grant(await officer(null))).toBe('DONE');
    expect(await outcomeOf(await officer(null), 'exportTenant', {})).toBe('SECOND_FACTOR_REQUIRED');
    const other = await world.tenant();
    const stranger = await officer(null, other);
    const input = { accountId: accountGid(await other.endUser()), role: 'teacher' };
    expect(await outcomeOf(stranger, 'grantRole', input)).toBe('SECOND_FACTOR_REQUIRED');
  });

  test.each([
    ['of a minute', { maxAgeMinutes: 1 }, 'DONE'],
    ['of no time', { maxAgeMinutes: 0 }, 'INVALID'],
    ['of more than a day', { maxAgeMinutes: 1_441 }, 'INVALID'],
    ['for what is not sensitive', { action: 'person.read' }, 'INVALID'],
    ['as it was before somebody else changed it', { expectedVersion: 1 }, 'STALE_VERSION'],
  ])('%s is answered with its own outcome', async (_name, change, outcome) => {
    const input = { action: 'seat.manage', maxAgeMinutes: 5, expectedVersion: 0, ...change };
    expect(await outcomeOf(controller, 'setSecondFactorAge', input)).toBe(outcome);
  });

  test('is listed beforehand, with how the viewer stands to it', async () => {
    await setAge(controller, 10);
    const half = await officer(ago(30));
    const { sensitiveActions } = await half.ask<{ sensitiveActions: readonly { action: string }[] }>(SENSITIVE);
    expect(sensitiveActions).toContainEqual({
      action: 'role.grant',
      defaultMaxAgeMinutes: 60,
      maxAgeMinutes: 10,
      version: 1,
      secondFactor: { isMet: false },
    });
    expect(sensitiveActions).toContainEqual({
      action: 'erasure.run',
      defaultMaxAgeMinutes: 60,
      maxAgeMinutes: 60,
      version: 0,
      secondFactor: { isMet: true },
    });
    expect(sensitiveActions.map(({ action }) => action)).not.toContain('tenant.manage');
    const can = (action: string) =>
      half.ask(`{ viewerCan(action: "${action}") { allowed reason secondFactor { isMet maxAge acrValues } } }`);
    expect(await can('role.grant')).toEqual({
      viewerCan: {
        allowed: true,
        reason: 'You may, once you have signed in again with a second factor.',
        secondFactor: { isMet: false, maxAge: 600, acrValues: ACR_VALUES },
      },
    });
    expect(await can('erasure.run')).toMatchObject({ viewerCan: { secondFactor: { isMet: true } } });
    expect(await can('person.read')).toMatchObject({ viewerCan: { allowed: true, secondFactor: null } });
    expect(
      await (await school.endUser()).ask('{ viewerCan(action: "role.grant") { secondFactor { isMet } } }'),
    ).toEqual({ viewerCan: { secondFactor: null } });
  });

  test('is changed without one where nobody has ever presented any, and this alone', async () => {
    const first = await officer(null);
    expect(await outcomeOf(first, 'updateTenantSettings', { expectedVersion: 1, address: 'Here' })).toBe(
      'SECOND_FACTOR_REQUIRED',
    );
    const set = await mutate(first, 'setSecondFactorAge', { action: 'role.grant', expectedVersion: 0 });
    expect(set.userErrors).toEqual([]);
    expect(await grant(first)).toBe('DONE');
    await controller.ask('{ viewer { accountId } }');
    // The visit that tells of the first one is recorded beside the request.
    await until(
      async () => (await school.rows('select 1 from account where last_second_factor_at is not null')).length,
    );
    expect(await setAge(first, 60, 1)).toBe('SECOND_FACTOR_REQUIRED');
    expect(await setAge(controller, 60, 1)).toBe('DONE');
  });
});
