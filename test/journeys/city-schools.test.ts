import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lindvik } from '../../src/development/demo/lindvik.js';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import { Demo, peopleSeenBy, sees } from './demo.js';

/** A city's schools, whose register owns what is shown: rows DP-9, DP-10, DP-13, DP-15, DP-16, DP-17, GD-1, GD-7 and GD-8, with DP-8 and DP-12 on the way. */
let demo: Demo;
let pupil: Actor;
let teacher: Actor;
let ictStaff: Actor;
let controller: Actor;
let ingrid: string;

beforeAll(async () => {
  demo = await Demo.open(lindvik);
  pupil = await demo.as('ingrid-solvang');
  teacher = await demo.as('bjorg-haukedal');
  ictStaff = await demo.as('hege-dalsrud');
  controller = await demo.as('gro-sandvoll');
  ingrid = demo.gid('person', 'ingrid-solvang');
});

afterAll(() => demo.close());

const CARD = `query($id: ID!) { person(id: $id) { version givenName birthDate identifier
  sources { field source } fields { text choice source correctable definition { key } } } }`;

interface Card {
  readonly version: number;
  readonly givenName: string;
  readonly identifier: string;
  readonly sources: readonly { readonly field: string; readonly source: string }[];
  readonly fields: readonly {
    readonly text: string | null;
    readonly choice: string | null;
    readonly source: string | null;
    readonly correctable: boolean;
    readonly definition: { readonly key: string };
  }[];
}

const cardOf = async (actor: Actor): Promise<Card> => {
  const { person } = await actor.ask<{ person: Card | null }>(CARD, { id: ingrid });
  if (!person) throw new Error('There is no card');
  return person;
};

test('DP-10: each value says which system owns it, to the pupil and to those who work with it', async () => {
  for (const actor of [pupil, ictStaff, controller]) {
    const { sources, fields } = await cardOf(actor);
    const owned = sources.map(({ field }) => field);
    expect(owned).toEqual(expect.arrayContaining(['givenName', 'familyName', 'birthDate', 'identifier', 'email']));
    expect(new Set(sources.map(({ source }) => source))).toEqual(new Set(['Skoleregisteret']));
    expect(fields.find(({ definition }) => definition.key === 'brukernavn')).toMatchObject({
      text: 'ingsol01',
      source: 'Skoleregisteret',
    });
    expect(fields.find(({ definition }) => definition.key === 'maalform')).toMatchObject({ source: null });
  }
  const { viewer } = await pupil.ask<{ viewer: { myData: { element: string; source: string | null }[] } }>(
    '{ viewer { myData { element source } } }',
  );
  expect(viewer.myData).toContainEqual({ element: 'person.givenName', source: 'Skoleregisteret' });
  expect(viewer.myData).toContainEqual({ element: 'person.register', source: null });
});

test('DP-10: what the register owns is shown and not edited, by anybody', async () => {
  const { version } = await cardOf(controller);
  const personId = ingrid;
  const field = (key: string, value: object): object => ({ fieldId: demo.gid('field', key), ...value });
  for (const actor of [ictStaff, controller]) {
    const update = { personId, expectedVersion: version, identifier: 'E99999' };
    expect(await outcomeOf(actor, 'updatePerson', update)).toBe('OWNED_BY_SOURCE');
    const values = [field('brukernavn', { text: 'noe-annet' })];
    expect(await outcomeOf(actor, 'setFieldValues', { personId, expectedVersion: version, values })).toBe(
      'OWNED_BY_SOURCE',
    );
  }
  expect(await cardOf(controller)).toMatchObject({ version, identifier: 'E10401', givenName: 'Ingrid' });
  const mine = { expectedVersion: version, values: [field('maalform', { choice: 'Nynorsk' })] };
  expect(await outcomeOf(pupil, 'setFieldValues', mine)).toBe('DONE');
  expect((await cardOf(pupil)).fields).toContainEqual(expect.objectContaining({ choice: 'Nynorsk' }));
});

