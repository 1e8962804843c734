/** The kinds of personal data. `special` are those of Article 9 GDPR, which a tenant may rule out altogether. */
export const categories = {
  NAME: { special: false },
  CONTACT: { special: false },
  BIRTH: { special: false },
  IDENTIFIER: { special: false },
  PICTURE: { special: false },
  AFFILIATION: { special: false },
  MEMBERSHIP: { special: false },
  RELATION: { special: false },
  SIGN_IN: { special: false },
  NETWORK_ADDRESS: { special: false },
  FREE_TEXT: { special: false },
  FILE: { special: false },
  REQUEST: { special: false },
  ACTIVITY: { special: false },
  EDUCATION: { special: false },
  EMPLOYMENT: { special: false },
  PREFERENCE: { special: false },
  OTHER: { special: false },
  HEALTH: { special: true },
  ORIGIN: { special: true },
  BELIEF: { special: true },
  POLITICS: { special: true },
  UNION: { special: true },
  GENETIC: { special: true },
  BIOMETRIC: { special: true },
  SEX_LIFE: { special: true },
} as const;

export type DataCategory = keyof typeof categories;
export const categoryNames = Object.keys(categories) as DataCategory[];
export const isSpecial = (category: DataCategory): boolean => categories[category].special;

/** What personal data is kept for (Article 5(1)(b) GDPR). */
export const purposes = [
  'IDENTIFICATION',
  'COMMUNICATION',
  'ADMINISTRATION',
  'EDUCATION',
  'CUSTOMER_SERVICE',
  'SAFETY',
  'SECURITY',
  'ACCOUNTABILITY',
] as const;
export type Purpose = (typeof purposes)[number];

/** Who may say what is right: the person, the controller, the system itself, or the source system it came from. */
export const owners = ['PERSON', 'CONTROLLER', 'SYSTEM'] as const;
export type DataOwner = (typeof owners)[number];

/**
 * How long an element is kept: `WHILE_ACTIVE` as long as the person is in the register, `UNTIL_REMOVED` until the person
 * or the controller removes it, or a period (ISO 8601 duration) after the value was last written.
 */
export type Retention = 'WHILE_ACTIVE' | 'UNTIL_REMOVED' | `P${string}`;
