import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../harness/actor.js';
import { personGid } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, adopted, roleInput } from './matrix.samples.js';

const EXPLAIN = `query($input: ExplainAccessInput!) { explainAccess(input: $input) { isAllowed
  paths { message evidence { name groupId unitId since } } smallestChange { kind groupId message }
  alternatives { kind groupId message } } }`;

let world: World;

beforeAll(async () => {
  world = await World.open();
});

afterAll(() => world.close());

test('an explanation names the groups and units of those alone of whom the asker may know them', async () => {
  const school = await world.tenant();
  const controller = await school.controller();
  const asker = (key: string, categories: readonly string[]) =>
    roleInput(key, {
      scope: 'TENANT',
      actions: ['access.explain'],
      rights: [
        { action: 'person.read', about: 'PERSONS', categories },
        { action: 'account.read', about: 'PERSONS', categories: ['SIGN_IN'] },
      ],
    });
  await adopted(controller, [
    asker('knows_names', ['NAME']),
    asker('knows_groups', ['NAME', 'AFFILIATION', 'MEMBERSHIP']),
    roleInput('mentor', { scope: 'GROUPS' }),
    roleInput('office'),
  ]);
  const group = await school.group('Circle of support');
  const pupil = await school.person();
  await school.member(group, pupil);
  const teacher = await school.teacher();
  await school.member(group, teacher.ids?.personId ?? '', 'SUPERVISOR');
  const office = await school.signIn(await school.person({ register: 'STAFF' }), [
    { role: 'office', unitId: school.unitId },
  ]);
  const outsider = await school.endUser({ register: 'STAFF', unitId: null });
  const told = async (role: string, account: Actor): Promise<string> => {
    const actor = await school.signIn(await school.person({ register: 'STAFF' }), [{ role }]);
    const input = { accountId: accountGid(account), personId: personGid(pupil), category: 'NAME' };
    const { explainAccess } = await actor.ask<{ explainAccess: { isAllowed: boolean } }>(EXPLAIN, { input });
    expect(explainAccess.isAllowed).toBe(account !== outsider);
    return JSON.stringify(explainAccess);
  };
  for (const [account, place] of [
    [teacher, 'Circle of support'],
    [outsider, 'Circle of support'],
    [office, `${school.slug} school`],
  ] as const) {
    expect(await told('knows_names', account)).not.toContain(place);
    expect(await told('knows_groups', account)).toContain(place);
  }
});
