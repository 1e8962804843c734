import { type TestFile, text, upload } from '../content/files.js';
import type { Actor } from '../harness/actor.js';

/** A processing agreement as an invented school foundation has its lawyers write it. */
export const CONTRACT = `<!doctype html><html lang="nb"><head><title>mal.html</title><script>alert(1)</script></head><body>
<h1>Databehandleravtale</h1><p>Mellom {{controller}} og {{processor}}, vedlegg til {{main contract}}.</p>
<h2>1. Behandlingen</h2><p>{{ Data   Subjects }}</p><p>{{kategorier}}</p>
<h2>2. Plikter</h2><p>Databehandleren handler bare etter instruks, holder taushet og sikrer opplysningene.</p>
<p>Databehandleren bistår, sletter til slutt og gir opplysninger. Revisjon skjer på stedet.</p>
<p>Underdatabehandlere: {{sub-processors}} <b>og ingen andre</b>.</p></body></html>`;

export const contract = (content: string, name = 'avtale.html', type = 'text/html'): TestFile =>
  text(content, name, type);

const template = `template { id number name hash fileHash version paragraphs { number level text }
  places { written place paragraphs } requirements { requirement meaning coverage paragraphs }
  deviations { id requirement paragraph standardText text reason state decisionReason } } userErrors { code message field }`;

const named = (name: string, input: string): string =>
  `mutation($input: ${input}!) { answer: ${name}(input: $input) { ${template} } }`;

export const RECORD_TEMPLATE = named('recordAgreementTemplate', 'RecordAgreementTemplateInput');
export const MAP = named('mapTemplatePlace', 'MapTemplatePlaceInput');
export const COVER = named('coverTemplateRequirement', 'CoverTemplateRequirementInput');
export const NOTE = named('noteTemplateDeviation', 'NoteTemplateDeviationInput');
export const WITHDRAW = named('withdrawTemplateDeviation', 'WithdrawTemplateDeviationInput');
export const ACCEPT = `mutation($input: AcceptTemplateDeviationInput!) { answer: acceptTemplateDeviation(input: $input) {
  deviation { id state tenantName } userErrors { code } } }`;
export const REJECT = `mutation($input: RejectTemplateDeviationInput!) { answer: rejectTemplateDeviation(input: $input) {
  deviation { id state decisionReason } userErrors { code } } }`;
export const TEMPLATES = '{ agreementTemplates { id name } }';

export interface Template {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly paragraphs: readonly { readonly number: number; readonly level: number; readonly text: string }[];
  readonly places: readonly {
    readonly written: string;
    readonly place: string | null;
    readonly paragraphs: number[];
  }[];
  readonly requirements: readonly {
    readonly requirement: string;
    readonly coverage: string;
    readonly meaning: string;
  }[];
  readonly deviations: readonly { readonly id: string; readonly state: string }[];
}

export interface TemplateAnswer {
  readonly template: Template | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly field: string[] }[];
}

export const tell = async (actor: Actor, mutation: string, input: object): Promise<TemplateAnswer> =>
  (await actor.ask<{ answer: TemplateAnswer }>(mutation, { input })).answer;

/** What a mutation of a template answers that is expected to go well. */
export async function done(actor: Actor, mutation: string, input: object): Promise<Template> {
  const { template: changed, userErrors } = await tell(actor, mutation, input);
  if (!changed) throw new Error(JSON.stringify(userErrors));
  return changed;
}

export async function uploaded(actor: Actor, given: TestFile): Promise<string> {
  const { upload: file, userErrors } = await upload(actor, given, { purpose: 'AGREEMENT_TEMPLATE' });
  if (!file) throw new Error(JSON.stringify(userErrors));
  return file.id;
}

export const recorded = async (actor: Actor, content = CONTRACT): Promise<Template> =>
  done(actor, RECORD_TEMPLATE, { uploadId: await uploaded(actor, contract(content)), name: 'Skolestiftelsens avtale' });

const ARTICLES = ['2', '3_A', '3_B', '3_C', '3_D', '3_E', '3_F', '3_G', '3_H', '4'];

/** A template that an agreement can be signed on: its own word is mapped, and what the law asks for has its paragraph. */
export async function completeTemplate(actor: Actor): Promise<Template> {
  let one = await recorded(actor);
  const change = () => ({ templateId: one.id, expectedVersion: one.version });
  one = await done(actor, MAP, { ...change(), written: 'Kategorier', place: 'CATEGORIES' });
  for (const article of ARTICLES) {
    one = await done(actor, COVER, { ...change(), requirement: `ARTICLE_28_${article}`, paragraphs: [7] });
  }
  return one;
}
