import type { Actor } from '../harness/actor.js';
import type { World } from '../harness/world.js';

export interface FindingReply {
  readonly id: string;
  readonly kind: string | null;
  readonly confidence: number;
  readonly severity: string;
  readonly state: string;
  readonly content: string;
  readonly commentVersion: number | null;
  readonly inEarlierVersion: boolean;
  readonly place: Readonly<Record<string, number | string | null>>;
  readonly excerpt: {
    readonly text: string;
    readonly start: number;
    readonly end: number;
    readonly isRedacted: boolean;
  } | null;
  readonly comment: { readonly id: string } | null;
  readonly upload: { readonly id: string } | null;
  readonly person: { readonly id: string } | null;
  readonly decidedBy: { readonly id: string } | null;
  readonly reason: string | null;
  readonly version: number;
}

export interface DecisionAnswer {
  readonly finding: FindingReply | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string[]; readonly message: string }[];
}

const FINDING = `id kind confidence severity state content commentVersion inEarlierVersion reason version
  place { part line page row column start end } excerpt { text start end isRedacted }
  comment { id } upload { id } person { id } decidedBy { id }`;

/** The findings that an actor sees, the oldest first. */
export const findingsOf = async (
  actor: Actor,
  filter: object = { states: ['OPEN'] },
): Promise<readonly FindingReply[]> =>
  (
    await actor.ask<{ findings: { nodes: FindingReply[] } }>(
      `query($filter: FindingFilter) { findings(first: 100, filter: $filter) { totalCount nodes { ${FINDING} } } }`,
      { filter },
    )
  ).findings.nodes;

/** Takes a decision by the name of its mutation, such as `dismissFinding`. */
export async function decide(
  actor: Actor,
  mutation: 'dismissFinding' | 'reopenFinding' | 'redactFinding' | 'purgeFinding',
  finding: Pick<FindingReply, 'id' | 'version'> | undefined,
  more: object = mutation === 'reopenFinding' ? {} : { reason: 'Not needed' },
): Promise<DecisionAnswer> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const input = { findingId: finding?.id, expectedVersion: finding?.version, ...more };
  const answer = await actor.ask<Record<string, DecisionAnswer>>(
    `mutation($input: ${type}!) { ${mutation}(input: $input) { finding { ${FINDING} } userErrors { code field message } } }`,
    { input },
  );
  return answer[mutation] as DecisionAnswer;
}

/** Waits until nothing of any tenant waits to be screened; the world's jobs must have been started. */
export async function screened(world: World, tenantId: string, seconds = 20): Promise<void> {
  for (let tries = 0; tries < seconds * 20; tries += 1) {
    await world.owner.query(`set app.tenant_id = '${tenantId}'`);
    const { rows } = await world.owner.query(`select 1 from content_screening where state = 'PENDING' limit 1`);
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Something still waits to be screened');
}

export interface Preview {
  readonly token: string;
  readonly findings: number;
  readonly comments: number;
  readonly files: number;
  readonly persons: number;
  readonly earlierVersions: number;
  readonly archives: number;
  readonly held: number;
  readonly purgeOnly: number;
}

export const preview = async (actor: Actor, input: object): Promise<Preview> =>
  (
    await actor.ask<{ previewFindingDecision: Preview }>(
      `query($input: FindingChoiceInput!) { previewFindingDecision(input: $input) {
        token findings comments files persons earlierVersions archives held purgeOnly } }`,
      { input },
    )
  ).previewFindingDecision;

export const decideMany = async (
  actor: Actor,
  input: object,
): Promise<{ readonly operation: { readonly id: string } | null; readonly userErrors: DecisionAnswer['userErrors'] }> =>
  (
    await actor.ask<{ decideFindings: Awaited<ReturnType<typeof decideMany>> }>(
      `mutation($input: DecideFindingsInput!) { decideFindings(input: $input) {
        operation { id } userErrors { code field message } } }`,
      { input: { reason: 'Not needed', ...input } },
    )
  ).decideFindings;
