import { z } from 'zod';
import { MEASURE_HEADINGS } from './decision.js';

const text = z.string().trim().min(1).max(20_000);
const name = z.string().trim().min(1).max(500);

const contactPersonSchema = z.strictObject({
  name,
  position: name.nullable(),
  /** How to reach the person: e-mail, telephone, address; one per line. */
  contactDetails: z.array(name).min(1).max(20),
});

const partySchema = z.strictObject({
  name,
  organisationNumber: name.nullable(),
  address: text,
  contactPerson: contactPersonSchema,
  /** Where the party has one (Article 37 GDPR). */
  dataProtectionOfficer: contactPersonSchema.nullable(),
  /** Null until the party has signed. */
  signature: z.strictObject({ signedBy: name, accessionDate: z.iso.date() }).nullable(),
});

const subProcessorSchema = z.strictObject({
  name,
  address: text,
  contactPerson: contactPersonSchema,
  /** What the sub-processor does with the data. */
  processing: text,
  /** Where its responsibility ends and that of the others begins. */
  responsibilities: text,
});

/**
 * The annexes to the standard contractual clauses of Decision (EU) 2021/915 as one agreement fills them in. All texts are
 * in the language the annexes are read in.
 */
export const agreementAnnexesSchema = z.strictObject({
  agreement: z.strictObject({
    reference: name,
    /** The main contract that the agreement is an annex to. */
    mainContract: name.nullable(),
    version: name,
    drawnUpAt: z.iso.datetime(),
  }),
  annexI: z.strictObject({ controllers: z.array(partySchema).min(1), processors: z.array(partySchema).min(1) }),
  annexII: z.strictObject({
    dataSubjects: z.array(text).min(1),
    personalData: z.array(z.strictObject({ category: name, elements: z.array(name) })).min(1),
    /** Special categories and the like, each with the restrictions and safeguards applied to it. */
    sensitiveData: z.array(z.strictObject({ category: name, safeguards: z.array(text).min(1) })),
    nature: z.array(text).min(1),
    purposes: z.array(text).min(1),
    duration: text,
    subProcessing: z.array(
      z.strictObject({
        subProcessor: name,
        subjectMatter: text,
        nature: text,
        duration: text,
        /** What is said of the whole processing, of the sub-processor’s part in it; documents that were signed earlier lack it. */
        scope: z
          .strictObject({
            dataSubjects: z.array(text).min(1),
            personalData: z.array(name),
            sensitiveData: z.array(z.strictObject({ category: name, safeguards: z.array(text).min(1) })),
            purposes: z.array(text),
          })
          .optional(),
      }),
    ),
  }),
  annexIII: z.strictObject({
    /** What is done under each heading of the Decision; an empty list says that nothing is. */
    measures: z.record(z.enum(MEASURE_HEADINGS), z.array(text)),
    /** What the processor does to be able to assist the controller (Clauses 8 and 9). */
    assistance: z.array(text),
    /** What each sub-processor does to be able to assist. */
    subProcessorAssistance: z.array(z.strictObject({ subProcessor: name, measures: z.array(text).min(1) })),
  }),
  annexIV: z.strictObject({
    /** Clause 7.7(a): option 1 is `specific`, option 2 `general` written authorisation. */
    authorisation: z.enum(['specific', 'general']),
    subProcessors: z.array(subProcessorSchema),
  }),
});

export type AgreementAnnexes = z.infer<typeof agreementAnnexesSchema>;
export type AnnexI = AgreementAnnexes['annexI'];
export type AnnexII = AgreementAnnexes['annexII'];
export type AnnexIII = AgreementAnnexes['annexIII'];
export type AnnexIV = AgreementAnnexes['annexIV'];
export type AgreementParty = z.infer<typeof partySchema>;
export type ContactPerson = z.infer<typeof contactPersonSchema>;
export type ListedSubProcessor = z.infer<typeof subProcessorSchema>;
