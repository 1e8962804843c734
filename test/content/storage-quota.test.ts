import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { World } from '../harness/world.js';
import { stage, text, upload } from './files.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

async function tenantWith(quotaBytes: number) {
  const tenant = await world.tenant();
  await tenant.rows('update tenant set storage_quota_bytes = $1 where tenant_id = $2', [quotaBytes, tenant.id]);
  return tenant;
}

const STORAGE = '{ storage { quotaBytes usedBytes } }';

test('twenty at once do not pass the quota; what is staged counts', async () => {
  const tenant = await tenantWith(1000);
  const ada = await tenant.endUser();
  const answers = await Promise.all(Array.from({ length: 20 }, () => stage(ada, text('x'.repeat(100)))));
  const refused = answers.filter(({ upload: staged }) => staged === null);
  expect(refused).toHaveLength(10);
  for (const { userErrors } of refused) {
    expect(userErrors).toMatchObject([
      { __typename: 'LimitReachedError', code: 'QUOTA_EXCEEDED', limit: '1000', used: '1000' },
    ]);
  }
  const controller = await tenant.controller();
  expect(await controller.ask(STORAGE)).toEqual({ storage: { quotaBytes: 1000, usedBytes: 1000 } });
});

test('what does not come to an end, and what is refused or deleted, gives its room back', async () => {
  const tenant = await tenantWith(100);
  const ada = await tenant.endUser();
  const half = text('x'.repeat(60));
  await stage(ada, half);
  expect((await stage(ada, half)).upload).toBeNull();
  await tenant.rows(`update upload set expires_at = now() - interval '1 minute'`);
  await world.app.sweep();
  const refused = await upload(ada, half, {}, Buffer.from('other'));
  expect(refused.userErrors).toMatchObject([{ code: 'UPLOAD_MISMATCH' }]);
  const { upload: done } = await upload(ada, half);
  expect(done?.state).toBe('COMPLETE');
  expect((await stage(ada, half)).upload).toBeNull();
  await ada.ask(`mutation($id: ID!) { deleteUpload(input: { uploadId: $id }) { userErrors { code } } }`, {
    id: done?.id,
  });
  expect((await stage(ada, half)).upload).not.toBeNull();
});

test('one account leaves no more than a hundred uploads staged', async () => {
  const tenant = await world.tenant();
  const ada = await tenant.endUser();
  const ben = await tenant.endUser();
  for (let i = 0; i < 100; i += 20) await Promise.all(Array.from({ length: 20 }, () => stage(ada, text('x'))));
  expect((await stage(ada, text('x'))).userErrors).toMatchObject([
    { code: 'QUOTA_EXCEEDED', limit: '100', used: '100' },
  ]);
  expect((await stage(ben, text('x'))).userErrors).toEqual([]);
});

test('what is stored is the controller’s to know', async () => {
  const tenant = await world.tenant();
  const controller = await tenant.controller();
  expect((await controller.send(STORAGE)).errors).toEqual([]);
  for (const actor of [await tenant.endUser(), await tenant.teacher(), await tenant.unitAdministrator()]) {
    expect((await actor.send(STORAGE)).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  }
});
