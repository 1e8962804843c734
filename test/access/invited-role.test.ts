import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MatrixDocument } from '../../src/access/index.js';
import { newId } from '../../src/base/ids.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { personGid, unitGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { drafted } from './matrix.samples.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

const somebody = { email: 'New@Example.org', register: 'STAFF', givenName: 'Nina', familyName: 'Ny' };

test('an invitation offers a role of the person’s function alone, and none for which something is to be stated', async () => {
  const foundation = await world.tenant();
  const officer = await foundation.controller();
  const { id } = await drafted(officer, { template: 'OPTIMUS' });
  await mutate(officer, 'adoptMatrix', { matrixId: id, expectedVersion: 1 });
  const [row] = await foundation.rows<{ content: MatrixDocument }>('select content from matrix');
  const grantable = (key: string) =>
    row?.content.roles.some((role) => role.key === key && ['UNIT', 'TENANT', 'SUPERVISED'].includes(role.scope));
  const found = row?.content.functions.flatMap((job) => {
    const roleOf = (isAsked: boolean) =>
      job.roles.find(
        ({ role, kind, condition }) => grantable(role) && (kind === 'STACKABLE' && condition !== null) === isAsked,
      )?.role;
    const [plain, stacked] = [roleOf(false), roleOf(true)];
    return plain && stacked ? [{ job: job.key, plain, stacked }] : [];
  });
  const { job = '', plain, stacked } = found?.[0] ?? {};
  expect([plain, stacked]).not.toContain(undefined);
  const unitId = unitGid(foundation.unitId);
  const personId = await foundation.person({ register: 'STAFF', email: null });
  await foundation.insert('function_assignment', {
    id: newId(),
    person_id: personId,
    function: job,
    valid_from: new Date(),
  });
  const offer = (role: string | undefined) =>
    outcomeOf(officer, 'inviteUser', { email: 'a@example.org', personId: personGid(personId), unitId, role });
  expect(await outcomeOf(officer, 'inviteUser', { ...somebody, unitId, role: plain })).toBe('FORBIDDEN');
  expect(await offer(stacked)).toBe('INVALID');
  expect(await offer(plain)).toBe('DONE');
});
