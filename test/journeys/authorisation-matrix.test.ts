import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { twaalfmorgen } from '../../src/development/demo/twaalfmorgen.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf } from '../harness/mutation.js';
import { Demo, peopleSeenBy, sees } from './demo.js';

/** A school foundation that has adopted its authorisation matrix: rows OP-1…OP-12 and OP-14, each by its own people. */
let demo: Demo;
let officer: Actor;
let director: Actor;
let unitId: string;

beforeAll(async () => {
  demo = await Demo.open(twaalfmorgen);
  officer = await demo.as('liesbeth-haverkort');
  director = await demo.as('cornelia-lindeman');
  unitId = demo.gid('unit', 'regenboogbrug');
});

afterAll(() => demo.close());

const ICT = 'Heeft ICT-taken in het takenpakket';
const grant = (role: string, subject: string, more: object = {}): Promise<string> =>
  outcomeOf(officer, 'grantRole', { accountId: demo.accountGid(subject), role, unitId, ...more });

test('OP-1, OP-8, OP-10: everybody reads the functions with their roles, notes and risk profiles; the controller alone changes them', async () => {
  const query = '{ matrix { state functions { key guidance standardRisk optionalRisk roles { role kind stage } } } }';
  interface Read {
    readonly matrix: { readonly functions: readonly { readonly key: string; readonly guidance: readonly string[] }[] };
  }
  const { matrix } = await (await demo.as('hugo-tuinder')).ask<Read>(query);
  expect(matrix.functions).toHaveLength(8);
  expect(matrix.functions.every(({ guidance }) => guidance.length > 0)).toBe(true);
  expect(matrix.functions).toContainEqual(
    expect.objectContaining({ key: 'leerkracht', standardRisk: 'MEDIUM', optionalRisk: 'HIGH' }),
  );
  for (const other of [director, await demo.as('marieke-veenland')])
    expect(await outcomeOf(other, 'draftMatrix', { title: 'Van mij' })).toBe('FORBIDDEN');
});

test('OP-2, OP-3, OP-10: only roles of the function, with what is to be stated, once its notes are acknowledged', async () => {
  expect(await grant('map', 'hugo-tuinder')).toBe('FORBIDDEN');
  expect(await grant('edex_bestanden_maken', 'ruben-hazelaar')).toBe('INVALID');
  expect(await grant('edex_bestanden_maken', 'ruben-hazelaar', { condition: ICT })).toBe('DONE');
  const job = { personId: demo.gid('person', 'roos-appelhof'), function: 'lio_stagiaire' };
  expect(await outcomeOf(officer, 'assignFunction', job)).toBe('INVALID');
  expect(await outcomeOf(director, 'assignFunction', { ...job, acknowledgesGuidance: true })).toBe('FORBIDDEN');
  expect(await outcomeOf(officer, 'assignFunction', { ...job, acknowledgesGuidance: true })).toBe('DONE');
});

test('OP-4: what is for the teacher of group 8 has effect for that teacher alone', async () => {
  const effects = async (subject: string): Promise<object> => {
    const { viewer } = await (await demo.as(subject)).ask<{
      viewer: { roleGrants: { role: string; effect: object }[] };
    }>('{ viewer { roleGrants { role effect { state reasons } } } }');
    return viewer.roleGrants.find(({ role }) => role === 'in_en_uitschrijven_oso')?.effect ?? {};
  };
  expect(await effects('hanneke-zilverschoon')).toEqual({ state: 'IN_EFFECT', reasons: [] });
  expect(await grant('in_en_uitschrijven_oso', 'ruben-hazelaar')).toBe('DONE');
  expect(await effects('ruben-hazelaar')).toEqual({ state: 'NOT_IN_EFFECT', reasons: ['NO_GROUP_OF_STAGE'] });
});

