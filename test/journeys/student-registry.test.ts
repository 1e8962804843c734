import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import { kaarnala } from '../../src/development/demo/kaarnala.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { unzip } from '../rights/archive.reader.js';
import { download, ended, exportPerson, exportTenant } from '../rights/export.flow.js';
import { Demo, isThere, peopleSeenBy, sees } from './demo.js';

/** A student registry, where an account sees people only as somebody on a card: rows PR-2 and PR-3, GD-1, GD-2, GD-7 and GD-8, with DP-15 on the way. */
let demo: Demo;
let controller: Actor;
let transfer: Actor;
let aino: string;

const UNLINKED = 'siirtotunnus';

/** Every right that a role can give, to an account that is nobody's: what keeps it out is the missing link alone. */
const rolesOfUnlinked = ['teacher', 'unit_administrator', 'controller'] as const;

beforeAll(async () => {
  demo = await Demo.open(kaarnala);
  controller = await demo.as('hilkka-rantakallas');
  transfer = await demo.as(UNLINKED);
  aino = demo.gid('person', 'aino-kivisalmi');
  const { owner } = demo.world;
  await owner.query(`set app.tenant_id = '${demo.tenantId}'`);
  for (const role of rolesOfUnlinked) {
    await owner.query('insert into role_grant (tenant_id, id, account_id, role, unit_id) values ($1, $2, $3, $4, $5)', [
      demo.tenantId,
      newId(),
      demo.accountUuid(UNLINKED),
      role,
      role === 'unit_administrator' ? demo.uuid('unit', 'lukio') : null,
    ]);
  }
});

afterAll(() => demo.close());

/** The ways in to people, each with what it shows to somebody who may look. */
const lists: readonly (readonly [what: string, query: string])[] = [
  ['a list', '{ persons(first: 10) { nodes { displayName } } }'],
  ['a count', '{ persons(first: 1) { totalCount } }'],
  ['a search', '{ persons(first: 10, filter: { nameStartsWith: "Kivi" }) { nodes { id } totalCount } }'],
  [
    'a group’s members',
    '{ groups(first: 10) { nodes { memberships(first: 10) { nodes { person { displayName } } } } } }',
  ],
  ['the log', '{ logEntries(first: 10) { nodes { persons { displayName } } } }'],
  ['the accounts', '{ accounts(first: 10) { nodes { person { displayName } } } }'],
  ['the requests', '{ dataSubjectRequests(first: 10) { nodes { person { displayName } } } }'],
  ['the invitations', '{ invitations(first: 10) { nodes { email } } }'],
];

describe('PR-2: an account that nobody linked sees no card of any register', () => {
  test.each(lists)('in %s', async (_what, query) => {
    expect(await outcomeOfQuery(transfer, query)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(controller, query)).toBe('DONE');
  });

  test('by id, for whoever it is', async () => {
    for (const key of ['aino-kivisalmi', 'marjatta-kivisalmi', 'tuula-harjukelo', 'anneli-koivuranta-aho']) {
      const id = demo.gid('person', key);
      expect([await sees(controller, id), await outcomeOfQuery(transfer, `{ person(id: "${id}") { id } }`)]).toEqual([
        true,
        'FORBIDDEN',
      ]);
      expect(await isThere(transfer, id)).toBe(false);
    }
  });

  test('of itself, and of what others wrote and uploaded', async () => {
    expect(await transfer.ask('{ viewer { person { id } roles { name } tenant { name } } }')).toEqual({
      viewer: { person: null, roles: [], tenant: { name: kaarnala.name } },
    });
    const { person } = await controller.ask<{
      person: { comments: { nodes: { id: string }[] }; uploads: { nodes: { id: string }[] } };
    }>(
      'query($id: ID!) { person(id: $id) { comments(first: 5) { nodes { id } } uploads(first: 5) { nodes { id } } } }',
      {
        id: demo.gid('person', 'eetu-honkaranta'),
      },
    );
    const ids = [...person.comments.nodes, ...person.uploads.nodes].map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(2);
    for (const id of ids) {
      expect(await isThere(controller, id)).toBe(true);
      expect(await isThere(transfer, id)).toBe(false);
    }
  });

  test('in archives: it takes nothing along', async () => {
    const one = 'mutation($input: ExportPersonInput!) { exportPerson(input: $input) { operation { id } } }';
    const all = 'mutation($input: ExportTenantInput!) { exportTenant(input: $input) { operation { id } } }';
    expect((await transfer.send(one, { input: { personId: aino } })).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await transfer.send(all, { input: {} })).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    const files = await unzip(await download(controller, await exportTenant(controller)));
    expect([...files.keys()].join()).toContain('person');
  });

  test('by changing anything', async () => {
    const comment = { personId: aino, body: 'Hei' };
    expect(await outcomeOf(transfer, 'addComment', comment)).toBe('FORBIDDEN');
    expect(await outcomeOf(controller, 'addComment', comment)).toBe('DONE');
    expect(await outcomeOf(transfer, 'makeRequest', { kind: 'ACCESS' })).toBe('FORBIDDEN');
  });

  test('what is public it reads as everybody does', async () => {
    const { viewer } = await transfer.ask<{ viewer: { tenant: { privacyNotices: object[] } } }>(
      '{ viewer { tenant { privacyNotices { title } } } processor { name } }',
    );
    expect(viewer.tenant.privacyNotices).toHaveLength(2);
  });
});

