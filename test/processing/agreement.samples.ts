import type { Actor } from '../harness/actor.js';
import { World } from '../harness/world.js';
import { engage } from './sub-processor.samples.js';

/** What a controller of an invented municipality enters. */
export const agreementInput = (changes: object = {}): object => ({
  mainContractName: 'Hovedavtale om portalen',
  mainContractNumber: 'K-77',
  mainContractDate: '2026-03-01',
  annexNumber: 'Vedlegg 3',
  language: 'NB',
  startsOn: '2026-03-02',
  authorisation: 'GENERAL',
  contact: {
    name: 'Åse Nygård',
    position: 'personvernkoordinator',
    email: 'Ase@Fjordbyen.example',
    telephone: '22 33 44 55',
  },
  ...changes,
});

const PARTS = `id number status language version documentHash isSignedByController isSignedByProcessor
  contact { name position email telephone personId } jsonPath pdfPath htmlPath
  signatures { side name position documentHash isCurrent }
  annexes {
    annexI { controllers { name address contactPerson { name position contactDetails } signature { signedBy } }
      processors { name dataProtectionOfficer { contactDetails } signature { signedBy } } }
    annexII { dataSubjects personalData { category elements } sensitiveData { category safeguards } nature purposes duration
      subProcessing { subProcessor subjectMatter duration } }
    annexIII { measures { heading title measures } assistance subProcessorAssistance { subProcessor measures } }
    annexIV { authorisation subProcessors { name processing contactPerson { contactDetails } } } }`;

const errors = 'userErrors { __typename code field ... on DocumentChangedError { currentHash } }';

export const AGREEMENT = `query($number: Int) { agreement(number: $number) { ${PARTS} } }`;
export const RECORD = `mutation($input: RecordAgreementInput!) { answer: recordAgreement(input: $input) { agreement { ${PARTS} } ${errors} } }`;
export const UPDATE = `mutation($input: UpdateAgreementInput!) { answer: updateAgreement(input: $input) { agreement { ${PARTS} } ${errors} } }`;
export const SIGN = `mutation($input: SignAgreementInput!) { answer: signAgreement(input: $input) { agreement { ${PARTS} } ${errors} } }`;
export const COUNTERSIGN = `mutation($input: CountersignAgreementInput!) { answer: countersignAgreement(input: $input) {
  agreement { tenantName documentHash signatures { side name } annexes { annexI { processors { signature { signedBy } } } } } ${errors} } }`;

export interface Agreement {
  readonly status: string;
  readonly version: number;
  readonly documentHash: string;
  readonly isSignedByController: boolean;
  readonly isSignedByProcessor: boolean;
  readonly jsonPath: string;
  readonly pdfPath: string;
  readonly htmlPath: string;
  readonly signatures: readonly { readonly side: string; readonly documentHash: string; readonly isCurrent: boolean }[];
  readonly annexes: {
    readonly annexII: {
      readonly dataSubjects: readonly string[];
      readonly personalData: readonly { readonly category: string; readonly elements: readonly string[] }[];
      readonly sensitiveData: readonly { readonly category: string; readonly safeguards: readonly string[] }[];
      readonly purposes: readonly string[];
      readonly duration: string;
    };
  };
}

export interface Answer {
  readonly agreement: Agreement | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: readonly string[];
    readonly currentHash?: string;
  }[];
}

export const change = async (actor: Actor, mutation: string, input: object): Promise<Answer> =>
  (await actor.ask<{ answer: Answer }>(mutation, { input })).answer;

export const read = async (actor: Actor, language = 'en'): Promise<Agreement> => {
  const { data } = await actor.send<{ agreement: Agreement }>(AGREEMENT, {}, { 'accept-language': language });
  if (!data?.agreement) throw new Error('there is no agreement');
  return data.agreement;
};

/** A world whose processor has said who it is, has one sub-processor and one measure. */
export async function worldWithProcessor(): Promise<{ world: World; operator: Actor }> {
  const world = await World.open();
  const operator = await (await world.tenant({ kind: 'operator' })).operator();
  await operator.ask(
    `mutation($input: UpdateProcessorInput!) { updateProcessor(input: $input) { userErrors { code } } }`,
    {
      input: {
        name: 'Varde Drift',
        legalName: 'Varde Drift AS',
        organisationNumber: '923609016',
        address: 'Kaigata 3, 5003 Bergen',
        country: 'NO',
        contact: 'personvern@varde.example',
        dataProtectionOfficer: 'ombud@varde.example',
      },
    },
  );
  await engage(operator);
  await operator.ask(`mutation($input: SetMeasureInput!) { setMeasure(input: $input) { userErrors { code } } }`, {
    input: { heading: 'EVENTS_LOGGING', text: { en: 'Every look is logged.', nb: 'Hvert innsyn logges.' } },
  });
  return { world, operator };
}
