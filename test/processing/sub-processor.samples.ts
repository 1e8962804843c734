/** What the operator enters of an invented host of the platform. */
export const hostInput = (changes: object = {}): object => ({
  legalName: 'Nordsky Cloud AB',
  service: { en: 'Cloud hosting', nb: 'Skytjeneste', fi: 'Pilvipalvelu' },
  processing: { en: 'Hosts the database and the files.', nb: 'Drifter databasen og filene.' },
  responsibilities: { en: 'Answers for the data centres; not for the application.' },
  dataCategories: ['NAME', 'CONTACT', 'FILE'],
  address: 'Storgatan 9, 111 51 Stockholm',
  country: 'SE',
  locations: ['SE', 'NO'],
  transferBasis: 'NONE_EEA',
  contact: 'privacy@nordsky.example',
  since: '2026-01-15',
  ...changes,
});

export const ADD_SUB_PROCESSOR = `mutation($input: AddSubProcessorInput!) { addSubProcessor(input: $input) {
  subProcessor { id isPrimary version } userErrors { code field message } } }`;

export interface Changed {
  readonly subProcessor: { readonly id: string; readonly isPrimary: boolean; readonly version: number } | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
}
