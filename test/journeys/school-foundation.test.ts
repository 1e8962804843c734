import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { twaalfmorgen } from '../../src/development/demo/twaalfmorgen.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { jsonOf, type Rows, unzip } from '../rights/archive.reader.js';
import { certified, erase, planOf, statedBy } from '../rights/erasure.flow.js';
import { download, ended, exportTenant } from '../rights/export.flow.js';
import { Demo, isThere, peopleSeenBy, sees } from './demo.js';

/** A school foundation and its Privacy Officer: rows GD-1, GD-2 and GD-3, after a school has joined by an import (DP-10). */
let demo: Demo;
let officer: Actor;
let mother: Actor;
let director: Actor;
let teacher: Actor;

beforeAll(async () => {
  demo = await Demo.open(twaalfmorgen);
  officer = await demo.as('liesbeth-haverkort');
  mother = await demo.as('marieke-veenland');
  director = await demo.as('cornelia-lindeman');
  teacher = await demo.as('hanneke-zilverschoon');
});

afterAll(() => demo.close());

test('DP-10: a school joined by an import; its people are shown with where they came from, to those whom they concern', async () => {
  const { operations } = await officer.ask<{ operations: { nodes: { id: string; kind: string }[] } }>(
    '{ operations(first: 5) { nodes { id kind } } }',
  );
  expect(operations.nodes).toMatchObject([{ kind: 'IMPORT' }]);
  expect((await ended(officer, operations.nodes[0]?.id ?? '')).state).toBe('SUCCEEDED');
  const query = `{ persons(first: 5, filter: { nameStartsWith: "Rietveen" }) {
    nodes { id givenName sources { source } memberships { group { name unit { name } } } } } }`;
  interface Found {
    readonly persons: { readonly nodes: readonly { readonly id: string; readonly givenName: string }[] };
  }
  const found = (await officer.ask<Found>(query)).persons.nodes;
  const fenna = found.find(({ givenName }) => givenName === 'Fenna');
  expect(fenna).toMatchObject({
    sources: expect.arrayContaining([{ source: 'Leerlingadministratie De Vlinderwei' }]),
    memberships: [{ group: { name: 'Groep 6', unit: { name: 'Basisschool De Vlinderwei' } } }],
  });
  for (const other of [director, teacher, mother]) expect(await sees(other, fenna?.id ?? '')).toBe(false);
});

test('GD-1: an objection has its deadline, is extended once with a reason, and gets its answer', async () => {
  const own = '{ viewer { requests(first: 5) { nodes { id version kind state dueAt } } } }';
  interface Own {
    readonly viewer: {
      readonly requests: { readonly nodes: readonly { id: string; version: number; dueAt: string }[] };
    };
  }
  const [request] = (await mother.ask<Own>(own)).viewer.requests.nodes;
  expect(request).toMatchObject({ kind: 'OBJECTION', state: 'OPEN' });
  const extend = {
    requestId: request?.id,
    expectedVersion: request?.version,
    reason: 'De nieuwsbrief loopt via drie systemen.',
  };
  for (const other of [mother, director, teacher]) {
    expect(await outcomeOf(other, 'extendRequest', extend)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(other, '{ dataSubjectRequests(first: 1) { totalCount } }')).toBe('FORBIDDEN');
  }
  for (const other of [director, teacher]) expect(await isThere(other, request?.id ?? '')).toBe(false);
  expect(await outcomeOf(officer, 'extendRequest', extend)).toBe('DONE');
  const [extended] = (await mother.ask<Own>(own)).viewer.requests.nodes;
  const months = (Date.parse(extended?.dueAt ?? '') - Date.parse(request?.dueAt ?? '')) / (30 * 86_400_000);
  expect(Math.round(months)).toBe(2);
  expect(await outcomeOf(officer, 'extendRequest', { ...extend, expectedVersion: extended?.version })).not.toBe('DONE');
  const answer = {
    requestId: request?.id,
    expectedVersion: extended?.version,
    decision: 'GRANTED',
    outcome: 'Uw nummer is van de verzendlijst gehaald.',
  };
  expect(await outcomeOf(director, 'answerRequest', answer)).toBe('FORBIDDEN');
  expect(await outcomeOf(officer, 'answerRequest', answer)).toBe('DONE');
  expect((await mother.ask<Own>(own)).viewer.requests.nodes).toMatchObject([{ state: 'GRANTED' }]);
});

test('GD-1: a request that came by letter is recorded by the officer with the day on which it came', async () => {
  const letter = {
    personId: demo.gid('person', 'petra-hoogweide'),
    kind: 'ACCESS',
    details: 'Per brief: welke gegevens heeft u van Finn en Fleur?',
    receivedAt: new Date(Date.now() - 10 * 86_400_000).toISOString(),
  };
  expect(await outcomeOf(director, 'recordRequest', letter)).toBe('FORBIDDEN');
  const { request, userErrors } = await mutate<{ request: { isRecorded: boolean; receivedAt: string } }>(
    officer,
    'recordRequest',
    letter,
    'request { isRecorded receivedAt }',
  );
  expect([userErrors, request]).toEqual([[], { isRecorded: true, receivedAt: letter.receivedAt }]);
});

test('GD-2: the foundation takes everything along, with every upload, and only the officer can', async () => {
  const all = 'mutation($input: ExportTenantInput!) { exportTenant(input: $input) { operation { id } } }';
  for (const other of [director, teacher, mother, demo.operator]) {
    expect((await other.send(all, { input: {} })).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  }
  const files = await unzip(await download(officer, await exportTenant(officer)));
  const people = jsonOf<Rows>(files, 'data/person.json');
  expect(people.length).toBeGreaterThanOrEqual(50);
  const contents = [...files.values()].map((file) => file.toString('utf8'));
  expect(contents).toContain('Ruben Hazelaar is bevoegd voor het basisonderwijs sinds 1 juli 2018.\n');
  expect(contents.join('\n')).toContain('Privacyverklaring van het leerlingportaal');
});

test('GD-3: an erasure shows its plan, keeps what is held, reaches the rest, and is certified', async () => {
  const jesse = demo.gid('person', 'jesse-kruidhof');
  const pupil = await demo.as('jesse-kruidhof');
  const query = 'query($id: ID!) { erasurePlan(personId: $id) { hash } }';
  for (const other of [director, teacher, pupil]) {
    expect(await outcomeOfQuery(other, query, { id: jesse })).toBe('FORBIDDEN');
    const input = { personId: jesse, planHash: '0'.repeat(64), reason: 'OBJECTION' };
    expect(await outcomeOf(other, 'erasePerson', input)).toBe('FORBIDDEN');
  }
  const plan = await planOf(officer, demo.uuid('person', 'jesse-kruidhof'));
  expect(plan?.blockers).toEqual([]);
  expect(plan?.holds).toHaveLength(1);
  const held = plan?.steps.filter(({ ground }) => ground?.includes('Archiefwet')) ?? [];
  expect(held.length).toBeGreaterThan(0);

  const { erasure, userErrors } = await erase(officer, demo.uuid('person', 'jesse-kruidhof'));
  expect(userErrors).toEqual([]);
  const stated = statedBy(await certified(officer, erasure?.id ?? ''));
  expect(stated.kept.map(({ ground }) => ground).join()).toContain('Archiefwet');
  expect(stated.verification.places.every(({ remaining }) => remaining === 0)).toBe(true);
  expect((await pupil.send('{ viewer { person { id } } persons(first: 1) { totalCount } }')).errors).not.toEqual([]);
  for (const actor of [officer, director]) expect(await peopleSeenBy(actor)).not.toContain('Jesse Kruidhof');
});
