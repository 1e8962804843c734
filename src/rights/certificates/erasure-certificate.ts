import { z } from 'zod';

/** The type a certificate of erasure is signed as. */
export const ERASURE_CERTIFICATE_TYPE = 'erasure-certificate';

export const ERASURE_ACTIONS = ['deleted', 'anonymised', 'unlinked'] as const;
/** What became of the data: removed, stripped of what identifies the person, or no longer connected with the person. */
export type ErasureAction = (typeof ERASURE_ACTIONS)[number];

export const SUBJECT_REGISTERS = ['student', 'teacher', 'staff', 'guardian', 'contact'] as const;
export type SubjectRegister = (typeof SUBJECT_REGISTERS)[number];

const label = z.string().min(1).max(300);
const instant = z.iso.datetime();
const count = z.int().nonnegative();

const organisationSchema = z.strictObject({ name: label, organisationNumber: label.nullable() });

const contentSchema = z.strictObject({
  kind: z.literal(ERASURE_CERTIFICATE_TYPE),
  schemaVersion: z.literal(1),
  certificateId: z.uuid(),
  controller: organisationSchema,
  processor: organisationSchema,
  /** Whose data it was, without saying who: the certificate outlives the data. */
  subject: z.strictObject({ pseudonym: label, register: z.enum(SUBJECT_REGISTERS) }),
  requestedAt: instant,
  startedAt: instant,
  completedAt: instant,
  /** What was erased: each declared element in each place that held it. */
  plan: z.array(z.strictObject({ element: label, place: label, count, action: z.enum(ERASURE_ACTIONS) })).max(10_000),
  /** What had to be kept (Article 17(3) GDPR), on which ground, and until when; null when the ground has no date yet. */
  kept: z
    .array(
      z.strictObject({ element: label, count, ground: z.string().min(1).max(2_000), until: z.iso.date().nullable() }),
    )
    .max(10_000),
  /** Files removed from blob storage, renditions included. */
  blobsRemoved: count,
  /** What was looked at after the erasure. Nothing may be left, or there is no certificate. */
  verification: z.strictObject({
    checkedAt: instant,
    places: z
      .array(z.strictObject({ place: label, remaining: z.literal(0) }))
      .min(1)
      .max(10_000),
  }),
  /** The number of the entry in the controller's log that records the completion. */
  logSequence: count,
});

/**
 * The processor's statement to the controller that a person's data is erased (Articles 17 and 28(3)(g) GDPR): the payload
 * of a signed document of type {@link ERASURE_CERTIFICATE_TYPE}. Element and place names are the catalogue's.
 */
export const erasureCertificateSchema = contentSchema
  .refine(
    ({ requestedAt, startedAt, completedAt }) =>
      Date.parse(requestedAt) <= Date.parse(startedAt) && Date.parse(startedAt) <= Date.parse(completedAt),
    'The erasure was requested, started and completed in this order',
  )
  .refine(
    ({ startedAt, completedAt, verification }) =>
      Date.parse(startedAt) <= Date.parse(verification.checkedAt) &&
      Date.parse(verification.checkedAt) <= Date.parse(completedAt),
    'What is left is looked for after the start and before the completion',
  )
  .refine(({ plan, verification }) => {
    const checked = new Set(verification.places.map(({ place }) => place));
    return plan.every(({ place }) => checked.has(place));
  }, 'Every place of the plan was looked at');

export type ErasureCertificate = z.infer<typeof contentSchema>;