test('OP-14, OP-5: the teacher’s role with group scope on and off; what it contains is superfluous beside it', async () => {
  const bilal = await demo.as('bilal-waterink');
  const [own, other] = [demo.gid('person', 'lieke-molenkade'), demo.gid('person', 'tess-korenaar')];
  expect([await sees(bilal, own), await sees(bilal, other)]).toEqual([true, false]);
  const sjoerd = await demo.as('sjoerd-vlietstra');
  const [his, theirs] = [demo.gid('person', 'jesse-kruidhof'), demo.gid('person', 'pim-zeewolde')];
  expect([await sees(sjoerd, his), await sees(sjoerd, theirs)]).toEqual([true, false]);
  const there = { unitId: demo.gid('unit', 'kompasroos') };
  expect(await grant('leerkracht_alle_groepen', 'sjoerd-vlietstra', there)).toBe('DONE');
  expect(await sees(sjoerd, theirs)).toBe(true);
  const contained = { ...there, condition: ICT };
  expect(await grant('beheer_toetsen_en_vakken', 'sjoerd-vlietstra', contained)).toBe('SUPERFLUOUS');
});

test('OP-6, OP-7: the master key comes by an exception alone, with consent, a consultation and an end', async () => {
  expect(await grant('applicatiemedewerker', 'ineke-postmus', { unitId: null })).toBe('INVALID');
  const register = '{ accessExceptions(first: 5) { nodes { number state role roleLabel consultation endsAt } } }';
  const { accessExceptions } = await officer.ask<{ accessExceptions: { nodes: object[] } }>(register);
  expect(accessExceptions.nodes).toEqual([
    expect.objectContaining({
      number: 1,
      state: 'IN_FORCE',
      role: 'applicatiemedewerker',
      consultation: expect.any(String),
    }),
  ]);
  const ineke = await demo.as('ineke-postmus');
  expect(await peopleSeenBy(ineke)).toContain('Pim Zeewolde');
  const { accessExceptions: own } = await ineke.ask<{ accessExceptions: { nodes: { id: string }[] } }>(
    '{ accessExceptions(first: 5) { nodes { id } } }',
  );
  const end = { exceptionId: own.nodes[0]?.id };
  for (const other of [ineke, director]) expect(await outcomeOf(other, 'endException', end)).toBe('FORBIDDEN');
  expect(await outcomeOf(officer, 'endException', end)).toBe('DONE');
  expect(await peopleSeenBy(ineke)).not.toContain('Pim Zeewolde');
});

test('OP-11: granting needs a second factor of the last quarter of an hour, and the refusal says how to step up', async () => {
  const input = { accountId: demo.accountGid('ruben-hazelaar'), role: 'beheer_koppelingen', unitId, condition: ICT };
  const early = await demo.as('liesbeth-haverkort', new Date(Date.now() - 20 * 60_000));
  for (const actor of [early, await demo.as('liesbeth-haverkort', null)]) {
    const { userErrors } = await mutate(actor, 'grantRole', input);
    expect(userErrors).toMatchObject([{ code: 'SECOND_FACTOR_REQUIRED' }]);
  }
  expect(await outcomeOf(officer, 'grantRole', input)).toBe('DONE');
});

test('OP-12: the next version is discussed while the adopted one is in force; feedback waits for its yearly answer', async () => {
  const { matrices } = await director.ask<{ matrices: object[] }>('{ matrices { number state } }');
  expect(matrices).toEqual([
    { number: 2, state: 'IN_DISCUSSION' },
    { number: 1, state: 'ADOPTED' },
  ]);
  const feedback = '{ matrixFeedback(first: 5) { nodes { function state } } }';
  expect(await officer.ask(feedback)).toMatchObject({
    matrixFeedback: { nodes: [{ function: 'onderwijsondersteuner', state: 'OPEN' }] },
  });
  expect(await outcomeOf(director, 'beginMatrixAssessment', { year: 2026 })).toBe('FORBIDDEN');
});
