import type { ErasureCertificate } from '../../src/rights/certificates/index.js';

/** A certificate with every part filled in. */
export function sampleCertificate(): ErasureCertificate {
  return {
    kind: 'erasure-certificate',
    schemaVersion: 1,
    certificateId: '0199c1de-7c1a-7d2b-8b6e-3f5a9c0d1e2f',
    controller: { name: 'Fjordbyen kommune', organisationNumber: '974760673' },
    processor: { name: 'Varde Drift AS', organisationNumber: null },
    subject: { pseudonym: 'P-7Q4M-2K9X', register: 'student' },
    requestedAt: '2026-11-20T08:00:00Z',
    startedAt: '2026-11-22T13:00:00Z',
    completedAt: '2026-11-22T13:00:09Z',
    plan: [
      { element: 'person.telephone', place: 'person', count: 1, action: 'deleted' },
      { element: 'comment.text', place: 'comment', count: 1234, action: 'deleted' },
      { element: 'comment.author', place: 'comment', count: 7, action: 'anonymised' },
      { element: 'group.membership', place: 'group_member', count: 3, action: 'unlinked' },
    ],
    kept: [
      { element: 'assessment.grade', count: 12, ground: 'Opplæringslova § 22-1: vitnemål', until: '2036-06-30' },
      { element: 'log.entry', count: 40, ground: 'GDPR Art. 17(3)(e)', until: null },
    ],
    blobsRemoved: 5,
    verification: {
      checkedAt: '2026-11-22T13:00:08Z',
      places: [
        { place: 'person', remaining: 0 },
        { place: 'comment', remaining: 0 },
        { place: 'group_member', remaining: 0 },
        { place: 'blob storage', remaining: 0 },
      ],
    },
    logSequence: 4711,
  };
}
