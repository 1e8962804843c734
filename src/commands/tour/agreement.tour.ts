import type { ApiClient } from '../api-client.js';
import type { Stage } from './stage.js';

const query = `{ agreement {
  status mainContractName annexNumber startsOn language template pdfPath jsonPath
  contact { name } signatures { side name position }
} }`;

interface Agreement {
  readonly agreement: {
    readonly status: string;
    readonly mainContractName: string;
    readonly annexNumber: string;
    readonly startsOn: string;
    readonly language: string;
    readonly pdfPath: string;
    readonly jsonPath: string;
    readonly contact: { readonly name: string | null };
    readonly signatures: readonly {
      readonly side: string;
      readonly name: string | null;
      readonly position: string | null;
    }[];
  } | null;
}

const versions = `{ annexVersions(first: 3) { totalCount nodes { number state widens changes { text } } } }`;

interface Versions {
  readonly annexVersions: {
    readonly nodes: readonly {
      readonly number: number;
      readonly state: string;
      readonly widens: boolean;
      readonly changes: readonly { readonly text: string }[];
    }[];
  };
}

const announced = `{ subProcessorChanges(last: 2) { nodes { subProcessor { legalName } takesEffectOn
  window { state closesAt } } } }`;

interface Announced {
  readonly subProcessorChanges: {
    readonly nodes: readonly {
      readonly subProcessor: { readonly legalName: string };
      readonly takesEffectOn: string;
      readonly window: { readonly state: string; readonly closesAt: string } | null;
    }[];
  };
}

/** How the annexes came to be as they are, and whom the processor wants to engage next. */
export async function readAnnexVersions(stage: Stage, client: ApiClient): Promise<void> {
  const { annexVersions } = await stage.ask<Versions>('How its annexes followed the data', client, versions);
  stage.list(
    annexVersions.nodes.map(
      ({ number, state, widens, changes }) =>
        `version ${number}: ${state}${widens ? ', widens what is processed' : ''}${changes[0] ? ` – ${changes[0].text}` : ''}`,
    ),
  );
  const { subProcessorChanges } = await stage.ask<Announced>(
    'Whom the processor wants to engage, and until when to object',
    client,
    announced,
  );
  stage.list(
    subProcessorChanges.nodes.map(
      ({ subProcessor, takesEffectOn, window }) =>
        `${subProcessor.legalName}: ${window ? `${window.state}, until ${window.closesAt.slice(0, 10)}, ` : ''}in force from ${takesEffectOn} at the earliest`,
    ),
  );
}

/** The agreement with its annexes as they are now, also on disk. */
export async function readAgreement(stage: Stage, client: ApiClient): Promise<void> {
  const { agreement } = await stage.ask<Agreement>('Hold the processor to its agreement', client, query);
  if (!agreement) {
    stage.list(['No agreement is recorded.']);
    return;
  }
  stage.facts([
    ['annex', `${agreement.annexNumber} to ${agreement.mainContractName}, from ${agreement.startsOn}`],
    ['status', agreement.status],
    ['contact', agreement.contact.name],
    ...agreement.signatures.map(({ side, name, position }): [string, unknown] => [
      `signed by the ${side.toLowerCase()}`,
      [name, position],
    ]),
  ]);
  await stage.keep('agreement.pdf', await client.file(agreement.pdfPath));
  await stage.keep('agreement.json', await client.file(agreement.jsonPath));
}
