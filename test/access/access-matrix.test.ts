import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOfQuery } from '../harness/mutation.js';
import { fieldGid, personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, drafted } from './matrix.samples.js';

interface Role {
  readonly key: string;
  readonly name: string;
  readonly hasGroupScope: boolean;
  readonly contains: readonly string[];
  readonly rights: readonly {
    readonly action: string;
    readonly about: string;
    readonly categories: readonly string[];
    readonly through: readonly string[];
  }[];
  readonly personalData: readonly {
    readonly element: string;
    readonly label: string;
    readonly about: string;
    readonly fieldId: string | null;
    readonly actions: readonly string[];
  }[];
}

interface Matrix {
  readonly title: string;
  readonly state: string | null;
  readonly functions: readonly {
    readonly key: string;
    readonly standardRisk: string;
    readonly optionalRisk: string | null;
    readonly roles: readonly {
      readonly kind: string;
      readonly condition: string | null;
      readonly stage: string | null;
      readonly role: Role;
    }[];
  }[];
  readonly roles: readonly Role[];
  readonly htmlPath: string;
  readonly pdfPath: string;
}

const ROLE = `{ key name description scope hasGroupScope module risk seats isMasterKey contains
  rights { action actionLabel about categories categoryLabels through } actions { action actionLabel }
  personalData { element label category categoryLabel fieldId about actions } }`;
const MATRIX = `query($matrixId: ID, $function: String, $role: String) {
  accessMatrix(matrixId: $matrixId, function: $function, role: $role) { matrixId number title state
    functions { key name standardRisk optionalRisk guidance roles { kind condition stage role ${ROLE} } } roles ${ROLE} htmlPath pdfPath } }`;
const ACCOUNT = `query($accountId: ID!) { accountAccess(accountId: $accountId) { personId functions htmlPath pdfPath
  roles { roleGrantId places stage namedCount condition validUntil name effect { state reasons message } role ${ROLE} } } }`;

let world: World;
let school: TestTenant;
let officer: Actor;
let unitId: string;
let field: string;

beforeAll(async () => {
  world = await World.open();
  school = await world.tenant({ locale: 'nl' });
  officer = await school.controller();
  unitId = toGlobalId('Unit', school.unitId);
  field = await school.field({ label: 'Rapportcijfer', category: 'EDUCATION', readableBy: ['map'] });
  const { id } = await drafted(officer, { template: 'OPTIMUS' });
  await mutate(officer, 'adoptMatrix', { matrixId: id, expectedVersion: 1 });
});

afterAll(() => world.close());

const read = async (asker: Actor, args: object = {}): Promise<Matrix> =>
  (await asker.ask<{ accessMatrix: Matrix }>(MATRIX, args)).accessMatrix;
