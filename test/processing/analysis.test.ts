import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Actor } from '../harness/actor.js';
import { mutate, outcomeOf, outcomeOfQuery } from '../harness/mutation.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

interface Analysis {
  readonly id: string;
  readonly version: number;
  readonly subject: string;
  readonly lastHeldOn: string | null;
  readonly nextDueOn: string | null;
  readonly isOverdue: boolean;
  readonly occasions: readonly {
    readonly heldOn: string;
    readonly findings: readonly { readonly id: string; readonly version: number; readonly title: string }[];
  }[];
}

const ANALYSIS = `analysis { id version subject kind visibility everyMonths firstDueOn lastHeldOn nextDueOn isOverdue endedOn
  occasions { id heldOn heldBy summary reportUrl findings { id version number title severity action dueOn state isOverdue } } }`;
const LIST = `query($filter: AnalysisFilter) { analyses(filter: $filter, first: 20) { totalCount
  nodes { subject isOverdue nextDueOn } } }`;
const FINDINGS = `query($states: [AnalysisFindingState!], $severities: [AnalysisSeverity!], $overdue: Boolean) {
  analysisFindings(first: 20, states: $states, severities: $severities, overdue: $overdue) { nodes { title state isOverdue } } }`;
const SHOWN = '{ processorAnalyses { subject kind heldOn heldBy nextDueOn isOverdue summary findings openFindings } }';
const CERTIFICATIONS = '{ certifications { id standard scope state isPublic version documentUrl } }';

let world: World;
let tenant: TestTenant;
let controller: Actor;
let operator: Actor;
let teacher: Actor;
let stranger: Actor;

beforeAll(async () => {
  world = await World.open();
  tenant = await world.tenant();
  [controller, teacher] = [await tenant.controller(), await tenant.teacher()];
  operator = await (await world.tenant({ kind: 'operator' })).operator();
  stranger = await (await world.tenant()).controller();
});

afterAll(() => world.close());

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const done = async (actor: Actor, name: string, input: object): Promise<Analysis> => {
  const { analysis, userErrors } = await mutate<{ analysis: Analysis }>(actor, name, input, ANALYSIS);
  expect(userErrors).toEqual([]);
  return analysis;
};

const plan = (actor: Actor, subject: string, more: object = {}): Promise<Analysis> =>
  done(actor, 'planAnalysis', { kind: 'RISK', subject, everyMonths: 12, ...more });

const held = (id: string, heldOn: string, more: object = {}) => ({
  analysisId: id,
  heldOn,
  heldBy: 'The ICT department',
  summary: 'Two things were found.',
  ...more,
});

const subjects = async (actor: Actor, filter: object | null = null): Promise<string[]> => {
  const { analyses } = await actor.ask<{ analyses: { nodes: Analysis[] } }>(LIST, { filter });
  return analyses.nodes.map(({ subject }) => subject);
};

test('an analysis is overdue from the day after it was due, and no longer once it is held again', async () => {
  const { id, ...planned } = await plan(controller, 'Exam restrictions', { firstDueOn: day(-1) });
  expect(planned).toMatchObject({ nextDueOn: day(-1), isOverdue: true, lastHeldOn: null, visibility: 'OWN' });
  expect(await plan(controller, 'Today', { firstDueOn: day(0) })).toMatchObject({ isOverdue: false });
  const findings = [
    { title: 'Old devices', severity: 'HIGH', action: 'Replace them', dueOn: day(-2) },
    { title: 'Shared passwords', severity: 'LOW' },
  ];
  const twoYearsAgo = `${new Date().getUTCFullYear() - 2}-03-31`;
  const late = await done(controller, 'recordAnalysis', held(id, twoYearsAgo, { findings }));
  expect(late).toMatchObject({ lastHeldOn: twoYearsAgo, isOverdue: true });
  expect(late.nextDueOn).toBe(`${new Date().getUTCFullYear() - 1}-03-31`);
  const again = await done(controller, 'recordAnalysis', held(id, day(-3), { reportUrl: 'https://reports.example/3' }));
  expect(again).toMatchObject({ lastHeldOn: day(-3), isOverdue: false, version: 3 });
  expect(again.occasions.map(({ heldOn, findings: found }) => [heldOn, found.length])).toEqual([
    [day(-3), 0],
    [twoYearsAgo, 2],
  ]);
  expect(await outcomeOf(controller, 'recordAnalysis', held(id, day(-3)))).toBe('ALREADY_EXISTS');
  expect(await outcomeOf(controller, 'recordAnalysis', held(id, day(1)))).toBe('INVALID');
  expect(await outcomeOf(controller, 'recordAnalysis', held(id, day(-5), { reportUrl: 'ftp://x' }))).toBe('INVALID');
});

