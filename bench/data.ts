import pg from 'pg';
import { newId } from '../src/base/ids.js';
import type { TestIssuer } from '../test/harness/issuer.js';

/** How much data there is. */
export interface Size {
  readonly tenants: number;
  readonly people: number;
}

/** Somebody who sends requests: the tenant and the token that signs in to it. */
export interface Caller {
  readonly tenantId: string;
  readonly token: string;
}

export interface Callers {
  /** Students, who read and correct their own profile. */
  readonly students: readonly Caller[];
  /** Privacy officers, one for each tenant, who read the list of students. */
  readonly controllers: readonly Caller[];
}

const GROUP_SIZE = 25;
const STUDENTS_WITH_TOKEN = 20;

/** The ids of a tenant's rows can be told from their number, so that the statements below can refer to each other's. */
const id = (kind: string, number: string): string =>
  `(substr(md5($1::uuid::text || '${kind}' || (${number})), 1, 8) || '-0000-7000-8000-' || substr(md5('${kind}' || (${number})), 1, 12))::uuid`;

const given = `(array['Aino','Bjørn','Carla','Dina','Eero','Frida','Gustav','Helmi','Ivar','Jaan','Kaisa','Liv','Maarten','Nora','Oskar','Pille'])`;
const family = `(array['Aalto','Berg','Claes','Dahl','Eriksson','Foss','Grönlund','Hansen','Ilves','Jansen','Kask','Lund','Mägi','Nyman','Olsen','Pärn','de Vries','Rebane','Saar','Tamm'])`;

const fields = [
  ['locker', 'TEXT', 'PREFERENCE'],
  ['busRoute', 'CHOICE', 'PREFERENCE'],
  ['height', 'NUMBER', 'OTHER'],
  ['swims', 'YES_NO', 'OTHER'],
  ['laptopReturned', 'DATE', 'OTHER'],
  ['mentor', 'TEXT', 'EDUCATION'],
] as const;

/** Fills a migrated database, as the owner of its tables but behind the same row-level security as everybody. */
export async function fill(ownerUrl: string, size: Size, issuer: TestIssuer): Promise<Callers> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const students: Caller[] = [];
    const controllers: Caller[] = [];
    for (let number = 1; number <= size.tenants; number += 1) {
      const slug = `tenant-${number}`;
      const tenantId = await fillTenant(owner, slug, size.people, issuer);
      const caller = async (subject: string): Promise<Caller> => ({
        tenantId,
        token: await issuer.token(slug, { subject, expiresIn: 7_200 }),
      });
      for (let i = 1; i <= STUDENTS_WITH_TOKEN; i += 1) students.push(await caller(`student-${i}`));
      controllers.push(await caller('controller'));
    }
    await owner.query('vacuum analyze');
    return { students, controllers };
  } finally {
    await owner.end();
  }
}