describe('PR-3: a service account stays unlinked', () => {
  test('linking it is refused, also to the controller, and it sees nobody', async () => {
    const service = { accountId: demo.accountGid('verkkopalvelu'), personId: aino };
    expect(await outcomeOf(controller, 'linkAccount', service)).toBe('SERVICE_ACCOUNT');
    expect(await outcomeOfQuery(await demo.as('verkkopalvelu'), '{ persons(first: 1) { totalCount } }')).toBe(
      'FORBIDDEN',
    );
  });
});

describe('GD-2, GD-8: the student’s own view', () => {
  test('takes everything along, and nobody else can', async () => {
    const student = await demo.as('aino-kivisalmi');
    const files = await unzip(await download(student, await exportPerson(student)));
    const text = [...files.values()].map((file) => file.toString('utf8')).join('\n');
    expect(text).toContain('Aino');
    expect(text).not.toContain('Honkaranta');
    for (const subject of ['tuula-harjukelo', 'anneli-koivuranta-aho', 'joona-rautalampela']) {
      const { userErrors, operation } = await exportPerson(await demo.as(subject), { personId: aino });
      expect([operation, userErrors[0]?.code]).toEqual([null, 'NOT_FOUND']);
    }
  });
});

test('PR-2, PR-6, PR-8: linked by the controller alone, a transfer account carries what its card may see', async () => {
  const teacher = demo.gid('person', 'leila-haapasuo');
  const link = { accountId: demo.accountGid(UNLINKED), personId: teacher, register: 'TEACHER' };
  for (const subject of ['anneli-koivuranta-aho', 'raija-metsolahti', 'tuula-harjukelo', UNLINKED]) {
    expect(await outcomeOf(await demo.as(subject), 'linkAccount', link)).toBe('FORBIDDEN');
  }
  expect((await demo.operator.send('{ persons(first: 1) { totalCount } }')).errors).toHaveLength(1);
  const { owner } = demo.world;
  await owner.query(`set app.tenant_id = '${demo.tenantId}'`);
  await owner.query(`delete from role_grant where account_id = $1`, [demo.accountUuid(UNLINKED)]);
  expect(await outcomeOf(controller, 'linkAccount', { ...link, register: undefined })).toBe('INVALID');
  expect(await outcomeOf(controller, 'linkAccount', link)).toBe('DONE');
  const seen = await peopleSeenBy(transfer);
  expect(seen).toEqual(expect.arrayContaining(['Emmi Lauhakoski', 'Kasper Hoivala']));
  expect(seen).not.toContain('Aino Kivisalmi');
  expect(await sees(transfer, aino)).toBe(false);
  const toAll = { accountId: link.accountId, role: 'all_students' };
  expect(await outcomeOf(controller, 'grantRole', toAll)).toBe('DONE');
  expect(await sees(transfer, aino)).toBe(true);
  expect(await outcomeOf(controller, 'unlinkAccount', { accountId: link.accountId })).toBe('DONE');
  expect(await outcomeOfQuery(transfer, '{ persons(first: 1) { totalCount } }')).toBe('FORBIDDEN');
  const staff = { ...link, personId: demo.gid('person', 'ville-pohjantuli'), register: 'STAFF' };
  expect(await outcomeOf(controller, 'linkAccount', staff)).toBe('DONE');
  const all = await peopleSeenBy(transfer);
  expect(all).toEqual(expect.arrayContaining(['Aino Kivisalmi', 'Emmi Lauhakoski', 'Eetu Honkaranta']));
  for (const nobody of ['Leila Haapasuo', 'Ville Pohjantuli', 'Marjatta Kivisalmi']) expect(all).not.toContain(nobody);
});

test('PR-4, PR-5: a teacher’s card shows the groups that the teacher supervises, unless the user group shows all', async () => {
  const tuula = await demo.as('tuula-harjukelo');
  const counsellor = await demo.as('outi-vaahteramo');
  expect(await tuula.ask('{ viewer { roleGrants { role } roles { name } } }')).toEqual({
    viewer: { roleGrants: [], roles: [{ name: 'end_user' }, { name: 'teacher' }] },
  });
  const emmi = demo.gid('person', 'emmi-lauhakoski');
  expect([await sees(tuula, aino), await sees(tuula, emmi)]).toEqual([true, false]);
  expect([await sees(counsellor, aino), await sees(counsellor, emmi)]).toEqual([true, true]);
});

