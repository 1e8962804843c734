import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { download, ended, exportPerson, exportTenant, operation } from './export.flow.js';

let world: World;
let school: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  world = await World.open();
  await world.app.startJobs();
  school = await world.tenant();
  other = await world.tenant();
});

afterAll(() => world.close());

const codes = async (actor: Actor, personId: string): Promise<readonly string[]> =>
  (await exportPerson(actor, { personId })).userErrors.map(({ code }) => code);

test('a person’s data is exported by the person and the controller, and by nobody else', async () => {
  const group = await school.group();
  const ada = await school.endUser();
  const id = ada.ids?.personId ?? '';
  await school.member(group, id);
  const teacher = await school.teacher();
  await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
  const guardian = await school.endUser({ register: 'GUARDIAN' });
  await school.guardianship(guardian.ids?.personId ?? '', id);
  for (const actor of [teacher, guardian, await school.unitAdministrator(), await school.endUser()]) {
    expect(await codes(actor, personGid(id))).toEqual(['NOT_FOUND']);
  }
  expect(await codes(await other.controller(), personGid(id))).toEqual(['NOT_FOUND']);
  expect(await codes(await school.controller(), personGid(id))).toEqual([]);
  expect(await codes(ada, personGid(id))).toEqual([]);
});

test('a random id, and one of another type, are as unknown as another tenant’s', async () => {
  const controller = await school.controller();
  const random = '0199c1de-7c1a-7d2b-8b6e-3f5a9c0d1e2f';
  for (const id of [personGid(random), toGlobalId('Unit', school.unitId), 'nonsense']) {
    expect(await codes(controller, id)).toEqual(['NOT_FOUND']);
  }
});

test('an unlinked account and the operator export nobody', async () => {
  const person = personGid(await school.person());
  const operators = await world.tenant({ kind: 'operator' });
  for (const actor of [await school.signIn(null, [{ role: 'controller' }]), await operators.operator()]) {
    const { errors } = await actor.send(
      'mutation($i: ExportPersonInput!) { exportPerson(input: $i) { operation { id } } }',
      {
        i: { personId: person },
      },
    );
    expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
  }
});

test('the whole tenant is exported by the controller alone', async () => {
  const MUTATION = 'mutation { exportTenant(input: {}) { operation { id } } }';
  for (const actor of [await school.endUser(), await school.teacher(), await school.unitAdministrator()]) {
    expect((await actor.send(MUTATION)).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  }
  const controller = await school.controller();
  expect((await exportTenant(controller)).operation).not.toBeNull();
});

test('an archive is for who asked for it and for the controller, whose download is logged', async () => {
  const ada = await school.endUser();
  const started = await exportPerson(ada);
  const id = started.operation?.id ?? '';
  expect((await download(ada, started)).length).toBeGreaterThan(0);
  expect(await operation(await school.endUser(), id)).toBeNull();
  expect(await operation(await other.controller(), id)).toBeNull();
  const controller = await school.controller();
  expect((await operation(controller, id))?.archive?.downloadUrl).toMatch(/^http/);
  const entries = await school.rows<{ action: string }>(
    `select action from log_entry where actor_account_id = $1 and $2 = any(person_ids)`,
    [controller.ids?.accountId, ada.ids?.personId],
  );
  expect(entries).toEqual([{ action: 'export.person' }]);
});

test('an archive is out of reach once its asker is no longer entitled to what is in it', async () => {
  const [asker, controller] = [await school.controller(), await school.controller()];
  const whole = (await exportTenant(asker)).operation?.id ?? '';
  expect((await ended(asker, whole)).archive?.downloadUrl).toMatch(/^http/);
  await school.rows('update role_grant set valid_until = clock_timestamp() where account_id = $1', [
    asker.ids?.accountId,
  ]);
  expect(await operation(asker, whole)).toMatchObject({ state: 'SUCCEEDED', archive: null });
  expect((await operation(controller, whole))?.archive?.downloadUrl).toMatch(/^http/);

  const ada = await school.endUser();
  const own = (await exportPerson(ada)).operation?.id ?? '';
  expect((await ended(ada, own)).archive).not.toBeNull();
  await school.rows('update account set person_id = $2 where id = $1', [ada.ids?.accountId, await school.person()]);
  expect(await operation(ada, own)).toMatchObject({ archive: null });
});

test('the address of a download is good for that archive alone, and for reading alone', async () => {
  const [ada, eve] = [await school.endUser(), await school.endUser()];
  const mine = await ended(ada, (await exportPerson(ada)).operation?.id ?? '');
  const hers = await ended(eve, (await exportPerson(eve)).operation?.id ?? '');
  const [url, another] = [new URL(mine.archive?.downloadUrl ?? ''), new URL(hers.archive?.downloadUrl ?? '')];
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
  url.pathname = another.pathname;
  expect((await fetch(url)).status).toBe(403);
});
