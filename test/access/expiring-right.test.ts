import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOfQuery } from '../harness/mutation.js';
import { personGid, type TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';
import { accountGid, drafted } from './matrix.samples.js';

interface Page {
  readonly expiringRights: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly kind: string;
      readonly endsAt: string;
      readonly roleGrant: { readonly role: string } | null;
      readonly accessException: { readonly role: string } | null;
      readonly functionAssignment: { readonly function: string } | null;
      readonly person: { readonly id: string } | null;
    }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

const QUERY = `query($days: Int, $kinds: [ExpiringKind!], $first: Int = 50, $after: String) {
  expiringRights(withinDays: $days, kinds: $kinds, first: $first, after: $after) { totalCount
    nodes { kind endsAt person { id } roleGrant { role } accessException { role } functionAssignment { function } }
    pageInfo { endCursor hasNextPage } } }`;

let world: World;
let tenant: TestTenant;
let officer: Actor;
let colleague: Actor;
let head: Actor;

beforeAll(async () => {
  world = await World.open();
  tenant = await world.tenant();
  [officer, colleague, head] = [
    await tenant.controller(),
    await tenant.controller(),
    await tenant.endUser({ register: 'STAFF' }),
  ];
  const draft = await drafted(officer, { template: 'OPTIMUS' });
  await mutate(officer, 'adoptMatrix', { matrixId: draft.id, expectedVersion: 1 });
  const unitId = toGlobalId('Unit', tenant.unitId);
  const job = {
    personId: personGid(head.ids?.personId ?? ''),
    function: 'schooldirecteur',
    acknowledgesGuidance: true,
  };
  await mutate(officer, 'assignFunction', { ...job, validUntil: inDays(20) });
  const grant = { accountId: accountGid(head), role: 'directeur', unitId };
  await mutate(officer, 'grantRole', { ...grant, validUntil: inDays(30) });
  await mutate(officer, 'grantRole', { ...grant, role: 'kwaliteitszorg', validUntil: inDays(200) });
  await mutate(officer, 'grantRole', { ...grant, role: 'verzuimcoordinator' });
  const asked = { accountId: accountGid(head), role: 'map', unitId, reason: 'A case', endsAt: inDays(10) };
  const { accessException } = await mutate<{ accessException: { id: string } }>(
    colleague,
    'requestException',
    asked,
    'accessException { id }',
  );
  const decision = { exceptionId: accessException.id, isConsented: true, consultation: 'Spoken with the head' };
  await mutate(officer, 'decideException', decision);
  await mutate(colleague, 'requestException', { ...asked, role: 'leerlingkaart' });
});

afterAll(() => world.close());

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

const page = async (actor: Actor, variables: object = {}): Promise<Page['expiringRights']> =>
  (await actor.ask<Page>(QUERY, variables)).expiringRights;

test('what ends next is one list: the soonest first, each once, as far as is asked', async () => {
  const { nodes, totalCount } = await page(officer);
  expect(totalCount).toBe(3);
  expect(
    nodes.map(({ kind, accessException, roleGrant, functionAssignment }) => ({
      kind,
      accessException,
      roleGrant,
      functionAssignment,
    })),
  ).toEqual([
    { kind: 'EXCEPTION', accessException: { role: 'map' }, roleGrant: null, functionAssignment: null },
    { kind: 'FUNCTION', functionAssignment: { function: 'schooldirecteur' }, roleGrant: null, accessException: null },
    { kind: 'ROLE', roleGrant: { role: 'directeur' }, accessException: null, functionAssignment: null },
  ]);
  expect(new Set(nodes.map(({ person }) => person?.id))).toEqual(new Set([personGid(head.ids?.personId ?? '')]));
  expect((await page(officer, { days: 15 })).nodes.map(({ kind }) => kind)).toEqual(['EXCEPTION']);
  expect((await page(officer, { days: 365 })).totalCount).toBe(4);
  expect((await page(officer, { days: 365, kinds: ['ROLE'] })).totalCount).toBe(2);
  const [first] = await tenant.rows<{ id: string }>(`select id from access_exception where role = 'map'`);
  const end = { exceptionId: toGlobalId('AccessException', first?.id ?? '') };
  await mutate(officer, 'endException', end);
  expect((await page(officer)).nodes.map(({ kind }) => kind)).toEqual(['FUNCTION', 'ROLE']);
});

test('of a course the record that lapses last is listed, on the day after its last one', async () => {
  const personId = head.ids?.personId;
  const record = (days: number, more: object = {}) =>
    tenant.insert('course_record', {
      id: newId(),
      person_id: personId,
      course: 'basic',
      completed_on: '2026-01-01',
      valid_until: inDays(days).slice(0, 10),
      recorded_at: inDays(0),
      ...more,
    });
  const [first, renewed, withdrawn] = [
    await record(40),
    await record(50),
    await record(60, { withdrawn_at: inDays(0) }),
  ];
  const query = '{ expiringRights(first: 9, kinds: [COURSE]) { nodes { kind endsAt courseRecord { id course } } } }';
  const { expiringRights } = await officer.ask<{ expiringRights: { nodes: { endsAt: string }[] } }>(query);
  expect(expiringRights.nodes).toEqual([
    {
      kind: 'COURSE',
      endsAt: expect.stringContaining(inDays(51).slice(0, 10)),
      courseRecord: { id: toGlobalId('CourseRecord', renewed), course: 'basic' },
    },
  ]);
  for (const id of [first, renewed, withdrawn]) await tenant.rows('delete from course_record where id = $1', [id]);
});

test('the list is paged by cursor', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const { nodes, pageInfo } = await page(officer, { days: 365, first: 1, after });
    seen.push(...nodes.map(({ endsAt }) => endsAt));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  expect(seen.length).toBe((await page(officer, { days: 365 })).totalCount);
  expect(seen).toEqual([...seen].sort());
});

test('one sees one’s own; others’ neither as rows nor as a count; another tenant’s are not there', async () => {
  expect((await page(head)).totalCount).toBe((await page(officer)).totalCount);
  const neighbour = await tenant.endUser({ register: 'STAFF' });
  expect(await page(neighbour)).toMatchObject({ totalCount: 0, nodes: [] });
  expect(await page(await (await world.tenant()).controller())).toMatchObject({ totalCount: 0, nodes: [] });
  expect(await outcomeOfQuery(await tenant.operator(), QUERY)).toBe('FORBIDDEN');
});