test('PR-9: an office user has an own card and account, and sees all schools', async () => {
  const raija = await peopleSeenBy(await demo.as('raija-metsolahti'));
  expect(raija).toEqual(expect.arrayContaining(['Aino Kivisalmi', 'Emmi Lauhakoski', 'Raija Metsolahti']));
  expect(await peopleSeenBy(await demo.as('anneli-koivuranta-aho'))).not.toContain('Emmi Lauhakoski');
});

test('PR-10: a home school narrows an office user to that school, which must be the one chosen at sign-in', async () => {
  const sami = await demo.as('sami-uutela-kari');
  const emmi = demo.gid('person', 'emmi-lauhakoski');
  const query = 'query($one: ID!, $other: ID!) { one: person(id: $one) { id } other: person(id: $other) { id } }';
  const seen = async (unit: string | null): Promise<readonly boolean[] | string | undefined> => {
    const headers: Record<string, string> = unit === null ? {} : { 'varde-unit': demo.gid('unit', unit) };
    const { data, errors } = await sami.send<{ one: object | null; other: object | null }>(
      query,
      { one: aino, other: emmi },
      headers,
    );
    return data?.one === undefined ? errors[0]?.extensions?.code : [data.one !== null, data.other !== null];
  };
  expect(await seen('lukio')).toEqual([true, false]);
  for (const other of [null, 'ammattiopisto']) expect(await seen(other)).not.toContain(true);
  const home = { accountId: demo.accountGid('sami-uutela-kari'), unitId: null };
  for (const subject of ['sami-uutela-kari', 'anneli-koivuranta-aho'])
    expect(await outcomeOf(await demo.as(subject), 'setHomeUnit', home)).toBe('FORBIDDEN');
  expect(await outcomeOf(controller, 'setHomeUnit', home)).toBe('DONE');
  expect(await seen(null)).toEqual([true, true]);
});

test('PR-12: a transfer runs by hand, carries what its card may see, and leaves a file for the controller', async () => {
  const { transfers } = await controller.ask<{ transfers: { nodes: { id: string; name: string }[] } }>(
    '{ transfers(first: 5) { nodes { id name nextDueAt } } }',
  );
  expect(transfers.nodes).toHaveLength(2);
  expect(transfers.nodes).toContainEqual(
    expect.objectContaining({ name: 'Opintotiedot yöllä', nextDueAt: expect.any(String) }),
  );
  const list = transfers.nodes.find(({ name }) => name.startsWith('Ryhmälista'));
  const input = { transferId: list?.id };
  for (const subject of ['tuula-harjukelo', 'raija-metsolahti', 'siirto-ryhmalista'])
    expect(await outcomeOf(await demo.as(subject), 'runTransfer', input)).toBe('FORBIDDEN');
  const started = await mutate<{ run: { operation: { id: string } } }>(
    controller,
    'runTransfer',
    input,
    'run { id operation { id } }',
  );
  expect((await ended(controller, started.run.operation.id)).state).toBe('SUCCEEDED');
  const read = `query($id: ID!) { node(id: $id) { ... on Transfer { runs(first: 1) { nodes { persons file { downloadUrl } } } } } }`;
  const { node } = await controller.ask<{
    node: { runs: { nodes: { persons: number; file: { downloadUrl: string } }[] } };
  }>(read, { id: list?.id });
  const [last] = node.runs.nodes;
  const text = await (await fetch(last?.file.downloadUrl ?? '')).text();
  expect(text).toContain('Kivisalmi');
  expect(text).not.toContain('Lauhakoski');
});

test('DP-15, GD-7: data is passed on by a documented instruction that the record names, and by none that is parked', async () => {
  const RECORD = '{ processingRecord { recipients { name categories instructionNumber } } }';
  interface Recorded {
    readonly processingRecord: {
      readonly recipients: readonly { readonly name: string; readonly instructionNumber: number | null }[];
    };
  }
  const systems = async () =>
    (await controller.ask<Recorded>(RECORD)).processingRecord.recipients.filter(
      (row) => row.instructionNumber !== null,
    );
  const night = (await systems()).find(({ name }) => name === 'Opintotiedot yöllä');
  expect(await systems()).toHaveLength(2);
  expect(await outcomeOfQuery(await demo.as('tuula-harjukelo'), RECORD)).toBe('FORBIDDEN');
  const { transfers } = await controller.ask<{ transfers: { nodes: { id: string; name: string }[] } }>(
    '{ transfers(first: 5) { nodes { id name } } }',
  );
  const run = { transferId: transfers.nodes.find(({ name }) => name === night?.name)?.id };
  const parking = {
    tenantId: toGlobalId('Tenant', demo.tenantId),
    number: night?.instructionNumber,
    reason: 'Tietoja siirretään enemmän kuin tarvitaan.',
  };
  expect(await outcomeOf(controller, 'parkInstruction', parking)).toBe('FORBIDDEN');
  expect(await outcomeOf(demo.operator, 'parkInstruction', parking)).toBe('DONE');
  expect(await outcomeOf(controller, 'runTransfer', run)).toBe('CONFLICT');
  expect((await systems()).map(({ name }) => name)).not.toContain(night?.name);
});
