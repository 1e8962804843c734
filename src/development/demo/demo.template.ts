import type { ApiClient } from '../../commands/api-client.js';
import { putFile } from './demo.upload.js';

/** The controller's own template of its agreement, and how it differs from the processor's standard. */
export interface DemoTemplate {
  readonly name: string;
  readonly fileName: string;
  readonly html: string;
  /** What its own words for places stand for. */
  readonly places: Readonly<Record<string, string>>;
  /** By which paragraph each requirement of Article 28 is met: words that stand in it. */
  readonly covers: Readonly<Record<string, string>>;
  readonly deviations: readonly {
    readonly requirement: string;
    /** Words of the paragraph that it replaces. */
    readonly paragraph: string;
    readonly standardText: string;
    readonly text: string;
    readonly reason: string;
    /** With what the processor accepts it. */
    readonly accepted: string;
  }[];
}

interface Recorded {
  readonly template: {
    readonly id: string;
    readonly version: number;
    readonly paragraphs: readonly { readonly number: number; readonly text: string }[];
  };
}

const change = (name: string): string =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) {
    template { id version paragraphs { number text } } userErrors { message } } }`;

/** Brings the template in, once; answers its id. */
export async function bringTemplate(client: ApiClient, given: DemoTemplate): Promise<string> {
  interface Known {
    readonly agreementTemplates: readonly { readonly id: string; readonly name: string }[];
  }
  const { agreementTemplates } = await client.ask<Known>('{ agreementTemplates { id name } }');
  const known = agreementTemplates.find(({ name }) => name === given.name);
  if (known) return known.id;
  const facts = { purpose: 'AGREEMENT_TEMPLATE', fileName: given.fileName, contentType: 'text/html' };
  const uploadId = await putFile(client, facts, given.html);
  let { template } = await client.mutate<Recorded>(change('recordAgreementTemplate'), { uploadId, name: given.name });
  const at = (words: string): number => {
    const paragraph = template.paragraphs.find(({ text }) => text.includes(words));
    if (!paragraph) throw new Error(`Demo: no paragraph says ${words}`);
    return paragraph.number;
  };
  const said = () => ({ templateId: template.id, expectedVersion: template.version });
  for (const [written, place] of Object.entries(given.places)) {
    ({ template } = await client.mutate<Recorded>(change('mapTemplatePlace'), { ...said(), written, place }));
  }
  for (const [requirement, words] of Object.entries(given.covers)) {
    const input = { ...said(), requirement, paragraphs: [at(words)] };
    ({ template } = await client.mutate<Recorded>(change('coverTemplateRequirement'), input));
  }
  for (const { accepted: _, paragraph, ...deviation } of given.deviations) {
    const input = { templateId: template.id, paragraph: at(paragraph), ...deviation };
    ({ template } = await client.mutate<Recorded>(change('noteTemplateDeviation'), input));
  }
  return template.id;
}

/** Accepts for the processor what the tenant deviates in. */
export async function acceptDeviations(
  operator: ApiClient,
  tenantId: string,
  { deviations }: DemoTemplate,
): Promise<void> {
  interface Waiting {
    readonly deviationsToDecide: readonly {
      readonly id: string;
      readonly tenantId: string;
      readonly text: string | null;
    }[];
  }
  const { deviationsToDecide } = await operator.ask<Waiting>('{ deviationsToDecide { id tenantId text } }');
  for (const waiting of deviationsToDecide.filter((one) => one.tenantId === tenantId)) {
    const reason = deviations.find(({ text }) => text === waiting.text)?.accepted;
    if (reason === undefined) continue;
    await operator.mutate(
      `mutation ($input: AcceptTemplateDeviationInput!) { acceptTemplateDeviation(input: $input) { userErrors { message } } }`,
      { tenantId, deviationId: waiting.id, reason },
    );
  }
}