test('the list is filtered by delay, kind and day, and shows what ended only when asked', async () => {
  const late = await plan(controller, 'Network', { kind: 'VULNERABILITY', firstDueOn: day(-30) });
  await plan(controller, 'Guardians', { kind: 'IMPACT_ASSESSMENT', everyMonths: null });
  expect(await subjects(controller, { overdue: true })).toEqual(['Network']);
  expect(await subjects(controller, { overdue: false })).not.toContain('Network');
  expect(await subjects(controller, { kinds: ['IMPACT_ASSESSMENT'] })).toEqual(['Guardians']);
  expect(await subjects(controller, { dueUntil: day(0) })).toEqual(['Network', 'Today']);
  const { version } = await done(controller, 'updateAnalysis', { id: late.id, expectedVersion: 1, firstDueOn: day(9) });
  expect(await subjects(controller, { overdue: true })).toEqual([]);
  expect(await outcomeOf(controller, 'endAnalysis', { id: late.id, expectedVersion: 1 })).toBe('STALE_VERSION');
  expect(await done(controller, 'endAnalysis', { id: late.id, expectedVersion: version })).toMatchObject({
    nextDueOn: null,
  });
  expect(await subjects(controller)).not.toContain('Network');
  expect(await subjects(controller, { includeEnded: true })).toContain('Network');
  expect(await outcomeOf(controller, 'recordAnalysis', held(late.id, day(0)))).toBe('CONFLICT');
});

test('findings are followed until they are dealt with or accepted', async () => {
  const ask = async (variables: object) =>
    (await controller.ask<{ analysisFindings: { nodes: object[] } }>(FINDINGS, variables)).analysisFindings.nodes;
  expect(await ask({ overdue: true })).toEqual([{ title: 'Old devices', state: 'OPEN', isOverdue: true }]);
  expect(await ask({ severities: ['LOW'] })).toMatchObject([{ title: 'Shared passwords', isOverdue: false }]);
  const { nodes } = (
    await controller.ask<{ calendar: { nodes: { kind: string; subjectId: string; isOverdue: boolean }[] } }>(
      '{ calendar(first: 9, filter: { kinds: [FOLLOW_UP, ANALYSIS], overdue: true }) { nodes { kind subjectId what isOverdue } } }',
    )
  ).calendar;
  expect(nodes).toMatchObject([{ kind: 'FOLLOW_UP', what: 'Old devices', isOverdue: true }]);
  const change = (more: object) => ({ id: nodes[0]?.subjectId, expectedVersion: 1, ...more });
  expect(await outcomeOf(controller, 'updateAnalysisFinding', change({ state: 'ACCEPTED' }))).toBe('INVALID');
  expect(await outcomeOf(stranger, 'updateAnalysisFinding', change({ state: 'DONE' }))).toBe('NOT_FOUND');
  expect(await outcomeOf(teacher, 'updateAnalysisFinding', change({ state: 'DONE' }))).toBe('FORBIDDEN');
  const { analysisFinding } = await mutate<{ analysisFinding: object }>(
    controller,
    'updateAnalysisFinding',
    change({ state: 'DONE', note: 'Replaced' }),
    'analysisFinding { state closedOn note isOverdue version }',
  );
  expect(analysisFinding).toEqual({ state: 'DONE', closedOn: day(0), note: 'Replaced', isOverdue: false, version: 2 });
  expect(await ask({ overdue: true })).toEqual([]);
  expect(await ask({ states: ['DONE'] })).toMatchObject([{ title: 'Old devices' }]);
});

