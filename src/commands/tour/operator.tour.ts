import type { ApiClient } from '../api-client.js';
import type { Stage } from './stage.js';

const served = '{ tenants(first: 20) { nodes { slug name } } }';
const engaged =
  '{ processor { legalName } subProcessors(first: 20) { nodes { legalName service isPrimary locations } } }';
const forbidden = '{ persons(first: 5) { totalCount nodes { displayName } } }';

interface Engaged {
  readonly processor: { readonly legalName: string } | null;
  readonly subProcessors: {
    readonly nodes: readonly {
      readonly legalName: string;
      readonly service: string;
      readonly isPrimary: boolean;
      readonly locations: readonly string[];
    }[];
  };
}

/** The operator sees which controllers it serves, keeps the list of sub-processors, and sees no person. */
export async function operatorTour(stage: Stage, client: ApiClient): Promise<void> {
  const { tenants } = await stage.ask<{ tenants: { nodes: readonly { slug: string; name: string }[] } }>(
    'Which controllers are served',
    client,
    served,
  );
  stage.list(tenants.nodes.map(({ slug, name }) => `${name} (${slug})`));
  const { processor, subProcessors } = await stage.ask<Engaged>('Whom the processor engages', client, engaged);
  stage.facts([['processor', processor?.legalName]]);
  stage.list(
    subProcessors.nodes.map(
      ({ legalName, service, isPrimary, locations }) =>
        `${legalName}: ${service} (${locations.join(', ')})${isPrimary ? ' – primary' : ''}`,
    ),
  );
  stage.step('Looking at people is not for the operator', forbidden);
  const answer = await client.ask<{ persons: { totalCount: number } }>(forbidden).then(
    ({ persons }) => `sees ${persons.totalCount} people`,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  stage.list([answer]);
}