async function fillTenant(owner: pg.Client, slug: string, people: number, issuer: TestIssuer): Promise<string> {
  const tenantId = newId();
  const students = Math.floor(people * 0.6);
  const teachers = Math.floor(people * 0.04);
  const guardians = people - students - teachers;
  const groups = Math.ceil(students / GROUP_SIZE);
  const run = (statement: string, ...values: unknown[]): Promise<unknown> =>
    owner.query(statement, [tenantId, ...values]);

  await owner.query(`set app.operator = 'on'`);
  await owner.query(`set app.tenant_id = '${tenantId}'`);
  await run(
    `insert into tenant (tenant_id, slug, name, legal_name, country) values ($1::uuid, $2, $2, $2, 'NO')`,
    slug,
  );
  await run(
    `insert into identity_issuer (issuer, tenant_id, audience, jwks_uri) values ($2, $1::uuid, 'varde-api', $3)`,
    issuer.nameFor(slug),
    issuer.jwksUri,
  );
  await run(`insert into unit (tenant_id, id, kind, name)
    select $1::uuid, ${id('unit', 'n')}, 'school', 'School ' || n from generate_series(1, 2) n`);
  for (const [key, type, category] of fields) {
    await run(
      `insert into field_definition (tenant_id, id, key, label, type, choices, registers, category, purposes, retention, readable_by)
       values ($1::uuid, ${id('field', `'${key}'`)}, $2, $2, $3, $4, '{STUDENT}', $5, '{ADMINISTRATION}', 'WHILE_ACTIVE',
         '{teacher,unit_administrator}')`,
      key,
      type,
      type === 'CHOICE' ? ['North', 'South', 'West'] : [],
      category,
    );
  }
  const person = (kind: string, register: string, values: string): string => `insert into person
    (tenant_id, id, register, given_name, family_name, email, telephone, birth_date, identifier, field_values)
    select $1::uuid, ${id(kind, 'n')}, '${register}', ${given}[1 + n % 16], ${family}[1 + n / 16 % 20],
      '${kind}-' || n || '@example.org', '+47' || (40000000 + n), date '2008-01-01' + n, '${kind}-' || n, ${values}
    from generate_series(1, $2::int) n`;
  await run(
    person(
      'student',
      'STUDENT',
      `jsonb_build_object(${id('field', `'locker'`)}, 'L' || n, ${id('field', `'busRoute'`)},
        (array['North','South','West'])[1 + n % 3], ${id('field', `'height'`)}, 120 + n % 70,
        ${id('field', `'swims'`)}, n % 2 = 0, ${id('field', `'laptopReturned'`)}, (date '2026-01-01' + n % 300)::text,
        ${id('field', `'mentor'`)}, ${given}[1 + n % 16])`,
    ),
    students,
  );
  await run(person('teacher', 'TEACHER', `'{}'`), teachers);
  await run(person('guardian', 'GUARDIAN', `'{}'`), guardians);
  await run(
    `insert into affiliation (tenant_id, person_id, unit_id)
     select $1::uuid, ${id('student', 'n')}, ${id('unit', '1 + n % 2')} from generate_series(1, $2::int) n
     union all select $1::uuid, ${id('teacher', 'n')}, ${id('unit', '1 + n % 2')} from generate_series(1, $3::int) n`,
    students,
    teachers,
  );
  await run(
    `insert into guardianship (tenant_id, id, guardian_id, pupil_id)
     select $1::uuid, ${id('link', `n || 'a'`)}, ${id('guardian', '1 + n % $3')}, ${id('student', 'n')}
     from generate_series(1, $2::int) n
     union all select $1::uuid, ${id('link', `n || 'b'`)}, ${id('guardian', '1 + (n + 7) % $3')}, ${id('student', 'n')}
     from generate_series(1, $2::int) n where n % 3 > 0`,
    students,
    guardians,
  );
  // A class and a circle for each student, and a teacher for each of the groups.
  await run(
    `insert into person_group (tenant_id, id, unit_id, kind, name)
     select $1::uuid, ${id('class', 'n')}, ${id('unit', '1 + n % 2')}, 'class', 'Class ' || n from generate_series(1, $2::int) n
     union all select $1::uuid, ${id('circle', 'n')}, ${id('unit', '1 + n % 2')}, 'circle', 'Circle ' || n from generate_series(1, $2::int) n`,
    groups,
  );
  for (const kind of ['class', 'circle']) {
    await run(
      `insert into membership (tenant_id, id, group_id, person_id, role)
       select $1::uuid, ${id(`${kind}-member`, 'n')}, ${id(kind, kind === 'class' ? `1 + (n - 1) / ${GROUP_SIZE}` : '1 + n % $3')},
         ${id('student', 'n')}, 'MEMBER' from generate_series(1, $2::int) n
       union all select $1::uuid, ${id(`${kind}-supervisor`, 'n')}, ${id(kind, 'n')}, ${id('teacher', '1 + n % $4')}, 'SUPERVISOR'
       from generate_series(1, $3::int) n`,
      students,
      groups,
      teachers,
    );
  }
  await run(
    `insert into account (tenant_id, id, issuer, subject, person_id)
     select $1::uuid, ${id('account-student', 'n')}, $2, 'student-' || n, ${id('student', 'n')} from generate_series(1, $3::int) n
     union all select $1::uuid, ${id('account-guardian', 'n')}, $2, 'guardian-' || n, ${id('guardian', 'n')} from generate_series(1, $4::int) n
     union all select $1::uuid, ${id('account-controller', '1')}, $2, 'controller', ${id('teacher', '1')}`,
    issuer.nameFor(slug),
    students,
    guardians,
  );
  await run(`insert into role_grant (tenant_id, id, account_id, person_id, role)
    values ($1::uuid, ${id('grant', '1')}, ${id('account-controller', '1')}, ${id('teacher', '1')}, 'controller')`);
  return tenantId;
}