test('controllers see of the processor’s analyses what it shows, and of each other’s nothing', async () => {
  const secret = await plan(operator, 'Internal', { firstDueOn: day(5) });
  const dates = await plan(operator, 'Penetration test', {
    kind: 'PENETRATION_TEST',
    visibility: 'DATES',
    firstDueOn: day(-1),
  });
  const open = await plan(operator, 'Platform', { visibility: 'SUMMARY' });
  const findings = [{ title: 'A hole in the wall', severity: 'CRITICAL', dueOn: day(1) }];
  for (const { id } of [secret, open]) await done(operator, 'recordAnalysis', held(id, day(-10), { findings }));
  const shown = async (actor: Actor) => (await actor.ask<{ processorAnalyses: object[] }>(SHOWN)).processorAnalyses;
  expect(await shown(controller)).toEqual([
    expect.objectContaining({
      subject: 'Penetration test',
      nextDueOn: day(-1),
      isOverdue: true,
      summary: null,
      findings: 0,
    }),
    expect.objectContaining({
      subject: 'Platform',
      heldBy: 'The ICT department',
      summary: 'Two things were found.',
      openFindings: 1,
    }),
  ]);
  await done(operator, 'recordAnalysis', held(dates.id, day(-1), { summary: 'Bad', findings }));
  expect((await shown(stranger))[0]).toMatchObject({ subject: 'Platform' });
  expect((await shown(stranger))[1]).toMatchObject({
    heldOn: day(-1),
    isOverdue: false,
    summary: null,
    openFindings: 0,
  });
  await done(operator, 'updateAnalysis', { id: open.id, expectedVersion: 2, visibility: 'OWN' });
  expect(await shown(stranger)).toHaveLength(1);
  expect(await subjects(controller)).not.toContain('Platform');
  expect(await subjects(stranger)).toEqual([]);
  const node = 'query($id: ID!) { node(id: $id) { id } }';
  expect(await stranger.ask(node, { id: open.id })).toEqual({ node: null });
  expect(await operator.ask(node, { id: open.id })).toEqual({ node: { id: open.id } });
  expect(await outcomeOf(controller, 'planAnalysis', { kind: 'RISK', subject: 'x', visibility: 'DATES' })).toBe(
    'FORBIDDEN',
  );
  for (const [query, variables] of [
    [LIST],
    [FINDINGS],
    [SHOWN],
    ['query($id: ID!) { analysis(id: $id) { id } }', { id: open.id }],
  ] as const) {
    expect(await outcomeOfQuery(teacher, query, variables)).toBe('FORBIDDEN');
    expect(await outcomeOfQuery(world.anonymous(), query, variables)).toBe('UNAUTHENTICATED');
    expect(await outcomeOfQuery(controller, query, variables)).toBe('DONE');
  }
  for (const name of ['planAnalysis', 'updateAnalysis', 'endAnalysis', 'recordAnalysis']) {
    const input = { planAnalysis: { kind: 'RISK', subject: 'x' }, recordAnalysis: held(open.id, day(0)) }[name] ?? {
      id: open.id,
      expectedVersion: 1,
    };
    expect(await outcomeOf(teacher, name, input)).toBe('FORBIDDEN');
    if (name !== 'planAnalysis') expect(await outcomeOf(stranger, name, input)).toBe('NOT_FOUND');
  }
});

