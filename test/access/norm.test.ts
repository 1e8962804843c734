import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { evidenceQueries } from '../../src/access/norms/norm.framework.js';
import { newId, toGlobalId } from '../../src/base/ids.js';
import { LOCALES } from '../../src/base/locale.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { drafted, roleInput } from './matrix.samples.js';

interface Framework {
  readonly status: string;
  readonly matrixNumber: number | null;
  readonly matrixAdoptedBy: string | null;
  readonly controls: readonly {
    readonly key: string;
    readonly status: string;
    readonly requirement: string;
    readonly follows: readonly string[];
    readonly evidence: readonly Evidence[];
  }[];
}
interface Evidence {
  readonly key: string;
  readonly rule: string;
  readonly status: string;
  readonly found: number;
  readonly outOf: number | null;
  readonly query: string;
}

const QUERY = `{ normFramework { name drawnUpAt matrixNumber matrixAdoptedAt matrixAdoptedBy status
  controls { key title requirement follows status evidence { key rule found outOf at status query } } } }`;

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const frameworkFor = async (actor: Actor): Promise<Framework> =>
  (await actor.ask<{ normFramework: Framework }>(QUERY)).normFramework;
const evidenceOf = async (actor: Actor, key: string): Promise<Evidence | undefined> =>
  (await frameworkFor(actor)).controls.flatMap(({ evidence }) => evidence).find((one) => one.key === key);

/** A foundation that does everything well: each test makes one thing worse. */
async function governed(): Promise<{ tenant: TestTenant; officer: Actor }> {
  const tenant = await world.tenant({ locale: 'nl' });
  const officer = await tenant.controller();
  const draft = await drafted(officer, { template: 'OPTIMUS' });
  await mutate(officer, 'adoptMatrix', { matrixId: draft.id, expectedVersion: 1 });
  await mutate(officer, 'setSeatCap', { kind: 'ADMINISTRATOR', maximum: 5 });
  await tenant.insert('access_review', {
    id: newId(),
    number: 1,
    name: 'Autumn',
    started_at: ago(20),
    due_at: ago(5),
    closed_at: ago(6),
  });
  await tenant.rows('update account set last_second_factor_at = now()');
  return { tenant, officer };
}

const DAY_MS = 86_400_000;
function ago(days: number): Date {
  return new Date(Date.now() - days * DAY_MS);
}

test('a tenant that does everything well meets every control, with the matrix and who adopted it', async () => {
  const { tenant, officer } = await governed();
  const framework = await frameworkFor(officer);
  const unmet = framework.controls.flatMap(({ evidence }) => evidence).filter(({ status }) => status !== 'MET');
  expect(unmet).toEqual([]);
  const [name] = await tenant.rows<{ name: string }>(
    `select given_name || ' ' || family_name as name from person where id = $1`,
    [officer.ids?.personId],
  );
  expect(framework).toMatchObject({ status: 'MET', matrixNumber: 1, matrixAdoptedBy: name?.name });
  expect(framework.controls.map(({ key }) => key)).toEqual(Array.from({ length: 7 }, (_, index) => `IAM-${index + 1}`));
  expect(framework.controls.every(({ follows }) => follows.every((one) => one.startsWith('ISO/IEC 27002:2022')))).toBe(
    true,
  );
  const fields = world.app.schema.getQueryType()?.getFields() ?? {};
  expect(Object.values(evidenceQueries).filter((query) => !fields[query])).toEqual([]);
});

test('a tenant that has done nothing yet is told what is not met', async () => {
  const officer = await (await world.tenant()).controller();
  const { controls, matrixNumber, matrixAdoptedBy, status } = await frameworkFor(officer);
  expect({ matrixNumber, matrixAdoptedBy, status }).toEqual({
    matrixNumber: null,
    matrixAdoptedBy: null,
    status: 'NOT_MET',
  });
  const unmet = controls.flatMap(({ evidence }) => evidence).filter((one) => one.status === 'NOT_MET');
  expect(unmet.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['matrixAdopted', 'matrixAssessed', 'grantsByFunction', 'reviewsOnTime', 'seatsCapped']),
  );
});

