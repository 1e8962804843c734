import type { AnnexNumber, MeasureHeading } from './decision.js';

/** Headings and labels of the annexes in one language, in the terms of the GDPR's own version in it. */
export interface ClauseTexts {
  readonly title: string;
  /** The Decision's title in full. */
  readonly decision: string;
  readonly celexNumber: string;
  /** That the annexes belong to the clauses, whose text is not repeated. */
  readonly partOfClauses: string;
  readonly explanatoryNote: string;
  readonly agreement: {
    readonly heading: string;
    readonly reference: string;
    readonly mainContract: string;
    readonly version: string;
    readonly drawnUp: string;
    readonly decision: string;
  };
  /** `Annex II`, in the order of the language. */
  readonly annex: (number: AnnexNumber) => string;
  readonly annexTitles: Readonly<Record<AnnexNumber, string>>;
  readonly parties: {
    readonly controllers: string;
    readonly processors: string;
    readonly name: string;
    readonly organisationNumber: string;
    readonly address: string;
    readonly contactPerson: string;
    readonly dataProtectionOfficer: string;
    readonly signature: string;
    readonly notSigned: string;
  };
  readonly description: {
    readonly dataSubjects: string;
    readonly personalData: string;
    readonly category: string;
    readonly elements: string;
    readonly sensitiveData: string;
    readonly safeguards: string;
    readonly noSensitiveData: string;
    readonly nature: string;
    readonly purposes: string;
    readonly duration: string;
    readonly subProcessing: string;
    readonly subProcessor: string;
    readonly subjectMatter: string;
    readonly natureOfSubProcessing: string;
    readonly durationOfSubProcessing: string;
  };
  readonly measures: {
    readonly concreteNote: string;
    readonly description: string;
    readonly headings: Readonly<Record<MeasureHeading, string>>;
    readonly noneRecorded: string;
    readonly assistance: string;
    readonly subProcessorAssistance: string;
  };
  readonly subProcessors: {
    readonly specificNote: string;
    readonly generalNote: string;
    readonly authorised: string;
    readonly processing: string;
    readonly responsibilities: string;
    readonly none: string;
  };
}