test('certifications are the operator’s to keep; the public ones are for everybody, the others for controllers', async () => {
  const certificate = (more: object) => ({
    standard: 'ISO/IEC 27001:2022',
    scope: { en: 'Operation of the platform', nb: 'Drift av plattformen' },
    issuer: 'A certification body',
    certificateNumber: 'C-1',
    validFrom: day(-300),
    validUntil: day(60),
    documentUrl: 'https://processor.example/iso.pdf',
    isPublic: true,
    ...more,
  });
  const set = async (more: object) => {
    const selection = 'certification { id version state standard scopeTexts { nb } }';
    return mutate<{ certification: { id: string; version: number; state: string } | null }>(
      operator,
      'setCertification',
      certificate(more),
      selection,
    );
  };
  const { certification } = await set({});
  expect(certification).toMatchObject({ state: 'VALID', version: 1, scopeTexts: { nb: 'Drift av plattformen' } });
  await set({ standard: 'SOC 2', isPublic: false, validUntil: day(-1) });
  expect((await set({ validFrom: day(2), validUntil: day(1) })).userErrors).toMatchObject([{ code: 'INVALID' }]);
  const listed = async (actor: Actor) =>
    (await actor.ask<{ certifications: { id: string; standard: string; state: string }[] }>(CERTIFICATIONS))
      .certifications;
  expect((await listed(world.anonymous())).map(({ standard }) => standard)).toEqual(['ISO/IEC 27001:2022']);
  const all = await listed(teacher);
  expect(all.map(({ standard, state }) => [standard, state])).toEqual([
    ['ISO/IEC 27001:2022', 'VALID'],
    ['SOC 2', 'EXPIRED'],
  ]);
  const node = 'query($id: ID!) { node(id: $id) { id } }';
  expect(await world.anonymous().ask(node, { id: all[1]?.id })).toEqual({ node: null });
  const clocks = '{ calendar(first: 9, filter: { kinds: [CERTIFICATION] }) { nodes { what isOverdue } } }';
  expect(await controller.ask(clocks)).toEqual({
    calendar: {
      nodes: [
        { what: 'SOC 2', isOverdue: true },
        { what: 'ISO/IEC 27001:2022', isOverdue: false },
      ],
    },
  });
  const change = { ...certificate({ validUntil: day(90) }), id: certification?.id, expectedVersion: 1 };
  expect(await outcomeOf(controller, 'setCertification', change)).toBe('FORBIDDEN');
  expect(await outcomeOf(operator, 'setCertification', change)).toBe('DONE');
  expect(await outcomeOf(operator, 'setCertification', change)).toBe('STALE_VERSION');
  const removal = { id: certification?.id, expectedVersion: 2 };
  expect(await outcomeOf(controller, 'removeCertification', removal)).toBe('FORBIDDEN');
  expect(await outcomeOf(operator, 'removeCertification', removal)).toBe('DONE');
  expect(await listed(world.anonymous())).toEqual([]);
});

test('the database keeps what was recorded, and lets no tenant write what the processor shows', async () => {
  const app = new pg.Client({ connectionString: world.databaseUrl });
  await app.connect();
  try {
    const asTenant = async (statement: string): Promise<unknown> => {
      await app.query(`begin; set local app.tenant_id = '${tenant.id}'`);
      try {
        return await app.query(statement);
      } finally {
        await app.query('rollback');
      }
    };
    for (const statement of [
      'delete from analysis',
      `update analysis_occasion set summary = 'x'`,
      'delete from analysis_finding',
    ]) {
      await expect(asTenant(statement)).rejects.toThrow(/permission denied/);
    }
    const insert = `insert into processor_analysis (id, kind, subject, findings, open_findings) values (gen_random_uuid(), 'RISK', 'x', 0, 0)`;
    await expect(asTenant(insert)).rejects.toThrow(/row-level security/);
    expect(await asTenant('update certification set is_public = false')).toMatchObject({ rowCount: 0 });
  } finally {
    await app.end();
  }
});
