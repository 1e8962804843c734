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