interface Case {
  readonly key: string;
  readonly what: string;
  readonly status: string;
  readonly worsen: (tenant: TestTenant, officer: Actor) => Promise<unknown>;
}

async function exception(tenant: TestTenant, more: object = {}): Promise<{ accountId: string; id: string }> {
  const holder = await tenant.endUser({ register: 'STAFF' });
  const id = newId();
  const accountId = holder.ids?.accountId ?? '';
  await tenant.insert('access_exception', {
    id,
    number: 1,
    account_id: accountId,
    person_id: holder.ids?.personId,
    role: 'map',
    unit_id: tenant.unitId,
    reason: 'A case',
    consultation: 'Spoken with the head',
    requested_at: ago(2),
    ends_at: ago(-20),
    requested_by_account_id: newId(),
    decided_by_account_id: newId(),
    decided_at: ago(1),
    is_consented: true,
    ...more,
  });
  return { accountId, id };
}

const leftFor = async (tenant: TestTenant, actor: Actor, days: number): Promise<void> => {
  await tenant.rows(`update person set status = 'left', left_at = $2 where id = $1`, [actor.ids?.personId, ago(days)]);
};

const cases: readonly Case[] = [
  {
    key: 'matrixAssessed',
    what: 'a matrix that was never assessed in two years',
    status: 'NOT_MET',
    worsen: (tenant) => tenant.rows('update matrix set adopted_at = $1', [ago(800)]),
  },
  {
    key: 'accountsLinked',
    what: 'an account of nobody',
    status: 'ATTENTION',
    worsen: (tenant) => tenant.signIn(null),
  },
  {
    key: 'leaversOut',
    what: 'the last controller, who left',
    status: 'NOT_MET',
    worsen: (tenant, officer) => leftFor(tenant, officer, 1),
  },
  {
    key: 'leaversDeleted',
    what: 'an account that outlived its time',
    status: 'ATTENTION',
    worsen: async (tenant) => leftFor(tenant, await tenant.teacher(), 60),
  },
  {
    key: 'secondFactor',
    what: 'a controller without a second factor',
    status: 'NOT_MET',
    worsen: (tenant) => tenant.controller(),
  },
  {
    key: 'secondFactor',
    what: 'a controller whose second factor is long ago',
    status: 'ATTENTION',
    worsen: async (tenant) => {
      const other = await tenant.controller();
      await tenant.rows('update account set last_second_factor_at = $2 where id = $1', [other.ids?.accountId, ago(60)]);
    },
  },
  {
    key: 'grantsByFunction',
    what: 'a role beside the function',
    status: 'ATTENTION',
    worsen: async (tenant) => tenant.signIn(await tenant.person(), [{ role: 'map', unitId: tenant.unitId }]),
  },
  {
    key: 'reviewsOnTime',
    what: 'a review of two years ago',
    status: 'NOT_MET',
    worsen: (tenant) =>
      tenant.rows('update access_review set started_at = $1, due_at = $2, closed_at = $2', [ago(800), ago(790)]),
  },
  {
    key: 'seatsCapped',
    what: 'a cap that is passed',
    status: 'NOT_MET',
    worsen: async (tenant) => {
      await tenant.signIn(await tenant.person(), [{ role: 'accountbeheerder', unitId: tenant.unitId }]);
      await tenant.rows('update seat_cap set maximum = 0');
    },
  },
  {
    key: 'masterKeys',
    what: 'a master key in force',
    status: 'ATTENTION',
    worsen: (tenant) => exception(tenant, { role: 'applicatiemedewerker', unit_id: null }),
  },
  {
    key: 'exceptionsConsented',
    what: 'a right that outlasts its exception',
    status: 'NOT_MET',
    worsen: async (tenant) => {
      const { accountId, id } = await exception(tenant);
      const grant = { id: newId(), account_id: accountId, role: 'map', unit_id: tenant.unitId, basis: 'x' };
      const rests = { exception_id: id, exception_consented: true, valid_until: ago(-99) };
      await tenant.insert('role_grant', { ...grant, ...rests });
    },
  },
  {
    key: 'dutiesSeparated',
    what: 'an exception that its holder consented to',
    status: 'NOT_MET',
    worsen: async (tenant) => {
      const { id } = await exception(tenant);
      await tenant.rows('update access_exception set decided_by_account_id = account_id where id = $1', [id]);
    },
  },
  {
    key: 'specialCategories',
    what: 'a role that opens health data everywhere',
    status: 'ATTENTION',
    worsen: async (_tenant, officer) => {
      const draft = await drafted(officer);
      const rights = [{ action: 'person.read', about: 'PERSONS', categories: ['HEALTH'] }];
      const role = roleInput('nurse', { scope: 'TENANT', rights });
      await mutate(officer, 'setMatrixRole', { matrixId: draft.id, expectedVersion: 1, role });
      await mutate(officer, 'adoptMatrix', { matrixId: draft.id, expectedVersion: 2 });
    },
  },
];

