import type { ErasureAction, SubjectRegister } from './erasure-certificate.js';

/** The words of a certificate of erasure in one language. */
export interface CertificateTexts {
  readonly title: string;
  readonly statement: (processor: string, controller: string) => string;
  readonly certificateId: string;
  readonly controller: string;
  readonly processor: string;
  readonly organisationNumber: string;
  readonly subject: string;
  readonly subjectNote: string;
  readonly register: string;
  readonly registers: Readonly<Record<SubjectRegister, string>>;
  readonly requested: string;
  readonly started: string;
  readonly completed: string;
  readonly logSequence: string;
  readonly theErasure: string;
  readonly erased: string;
  readonly element: string;
  readonly place: string;
  readonly count: string;
  readonly action: string;
  readonly actions: Readonly<Record<ErasureAction, string>>;
  readonly nothingErased: string;
  readonly blobsRemoved: (count: string) => string;
  readonly kept: string;
  readonly keptNote: string;
  readonly ground: string;
  readonly until: string;
  readonly noDate: string;
  readonly nothingKept: string;
  readonly verification: string;
  readonly verificationNote: (checkedAt: string) => string;
  readonly remaining: string;
  readonly authenticity: string;
  readonly authenticityNote: string;
  readonly keyFingerprint: string;
  readonly contentHash: string;
}
