import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mutate } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { adopted, drafted, roleInput } from './matrix.samples.js';

const TEACHERS = 300;
const PUPILS = 3_000;

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** Teachers with an account and a class each, and one in ten with a role in the whole school beside it. */
async function fill(school: TestTenant): Promise<void> {
  const { id, unitId } = school;
  const persons = (register: string, count: number): Promise<unknown> =>
    school.rows(
      `with made as (insert into person (tenant_id, id, register, given_name, family_name, email)
         select $1, uuidv7(), $2, 'Given' || n, 'Family' || n, n || '@example.org' from generate_series(1, $3::int) n returning id)
       insert into affiliation (tenant_id, person_id, unit_id) select $1, id, $4 from made`,
      [id, register, count, unitId],
    );
  await persons('TEACHER', TEACHERS);
  await persons('STUDENT', PUPILS);
  await school.rows(
    `insert into account (tenant_id, id, issuer, subject, kind, person_id)
       select $1, uuidv7(), i.issuer, 'teacher-' || p.id, 'personal', p.id
       from person p join identity_issuer i on i.tenant_id = p.tenant_id where p.tenant_id = $1 and p.register = 'TEACHER'`,
    [id],
  );
  await school.rows(
    `insert into person_group (tenant_id, id, unit_id, kind, name)
       select $1, uuidv7(), $2, 'class', 'Class ' || n from generate_series(1, $3::int) n`,
    [id, unitId, TEACHERS],
  );
  await school.rows(
    `with groups as (select id, row_number() over (order by id) as n from person_group where tenant_id = $1),
       teachers as (select id, row_number() over (order by id) as n from person where tenant_id = $1 and register = 'TEACHER'),
       pupils as (select id, 1 + (row_number() over (order by id) - 1) % $2 as n from person where tenant_id = $1 and register = 'STUDENT')
     insert into membership (tenant_id, id, group_id, person_id, role)
       select $1, uuidv7(), g.id, t.id, 'SUPERVISOR' from groups g join teachers t using (n)
       union all select $1, uuidv7(), g.id, p.id, 'MEMBER' from groups g join pupils p using (n)`,
    [id, TEACHERS],
  );
  await school.rows(
    `insert into role_grant (tenant_id, id, account_id, person_id, role, unit_id)
       select $1, uuidv7(), a.id, a.person_id, r.role, case when r.role = 'keeper' then $2::uuid end
       from (select a.*, row_number() over (order by a.id) as n from account a where a.subject like 'teacher-%') a
         cross join (values ('tutor'), ('keeper')) r (role)
       where a.tenant_id = $1 and (r.role = 'tutor' or a.n % 10 = 0)`,
    [id, unitId],
  );
}

test('a draft is rehearsed for a whole school, in one answer', async () => {
  const school = await world.tenant();
  const officer = await school.controller();
  await adopted(officer, [roleInput('tutor', { scope: 'SUPERVISED' }), roleInput('keeper')]);
  await fill(school);
  const { id } = await drafted(officer);
  const rights = [{ action: 'person.read', about: 'PERSONS', categories: ['NAME', 'CONTACT', 'EDUCATION'] }];
  await mutate(officer, 'setMatrixRole', {
    matrixId: id,
    expectedVersion: 1,
    role: roleInput('tutor', { scope: 'SUPERVISED', rights }),
  });
  await mutate(officer, 'setMatrixRole', { matrixId: id, expectedVersion: 2, role: roleInput('keeper', { rights }) });
  const { rehearse } = await officer.ask<{ rehearse: { accountCount: number; gainedCount: number } }>(
    `query($input: RehearseInput!) { rehearse(input: $input) { accountCount gainedCount accounts(first: 50) { nodes { accountId } } } }`,
    { input: { matrixId: id } },
  );
  const everybody = TEACHERS + PUPILS + 1;
  expect(rehearse.accountCount).toBe(TEACHERS);
  expect(rehearse.gainedCount).toBe(0.9 * PUPILS + (TEACHERS / 10) * (everybody - 1));
}, 120_000);
