import type { ApiClient } from '../../commands/api-client.js';
import { type DemoSubProcessor, demoAnnounced, demoObjection, demoReasons } from './platform.sub-processors.js';

const PROPOSE = `mutation ($input: ProposeSubProcessorInput!) { proposeSubProcessor(input: $input) {
  change { id } userErrors { message } } }`;
const ANNOUNCE = `mutation ($input: AnnounceSubProcessorChangeInput!) { announceSubProcessorChange(input: $input) {
  change { subProcessor { id version } } userErrors { message } } }`;
const END = 'mutation ($input: EndSubProcessorInput!) { endSubProcessor(input: $input) { userErrors { message } } }';
const OBJECT = `mutation ($input: ObjectToSubProcessorInput!) { objectToSubProcessor(input: $input) {
  userErrors { message } } }`;

interface Known {
  readonly subProcessors: { readonly nodes: readonly { readonly id: string; readonly legalName: string }[] };
}

const knownOnes = `{ subProcessors(first: 100, includePast: true, includeAnnounced: true) { nodes { id legalName } } }`;

/** Proposes a sub-processor and announces it; answers the id of the change. */
export async function proposeAndAnnounce(
  operator: ApiClient,
  { engagedBy, until, ...input }: DemoSubProcessor,
  reason: object,
): Promise<string> {
  const { subProcessors } = await operator.ask<Known>(knownOnes);
  const engagedById = subProcessors.nodes.find(({ legalName }) => legalName === engagedBy)?.id ?? null;
  const { proposeSubProcessor } = await operator.ask<{ proposeSubProcessor: { change: { id: string } | null } }>(
    PROPOSE,
    {
      input: { ...input, engagedById },
    },
  );
  const id = proposeSubProcessor.change?.id;
  if (!id) throw new Error(`${input.legalName} cannot be proposed`);
  interface Announced {
    readonly announceSubProcessorChange: {
      readonly change: { readonly subProcessor: { readonly id: string; readonly version: number } } | null;
    };
  }
  const answer = await operator.ask<Announced>(ANNOUNCE, { input: { id, reason } });
  const entry = answer.announceSubProcessorChange.change?.subProcessor;
  if (!entry) throw new Error(`${input.legalName} cannot be announced`);
  if (until) await operator.mutate(END, { id: entry.id, expectedVersion: entry.version, until });
  return id;
}

/** What the operator announces to the controllers of the demo, and what one of them objects to. */
export async function announceInDemo(
  operator: ApiClient,
  controller: (slug: string) => Promise<ApiClient>,
): Promise<void> {
  const { subProcessors } = await operator.ask<Known>(knownOnes);
  const known = new Set(subProcessors.nodes.map(({ legalName }) => legalName));
  for (const { reason, ...input } of demoAnnounced.filter(({ legalName }) => !known.has(legalName))) {
    const changeId = await proposeAndAnnounce(operator, input, demoReasons[reason]);
    if (input.legalName !== demoObjection.to) continue;
    await (await controller(demoObjection.tenant)).mutate(OBJECT, { changeId, reason: demoObjection.reason });
  }
}
