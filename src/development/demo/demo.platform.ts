import type { ApiClient } from '../../commands/api-client.js';
import { proposeAndAnnounce } from './demo.sub-processors.js';
import { demoCertifications, demoPenetrationTest } from './platform.assurance.js';
import { demoMeasures, demoProcessor } from './platform.js';
import { demoSubProcessors } from './platform.sub-processors.js';

/**
 * Tells, as the operator and through the API, who the processor is, whom it engages and what it does for security. What is
 * there already stays as it is.
 */
export async function loadDemoPlatform(operator: ApiClient): Promise<void> {
  const { processor, subProcessors, measures } = await operator.ask<{
    processor: object | null;
    subProcessors: { nodes: readonly { legalName: string }[] };
    measures: readonly object[];
  }>(`query DemoPlatform {
    processor { name }
    subProcessors(first: 100, includePast: true) { nodes { legalName } }
    measures { id }
  }`);
  if (!processor) {
    await operator.mutate(
      'mutation ($input: UpdateProcessorInput!) { updateProcessor(input: $input) { userErrors { message } } }',
      demoProcessor,
    );
  }
  const known = new Set(subProcessors.nodes.map(({ legalName }) => legalName));
  const engaged = { en: 'Engaged before there were controllers to ask.' };
  for (const input of demoSubProcessors.filter(({ legalName }) => !known.has(legalName))) {
    await proposeAndAnnounce(operator, input, engaged);
  }
  for (const input of demoMeasures.slice(measures.length)) {
    await operator.mutate(
      'mutation ($input: SetMeasureInput!) { setMeasure(input: $input) { userErrors { message } } }',
      input,
    );
  }
  await assure(operator);
}

/** What others have attested and tested: certifications, and a penetration test that controllers see. */
async function assure(operator: ApiClient): Promise<void> {
  const { certifications, analyses } = await operator.ask<{
    certifications: readonly { standard: string }[];
    analyses: { nodes: readonly object[] };
  }>('query DemoAssurance { certifications { standard } analyses(first: 1) { nodes { id } } }');
  const known = new Set(certifications.map(({ standard }) => standard));
  for (const input of demoCertifications.filter(({ standard }) => !known.has(standard))) {
    await operator.mutate(
      'mutation ($input: SetCertificationInput!) { setCertification(input: $input) { userErrors { message } } }',
      input,
    );
  }
  if (analyses.nodes.length > 0) return;
  const { plan, occasion } = demoPenetrationTest;
  await operator.mutate(
    'mutation ($input: PlanAnalysisInput!) { planAnalysis(input: $input) { userErrors { message } } }',
    plan,
  );
  const planned = await operator.ask<{ analyses: { nodes: readonly { id: string }[] } }>(
    'query DemoPlanned { analyses(first: 1) { nodes { id } } }',
  );
  await operator.mutate(
    'mutation ($input: RecordAnalysisInput!) { recordAnalysis(input: $input) { userErrors { message } } }',
    { analysisId: planned.analyses.nodes[0]?.id ?? '', ...occasion },
  );
}
