const DAY_MS = 86_400_000;
const day = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** The certifications of the demo's processor: one for everybody to see, one for its controllers. */
export const demoCertifications: readonly { readonly standard: string; readonly [field: string]: unknown }[] = [
  {
    standard: 'ISO/IEC 27001:2022',
    scope: {
      en: 'Operation and development of the portals.',
      nb: 'Drift og utvikling av portalene.',
      sv: 'Drift och utveckling av portalerna.',
      fi: 'Portaalien ylläpito ja kehitys.',
      et: 'Portaalide käitamine ja arendamine.',
      nl: 'Beheer en ontwikkeling van de portalen.',
    },
    issuer: 'Fjellsert AS',
    certificateNumber: 'FS-27001-0417',
    validFrom: day(-700),
    validUntil: day(395),
    documentUrl: 'https://varde-drift.example/sertifikater/iso-27001.pdf',
    isPublic: true,
  },
  {
    standard: 'ISO/IEC 27701:2019',
    scope: {
      en: 'Processing of personal data as a processor.',
      nb: 'Behandling av personopplysninger som databehandler.',
    },
    issuer: 'Fjellsert AS',
    certificateNumber: 'FS-27701-0112',
    validFrom: day(-1_050),
    validUntil: day(45),
    documentUrl: null,
    isPublic: false,
  },
];

export const demoPenetrationTest = {
  plan: {
    kind: 'PENETRATION_TEST',
    subject: 'Portalplattformen, utenfra og som innlogget bruker',
    everyMonths: 12,
    visibility: 'SUMMARY',
  },
  occasion: {
    heldOn: day(-120),
    heldBy: 'Grunnfjell Sikkerhet AS',
    summary: 'Ingen vei mellom kundene ble funnet. To mindre funn er rettet, ett følges opp.',
    findings: [{ title: 'Svak feilmelding ved opplasting', severity: 'LOW', action: 'Ny tekst', dueOn: day(30) }],
  },
};