const get = (path: string, actor: Actor | null, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${world.url}${path}`, {
    headers: { ...(actor ? { authorization: `Bearer ${actor.token}` } : {}), ...headers },
  });

describe('the access matrix', () => {
  test('shows each function with its risk profile, and its roles with what they open', async () => {
    const { functions, roles, state } = await read(officer);
    expect(state).toBe('ADOPTED');
    expect(functions).toHaveLength(8);
    expect(functions.find(({ key }) => key === 'leerkracht')).toMatchObject({
      standardRisk: 'MEDIUM',
      optionalRisk: 'HIGH',
      roles: expect.arrayContaining([
        expect.objectContaining({ kind: 'STACKABLE', condition: 'Heeft ICT-taken in het takenpakket' }),
        expect.objectContaining({ kind: 'BASE', stage: '8' }),
      ]),
    });
    const role = (key: string): Role | undefined => roles.find((one) => one.key === key);
    // The same role with the group scope on and off (OP-14).
    expect([role('leerkracht')?.hasGroupScope, role('leerkracht_alle_groepen')?.hasGroupScope]).toEqual([true, false]);
  });

  test('resolves contained roles, and names the personal data with the tenant’s own fields', async () => {
    const [mentor] = (await read(officer, { role: 'intern_begeleider' })).roles;
    expect(mentor?.contains).toEqual([
      'beheer_toetsen_en_vakken',
      'in_en_uitschrijven_oso',
      'map',
      'schoolbreed_emailen',
    ]);
    const data = mentor?.personalData ?? [];
    expect(data).toContainEqual({
      element: 'person.email',
      label: expect.stringMatching(/mail/i),
      category: 'CONTACT',
      categoryLabel: 'Contactgegevens',
      fieldId: null,
      about: 'PERSONS',
      actions: ['person.read'],
    });
    expect(data).toContainEqual(
      expect.objectContaining({ label: 'Rapportcijfer', fieldId: fieldGid(field), about: 'PERSONS' }),
    );
    const named = async (role: string): Promise<readonly string[]> =>
      ((await read(officer, { role })).roles[0]?.personalData ?? []).map(({ element }) => element);
    // The folder is what may be confidential: comments and files. Pictures and accounts stand beside the card too.
    expect(await named('map')).toEqual(expect.arrayContaining(['comment.body', 'upload.fileName']));
    expect(await named('pasfoto_wijzigen')).toContain('picture.blobName');
    expect(await named('pasfoto_wijzigen')).not.toContain('comment.body');
    expect(await named('controller')).toEqual(
      expect.arrayContaining(['account.lastVisitAt', 'role_grant.role', 'guardianship.guardianId']),
    );
    expect(await named('intern_begeleider')).not.toContain('account.lastVisitAt');
    const [janitor] = (await read(officer, { role: 'leerlingkaart' })).roles;
    expect(janitor?.personalData.map(({ label }) => label)).not.toContain('Rapportcijfer');
  });

  test('says through which contained role a right comes', async () => {
    const { id } = await drafted(officer);
    const outer = {
      key: 'outer',
      name: 'Outer',
      description: '',
      scope: 'UNIT',
      purpose: 'EDUCATION',
      risk: 'LOW',
      contains: ['map'],
      rights: [],
    };
    await mutate(officer, 'setMatrixRole', { matrixId: id, expectedVersion: 1, role: outer });
    const { state, roles } = await read(officer, { matrixId: id, role: 'outer' });
    expect(state).toBe('DRAFT');
    expect(roles[0]?.rights).toMatchObject([
      {
        action: 'person.read',
        about: 'PERSONS',
        categories: ['NAME', 'MEMBERSHIP', 'FREE_TEXT', 'FILE'],
        through: ['map'],
      },
    ]);
    await mutate(officer, 'withdrawMatrix', { matrixId: id, expectedVersion: 2 });
  });

  test('narrows to one function, and knows the roles that are the same everywhere', async () => {
    const { functions, roles } = await read(officer, { function: 'concierge' });
    expect(functions.map(({ key }) => key)).toEqual(['concierge']);
    expect(roles.map(({ key }) => key)).toEqual(['absentie_invoerder', 'leerlingkaart']);
    const [own] = (await read(officer, { role: 'end_user' })).roles;
    expect(new Set(own?.rights.map(({ about }) => about))).toEqual(
      new Set(['SELF', 'OWN_PUPILS', 'OWN_GUARDIANS', 'OWN_SUPERVISORS']),
    );
  });

  test('is the standard one where none was adopted', async () => {
    const other = await (await world.tenant()).controller();
    const matrix = await read(other);
    expect(matrix).toMatchObject({ matrixId: null, number: null, state: null, title: 'Standard roles', functions: [] });
    expect(matrix.roles.map(({ key }) => key)).toContain('teacher');
  });

  test.each([
    ['a function', { function: 'astronaut' }],
    ['a role', { role: 'astronaut' }],
    ['a version', { matrixId: toGlobalId('Matrix', newId()) }],
    ['the processor’s own role', { role: 'operator' }],
  ])('answers that there is none: %s', async (_name, args) => {
    expect(await outcomeOfQuery(officer, MATRIX, args)).toBe('BAD_USER_INPUT');
    expect(await outcomeOfQuery(officer, MATRIX)).toBe('DONE');
  });

  test('is for whoever reads the matrix, and of no other tenant', async () => {
    expect(await outcomeOfQuery(await school.endUser(), MATRIX)).toBe('DONE');
    expect(await outcomeOfQuery(await school.operator(), MATRIX)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(world.anonymous(), MATRIX)).toBe('UNAUTHENTICATED');
    const { id } = await drafted(officer);
    const foreign = await (await world.tenant()).controller();
    expect(await outcomeOfQuery(foreign, MATRIX, { matrixId: id })).toBe('BAD_USER_INPUT');
    expect(await outcomeOfQuery(officer, MATRIX, { matrixId: id })).toBe('DONE');
    await mutate(officer, 'withdrawMatrix', { matrixId: id, expectedVersion: 1 });
  });
});

describe('what an account has', () => {
  const staff = async (): Promise<Actor> => {
    const actor = await school.endUser({ register: 'STAFF', givenName: 'Jos', familyName: 'Smit' });
    const personId = personGid(actor.ids?.personId ?? '');
    await mutate(officer, 'assignFunction', { personId, function: 'concierge', acknowledgesGuidance: true });
    await mutate(officer, 'grantRole', { accountId: accountGid(actor), role: 'leerlingkaart', unitId });
    return actor;
  };

  test('is shown role by role, with where, until when and whether in effect', async () => {
    const actor = await staff();
    const { accountAccess } = await officer.ask<{ accountAccess: object }>(ACCOUNT, { accountId: accountGid(actor) });
    expect(accountAccess).toMatchObject({
      personId: personGid(actor.ids?.personId ?? ''),
      functions: ['Conciërge'],
      roles: [
        {
          roleGrantId: expect.any(String),
          places: [`${school.slug} school`],
          name: 'Leerlingkaart',
          effect: { state: 'IN_EFFECT', reasons: [] },
          role: { key: 'leerlingkaart', scope: 'UNIT' },
        },
        { roleGrantId: null, role: { key: 'end_user' }, effect: { state: 'IN_EFFECT' } },
      ],
    });
    const [entry] = await school.rows<{ count: string }>(
      `select count(*) from log_entry where action = 'account.read' and $1 = any(person_ids)`,
      [actor.ids?.personId],
    );
    expect(entry?.count).toBe('1');
  });

  test('is for the person and the controller; others find nobody', async () => {
    const actor = await staff();
    const accountId = accountGid(actor);
    for (const asker of [actor, officer]) expect(await outcomeOfQuery(asker, ACCOUNT, { accountId })).toBe('DONE');
    const foreign = await (await world.tenant()).controller();
    for (const other of [await school.endUser(), foreign]) {
      expect(await outcomeOfQuery(other, ACCOUNT, { accountId })).toBe('BAD_USER_INPUT');
    }
    expect(await outcomeOfQuery(await school.operator(), ACCOUNT, { accountId })).toBe('FORBIDDEN');
  });

  test('is printed for them alone', async () => {
    const actor = await staff();
    const path = `/access-matrix.html?account=${accountGid(actor)}&lang=nl`;
    const page = await (await get(path, officer)).text();
    expect(page).toContain('Waar Jos Smit toegang toe heeft');
    expect(page).toContain('Leerlingkaart');
    expect((await get(path, actor)).status).toBe(200);
    expect((await get(path, await school.endUser())).status).toBe(404);
    expect((await get(path, null)).status).toBe(401);
  });
});

describe('the printed matrix', () => {
  test('is a page and a tagged PDF in the language that is asked for', async () => {
    const { htmlPath, pdfPath } = await read(officer);
    const page = await get(htmlPath, officer, { 'accept-language': 'nl' });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await page.text();
    expect(html).toContain('<html lang="nl">');
    expect(html).toContain('Autorisatiematrix');
    expect(html).toContain('Rapportcijfer');
    const pdf = await get(pdfPath, officer, { 'accept-language': 'nl' });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const bytes = Buffer.from(await pdf.arrayBuffer()).toString('latin1');
    expect(bytes.startsWith('%PDF-')).toBe(true);
    expect(bytes).toContain('/StructTreeRoot');
  });

  test('is for whoever reads the matrix', async () => {
    expect((await get('/access-matrix.pdf', await school.endUser())).status).toBe(200);
    expect((await get('/access-matrix.pdf', await school.operator())).status).toBe(404);
    expect((await get('/access-matrix.pdf', null)).status).toBe(401);
    expect((await get('/access-matrix.html?function=astronaut', officer)).status).toBe(404);
  });
});
