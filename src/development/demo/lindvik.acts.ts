import type { DemoAct } from './demo.story.types.js';

const officer = 'gro-sandvoll';
const DAY_MS = 86_400_000;
const day = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

const KNOWN = '{ analyses(first: 100) { nodes { id subject } } }';

interface Analyses {
  readonly analyses: { readonly nodes: readonly { readonly id: string; readonly subject: string }[] };
}

const plan = (subject: string, kind: string, everyMonths: number): DemoAct => ({
  by: officer,
  mutation: 'planAnalysis',
  input: () => ({ subject, kind, everyMonths }),
  unless: { query: KNOWN, says: subject },
});

const hold = (
  subject: string,
  daysAgo: number,
  held: { readonly summary: string; readonly [fact: string]: unknown },
): DemoAct => ({
  by: officer,
  mutation: 'recordAnalysis',
  input: async (_ids, client) => {
    const { analyses } = await client.ask<Analyses>(KNOWN);
    const analysisId = analyses.nodes.find((analysis) => analysis.subject === subject)?.id ?? '';
    return { analysisId, heldOn: day(-daysAgo), ...held };
  },
  unless: { query: '{ analyses(first: 100) { nodes { occasions { summary } } } }', says: held.summary },
});

const portal = 'Driftsportalen: brukere, tilganger og maskiner';
const exams = 'Internettsperre under prøver';

/** Nothing of a special category is kept (DP-9). */
const ruleOut: DemoAct = {
  by: officer,
  mutation: 'ruleOutSpecialCategories',
  input: async (_ids, client) => {
    const { viewer } = await client.ask<{ viewer: { tenant: { version: number } } }>(
      '{ viewer { tenant { version } } }',
    );
    return { ruledOut: true, expectedVersion: viewer.tenant.version };
  },
  unless: { query: '{ viewer { tenant { specialCategoriesRuledOut } } }', says: 'true' },
};

/** Risk and vulnerability analyses (DP-16): one is overdue, with a measure that is late too; the other is due soon. */
export const lindvikActs: readonly DemoAct[] = [
  ruleOut,
  plan(portal, 'RISK', 12),
  hold(portal, 400, {
    heldBy: 'IKT-avdelingen i Lindvik kommune',
    summary: 'Tilgang gis bare etter kurs, men utlånte maskiner følges ikke godt nok opp.',
    findings: [
      { title: 'Utlånte maskiner uten kryptert disk', severity: 'HIGH', action: 'Bytte maskinene', dueOn: day(-20) },
      { title: 'Passord settes muntlig i skranken', severity: 'LOW', action: 'Ny rutine', dueOn: day(45) },
    ],
  }),
  plan(exams, 'VULNERABILITY', 6),
  hold(exams, 165, {
    heldBy: 'Strandlia skole sammen med IKT-avdelingen',
    summary: 'Sperren gjelder alle valgte maskiner og oppheves av seg selv.',
  }),
];