test('DP-10, GD-1: a correction is answered with the owner, recorded as a request, and answered in its time', async () => {
  const { version } = await cardOf(pupil);
  const answer = await mutate<{ requestId: string | null; person: object | null }>(
    pupil,
    'correctProfile',
    { expectedVersion: version, givenName: 'Inga' },
    'requestId person { givenName }',
  );
  expect(answer.userErrors).toMatchObject([{ __typename: 'OwnedBySourceError', code: 'OWNED_BY_SOURCE' }]);
  expect(answer.userErrors[0]?.message).toContain('Skoleregisteret');
  expect((await cardOf(pupil)).givenName).toBe('Ingrid');

  const listed =
    'query($f: RequestFilter) { dataSubjectRequests(first: 10, filter: $f) { nodes { id version element proposedValue dueAt isOverdue person { id } } } }';
  interface Requests {
    readonly dataSubjectRequests: { readonly nodes: readonly { id: string; version: number; dueAt: string }[] };
  }
  const { dataSubjectRequests } = await controller.ask<Requests>(listed, { f: { kind: 'RECTIFICATION' } });
  const request = dataSubjectRequests.nodes.find(({ id }) => id === answer.requestId);
  expect(request).toMatchObject({
    element: 'person.givenName',
    proposedValue: 'Inga',
    isOverdue: false,
    person: { id: ingrid },
  });
  const days = (Date.parse(request?.dueAt ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(27);
  expect(days).toBeLessThan(33);

  const input = {
    requestId: request?.id,
    expectedVersion: request?.version,
    decision: 'GRANTED',
    outcome: 'Rettet i Skoleregisteret; vises her ved neste innlesing.',
  };
  for (const other of [teacher, ictStaff, pupil]) {
    expect(await outcomeOf(other, 'answerRequest', input)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(other, listed)).toBe('FORBIDDEN');
  }
  const answered = await mutate<{ applied: boolean }>(controller, 'answerRequest', input, 'applied request { state }');
  expect(answered).toMatchObject({ applied: false, request: { state: 'GRANTED' }, userErrors: [] });
  const own = '{ viewer { requests(first: 5) { nodes { id state outcome } } } }';
  expect(await pupil.ask(own)).toEqual({
    viewer: {
      requests: {
        nodes: expect.arrayContaining([{ id: request?.id, state: 'GRANTED', outcome: input.outcome }]),
      },
    },
  });
});

test('each sees whom the own work is about: school, class, family', async () => {
  const colleague = await demo.as('steinar-nesbakk');
  const otherTeacher = await demo.as('silje-varheim');
  const mother = await demo.as('kari-solvang');
  expect([await sees(ictStaff, ingrid), await sees(colleague, ingrid)]).toEqual([true, false]);
  expect([await sees(teacher, ingrid), await sees(otherTeacher, ingrid)]).toEqual([true, false]);
  expect(await peopleSeenBy(mother)).toEqual(['Elias Solvang', 'Ingrid Solvang', 'Kari Solvang']);
  expect(await sees(await demo.as('emma-havnelid'), ingrid)).toBe(false);
});

test('DP-1, DP-7: ICT staff keep their own school, a superadmin every school, and neither gives away more', async () => {
  const superadmin = await demo.as('eivind-rustan');
  const seen = await peopleSeenBy(superadmin);
  for (const subject of ['hege-dalsrud', 'steinar-nesbakk']) {
    const own = await peopleSeenBy(await demo.as(subject));
    expect(own.length).toBeLessThan(seen.length);
    expect(seen).toEqual(expect.arrayContaining([...own]));
  }
  const colleague = { accountId: demo.accountGid('silje-varheim'), unitId: demo.gid('unit', 'strandlia') };
  expect(await outcomeOf(ictStaff, 'grantRole', { ...colleague, role: 'unit_administrator' })).toBe('FORBIDDEN');
  expect(await outcomeOf(superadmin, 'grantRole', { ...colleague, role: 'unit_administrator' })).toBe('DONE');
  const same = { accountId: demo.accountGid('hege-dalsrud') };
  expect(await outcomeOf(superadmin, 'grantRole', { ...same, role: 'controller' })).toBe('FORBIDDEN');
  expect(await outcomeOf(superadmin, 'exportTenant', {})).toBe('FORBIDDEN');
});

test('DP-12: of guardians there is a first name, a last name and the link to the pupil', async () => {
  const query = `query($id: ID!) { person(id: $id) { guardians { guardian {
    givenName familyName email telephone birthDate fields { text } } } } }`;
  const { person } = await ictStaff.ask<{ person: { guardians: { guardian: object }[] } }>(query, { id: ingrid });
  expect(person.guardians.map(({ guardian }) => guardian)).toContainEqual({
    givenName: 'Kari',
    familyName: 'Solvang',
    email: null,
    telephone: null,
    birthDate: null,
    fields: [],
  });
});

test('GD-8: the pupil sees in which role and for which school somebody looked, and nobody else’s looks', async () => {
  await teacher.ask('query($id: ID!) { person(id: $id) { displayName email } }', { id: ingrid });
  const looks = '{ viewer { looks(first: 100) { nodes { action role unitName purpose categories } } } }';
  interface Looks {
    readonly viewer: { readonly looks: { readonly nodes: readonly { readonly role: string }[] } };
  }
  const { viewer } = await pupil.ask<Looks>(looks);
  expect(viewer.looks.nodes).toContainEqual({
    action: 'person.read',
    role: 'teacher',
    unitName: 'Fjellheim skole',
    purpose: 'EDUCATION',
    categories: expect.arrayContaining(['NAME', 'CONTACT']),
  });
  expect(viewer.looks.nodes).toContainEqual(expect.objectContaining({ role: 'unit_administrator' }));
  const emma = await (await demo.as('emma-havnelid')).ask<Looks>(looks);
  expect(emma.viewer.looks.nodes.map(({ role }) => role)).not.toContain('teacher');
  expect(await outcomeOfQuery(teacher, '{ logEntries(first: 1) { nodes { id } } }')).toBe('FORBIDDEN');
});

test('DP-17: the privacy notice is published with a contact, in Norwegian and English', async () => {
  const address = `${demo.world.url}/tenants/lindvik/privacy-notice.json`;
  const read = async (language: string) =>
    (await (await fetch(address, { headers: { 'accept-language': language } })).json()) as object;
  expect(await read('nb')).toMatchObject({ language: 'nb', contact: 'personvern@lindvik.example' });
  expect(await read('en')).toMatchObject({ language: 'en', controller: lindvik.legalName });
});

test('DP-6: without a valid course the role has no effect, and says so; a new record brings it back', async () => {
  const wenche = await demo.as('wenche-torvmo');
  const grants = '{ viewer { roleGrants { role effect { state reasons message } } } }';
  const people = async (): Promise<number> => (await peopleSeenBy(wenche)).length;
  expect(await wenche.ask(grants)).toEqual({
    viewer: {
      roleGrants: [
        {
          role: 'unit_administrator',
          effect: { state: 'NOT_IN_EFFECT', reasons: ['COURSE_LAPSED'], message: expect.stringContaining('Grunnkurs') },
        },
      ],
    },
  });
  const alone = await people();
  const record = {
    personId: demo.gid('person', 'wenche-torvmo'),
    course: 'grunnkurs',
    completedOn: new Date().toISOString().slice(0, 10),
  };
  for (const other of [wenche, ictStaff, teacher])
    expect(await outcomeOf(other, 'recordCourse', record)).toBe('FORBIDDEN');
  expect(await outcomeOf(controller, 'recordCourse', record)).toBe('DONE');
  expect(await people()).toBeGreaterThan(alone);
});

test('DP-16: analyses have their next day, and what is overdue is seen by the controller until it is held again', async () => {
  const LATE = `{ analyses(first: 9, filter: { overdue: true }) { nodes { id subject nextDueOn isOverdue } }
    calendar(first: 9, filter: { overdue: true, kinds: [ANALYSIS, FOLLOW_UP] }) { nodes { kind what isOverdue } } }`;
  interface Late {
    readonly analyses: { readonly nodes: readonly { readonly id: string; readonly subject: string }[] };
    readonly calendar: { readonly nodes: readonly { readonly kind: string; readonly what: string }[] };
  }
  const { analyses, calendar } = await controller.ask<Late>(LATE);
  expect(analyses.nodes.map(({ subject }) => subject)).toEqual(['Driftsportalen: brukere, tilganger og maskiner']);
  expect(calendar.nodes).toHaveLength(2);
  expect(calendar.nodes).toContainEqual({
    kind: 'FOLLOW_UP',
    what: 'Utlånte maskiner uten kryptert disk',
    isOverdue: true,
  });
  const soon = '{ calendar(first: 9, filter: { overdue: false, kinds: [ANALYSIS] }) { nodes { what } } }';
  expect(await controller.ask(soon)).toEqual({ calendar: { nodes: [{ what: 'Internettsperre under prøver' }] } });
  const heldOn = new Date().toISOString().slice(0, 10);
  const held = { analysisId: analyses.nodes[0]?.id, heldOn, heldBy: 'IKT-avdelingen', summary: 'Holdt på nytt.' };
  expect(await outcomeOf(ictStaff, 'recordAnalysis', held)).toBe('FORBIDDEN');
  expect(await outcomeOf(controller, 'recordAnalysis', held)).toBe('DONE');
  expect((await controller.ask<Late>(LATE)).analyses.nodes).toEqual([]);
  expect(await outcomeOfQuery(teacher, LATE)).toBe('FORBIDDEN');
});

test('DP-9: what is special is ruled out: no field of it can be made, by anybody', async () => {
  const allergy = {
    key: 'allergi',
    label: 'Allergi',
    type: 'TEXT',
    registers: ['STUDENT'],
    category: 'HEALTH',
    purposes: ['SAFETY'],
    retention: 'WHILE_ACTIVE',
  };
  expect(await outcomeOf(controller, 'createField', allergy)).toBe('SPECIAL_CATEGORY_RULED_OUT');
  expect(await outcomeOf(ictStaff, 'createField', allergy)).toBe('FORBIDDEN');
  expect(await outcomeOf(ictStaff, 'ruleOutSpecialCategories', { ruledOut: false, expectedVersion: 1 })).toBe(
    'FORBIDDEN',
  );
});

test('DP-13, DP-15, GD-7: the record is derived, decides nothing by itself, and names where data is passed on by instruction', async () => {
  const RECORD = `{ processingRecord { controller { name } dataSubjects recipients { name instructionNumber }
    automatedDecisionMaking { takesPlace statement } } }`;
  interface Derived {
    readonly processingRecord: {
      readonly dataSubjects: readonly string[];
      readonly recipients: readonly { readonly name: string; readonly instructionNumber: number | null }[];
    };
  }
  const { processingRecord } = await controller.ask<Derived>(RECORD);
  expect(processingRecord).toMatchObject({
    controller: { name: lindvik.legalName },
    automatedDecisionMaking: { takesPlace: false, statement: expect.stringContaining('artikkel 22') },
  });
  expect(processingRecord.dataSubjects.length).toBeGreaterThan(2);
  for (const other of [ictStaff, teacher]) expect(await outcomeOfQuery(other, RECORD)).toBe('FORBIDDEN');
  expect(processingRecord.recipients.filter(({ instructionNumber }) => instructionNumber !== null)).toEqual([]);
  const transfer = {
    name: 'Biblioteksystemet',
    accountId: demo.accountGid('skoleregister-import'),
    register: 'STUDENT',
    columns: [{ element: 'person.givenName' }],
    format: 'CSV',
    purpose: 'EDUCATION',
  };
  expect(await outcomeOf(ictStaff, 'createTransfer', transfer)).toBe('FORBIDDEN');
});
