import type { ApiClient } from '../api-client.js';
import type { Stage } from './stage.js';

const create = `mutation ($input: CreatePersonInput!) { createPerson(input: $input) {
  person { id displayName } userErrors { message }
} }`;
const comment = 'mutation ($input: AddCommentInput!) { addComment(input: $input) { userErrors { message } } }';
const plan = `query ($id: ID!) { erasurePlan(personId: $id) {
  hash files accounts blockers { message }
  steps { placeLabel action rows ground elements { label count } }
} }`;
const erase = `mutation ($input: ErasePersonInput!) { erasePerson(input: $input) {
  erasure { id } operation { id } userErrors { message }
} }`;
const certificate = `query ($id: ID!) { erasure(id: $id) {
  state completedAt certificateUrl certificatePdfUrl
} }`;

interface Plan {
  readonly erasurePlan: {
    readonly hash: string;
    readonly files: number;
    readonly accounts: number;
    readonly blockers: readonly { readonly message: string }[];
    readonly steps: readonly {
      readonly placeLabel: string;
      readonly action: string;
      readonly rows: number;
      readonly ground: string | null;
      readonly elements: readonly { readonly label: string; readonly count: number }[];
    }[];
  };
}

interface Certified {
  readonly erasure: {
    readonly state: string;
    readonly completedAt: string | null;
    readonly certificateUrl: string;
    readonly certificatePdfUrl: string;
  };
}

/** A person who came for the tour is erased: the plan first, then the work, then the certificate, also on disk. */
export async function erasure(stage: Stage, client: ApiClient): Promise<void> {
  stage.step('Somebody joins, so that there is somebody to erase', create);
  const { person } = await client.mutate<{ person: { id: string; displayName: string } }>(create, {
    register: 'CONTACT',
    givenName: 'Tour',
    familyName: 'Visitor',
    email: 'tour.visitor@tour.example',
  });
  await client.mutate(comment, { personId: person.id, body: 'Came by on the tour.' });
  stage.facts([['person', person.displayName]]);

  const { erasurePlan } = await stage.ask<Plan>('What an erasure would do, before it is done', client, plan, {
    id: person.id,
  });
  stage.list(
    erasurePlan.steps.map(({ placeLabel, action, rows, ground, elements }) => {
      const values = elements.reduce((sum, { count }) => sum + count, 0);
      return `${placeLabel}: ${action}, records: ${rows}, values: ${values}${ground ? ` (${ground})` : ''}`;
    }),
    8,
  );
  stage.facts([
    ['files', erasurePlan.files],
    ['accounts', erasurePlan.accounts],
    ['in the way', erasurePlan.blockers.map(({ message }) => message)],
  ]);

  stage.step('Erase', erase);
  const started = await client.mutate<{ erasure: { id: string }; operation: { id: string } }>(erase, {
    personId: person.id,
    planHash: erasurePlan.hash,
    reason: 'END_OF_RELATION',
  });
  await stage.follow(client, started.operation.id);

  const id = started.erasure.id;
  const { erasure: done } = await stage.ask<Certified>('The certificate', client, certificate, { id });
  stage.facts([
    ['state', done.state],
    ['certified', done.completedAt],
  ]);
  await stage.keep('erasure-certificate.json', await client.file(done.certificateUrl));
  await stage.keep('erasure-certificate.pdf', await client.file(done.certificatePdfUrl));
  await stage.keep('signing-keys.json', await client.file('/.well-known/varde-signing-keys.json'));
  stage.list([
    'check it offline: npm run verify-certificate -- varde-tour/erasure-certificate.json --keys varde-tour/signing-keys.json',
  ]);
}