describe('evidence is read now', () => {
  test.each(cases)('$key tells of $what', async ({ key, status, worsen }) => {
    const { tenant, officer } = await governed();
    expect((await evidenceOf(officer, key))?.status).toBe('MET');
    await worsen(tenant, officer);
    const { controls, status: whole } = await frameworkFor(officer);
    const control = controls.find(({ evidence }) => evidence.some((one) => one.key === key));
    expect(control?.evidence.find((one) => one.key === key)?.status).toBe(status);
    expect(control?.status).toBe(status);
    expect(whole).toBe(status);
  });
});

test('it is told in every language, and exported with its date and the version of the matrix', async () => {
  const { tenant, officer } = await governed();
  const get = (extension: string, actor = officer, lang = 'nl'): Promise<Response> =>
    fetch(`${world.url}/norm-framework.${extension}?lang=${lang}`, {
      headers: { authorization: `Bearer ${actor.token}` },
    });
  const texts = await Promise.all(
    LOCALES.map(async (lang) => ((await (await get('json', officer, lang)).json()) as Framework).controls),
  );
  expect(new Set(texts.map((controls) => controls[0]?.requirement)).size).toBe(LOCALES.length);
  const page = await (await get('html')).text();
  expect(page).toContain('Versie 1');
  expect(page).toContain('voldaan');
  expect(page).toContain('ISO/IEC 27002:2022 8.2');
  const table = (await (await get('csv')).text()).trim().split('\n');
  expect(table).toHaveLength(1 + Object.keys(evidenceQueries).length);
  expect(table[1]).toMatch(/^\d{4}-\d\d-\d\dT[^,]*,1,IAM-1,/);
  expect(
    Buffer.from(await (await get('pdf')).arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  const administrator = await tenant.unitAdministrator();
  for (const extension of ['json', 'csv', 'html', 'pdf']) {
    expect((await get(extension, administrator)).status).toBe(404);
    expect((await get(extension)).status).toBe(200);
  }
});

test('who does not act for the controller, nor was given it, does not read it', async () => {
  const { tenant, officer } = await governed();
  const reader = await tenant.endUser({ register: 'STAFF' });
  for (const actor of [reader, await tenant.unitAdministrator(), await tenant.operator()]) {
    expect(await outcomeOfQuery(actor, QUERY)).toBe('FORBIDDEN');
  }
  const draft = await drafted(officer);
  const role = roleInput('privacy_officer', { scope: 'TENANT', actions: ['norm.read'], rights: [] });
  await mutate(officer, 'setMatrixRole', { matrixId: draft.id, expectedVersion: 1, role });
  const job = { key: 'officer', name: 'Officer', roles: [{ role: 'privacy_officer', kind: 'BASE' }] };
  await mutate(officer, 'setJobFunction', { matrixId: draft.id, expectedVersion: 2, function: job });
  await mutate(officer, 'adoptMatrix', { matrixId: draft.id, expectedVersion: 3 });
  await mutate(officer, 'assignFunction', { personId: personGid(reader.ids?.personId ?? ''), function: 'officer' });
  const accountId = toGlobalId('Account', reader.ids?.accountId ?? '');
  await mutate(officer, 'grantRole', { accountId, role: 'privacy_officer' });
  const seen = await frameworkFor(reader);
  expect(seen).toMatchObject({ matrixNumber: 2, matrixAdoptedBy: null });
  const foreign = await (await world.tenant()).controller();
  expect((await frameworkFor(foreign)).matrixNumber).toBeNull();
});
