import {
  type AgreementAnnexes,
  MEASURE_HEADINGS,
  type MeasureHeading,
} from '../../src/processing/agreements/clauses/index.js';

/** An agreement of an invented municipality with an invented operator, with every part filled in. */
export function sampleAnnexes(): AgreementAnnexes {
  const measures = Object.fromEntries(
    MEASURE_HEADINGS.map((heading) => [heading, [`What is done: ${heading}.`]]),
  ) as Record<MeasureHeading, string[]>;
  return {
    agreement: {
      reference: 'DPA-2026-0042',
      mainContract: 'Main contract K-77 of 1 March 2026',
      version: '3',
      drawnUpAt: '2026-11-22T13:25:00Z',
    },
    annexI: {
      controllers: [
        {
          name: 'Fjordbyen kommune',
          organisationNumber: '974760673',
          address: 'Rådhusplassen 1\n0155 Fjordbyen',
          contactPerson: {
            name: 'Åse Nygård',
            position: 'personvernkoordinator',
            contactDetails: ['ase@fjordbyen.example'],
          },
          dataProtectionOfficer: {
            name: 'Jo Bø',
            position: null,
            contactDetails: ['ombud@fjordbyen.example', '+47 22 00 00 00'],
          },
          signature: { signedBy: 'Åse Nygård', accessionDate: '2026-03-02' },
        },
      ],
      processors: [
        {
          name: 'Varde Drift AS',
          organisationNumber: '923609016',
          address: 'Kaigata 3, 5003 Bergen',
          contactPerson: { name: 'Per Olsen', position: 'daglig leder', contactDetails: ['per@varde.example'] },
          dataProtectionOfficer: null,
          signature: null,
        },
      ],
    },
    annexII: {
      dataSubjects: ['Pupils', 'Guardians', 'Staff'],
      personalData: [
        { category: 'Contact details', elements: ['name', 'e-mail', 'telephone'] },
        { category: 'Technical data', elements: ['IP address'] },
      ],
      sensitiveData: [{ category: 'Health', safeguards: ['Only named support staff', 'Every look is logged'] }],
      nature: ['Storage', 'Making available in the portal'],
      purposes: ['Running the portal'],
      duration: 'As long as the main contract runs, and 30 days after it.',
      subProcessing: [
        {
          subProcessor: 'Nordsky Cloud AB',
          subjectMatter: 'Hosting',
          nature: 'Storage',
          duration: 'As the main contract',
        },
      ],
    },
    annexIII: {
      measures,
      assistance: ['Export of one person on request'],
      subProcessorAssistance: [{ subProcessor: 'Nordsky Cloud AB', measures: ['Deletes on request within 24 hours'] }],
    },
    annexIV: {
      authorisation: 'general',
      subProcessors: [
        {
          name: 'Nordsky Cloud AB',
          address: 'Storgatan 9, 111 51 Stockholm',
          contactPerson: { name: 'Eva Lind', position: 'DPO', contactDetails: ['privacy@nordsky.example'] },
          processing: 'Hosts the database and the files.',
          responsibilities: 'Answers for the data centres; not for the application.',
        },
      ],
    },
  };
}
