import type { MatrixDocument } from '../../access/index.js';
import type { DataCategory, Purpose, SensitiveAction } from '../../catalogue/index.js';
import type { FieldType, Register } from '../../people/index.js';
import type { DemoStory } from './demo.story.types.js';

/** A controller as the demo shows it: data alone, in the tenant's own language. Keys name rows within the tenant. */
export interface DemoTenant {
  readonly slug: string;
  readonly name: string;
  readonly legalName: string;
  readonly organisationNumber: string;
  readonly address: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly locale: 'nb' | 'sv' | 'fi' | 'et' | 'nl';
  /** A function address, published. */
  readonly privacyContact: string;
  /** How long log entries are shown and kept, in days. Default 92. */
  readonly logRetentionDays?: number;
  /** The source system, where the tenant has one: what it owns of each register is shown here and corrected there. */
  readonly source?: DemoSource;
  /** The authorisation matrix that the tenant has adopted; without one it has the standard one. */
  readonly matrix?: DemoMatrix;
  /** How old a second factor may be for sensitive actions, in minutes; a day where nothing is said, like the demo's tokens. */
  readonly secondFactorMinutes?: Partial<Record<SensitiveAction, number>>;
  readonly fields: readonly DemoField[];
  readonly units: readonly DemoUnit[];
  readonly groups: readonly DemoGroup[];
  readonly rosters: readonly DemoRoster[];
  readonly accounts: readonly DemoAccount[];
  readonly story: DemoStory;
}

export interface DemoSource {
  readonly name: string;
  /** The properties, or `field:<key>`, that the source owns, by register. */
  readonly owns: Partial<Record<Register, readonly string[]>>;
}

/** A tenant-defined field, declared like a column. */
export interface DemoField {
  /** The field's key in the API. */
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  readonly choices?: readonly string[];
  readonly registers: readonly Register[];
  readonly category: DataCategory;
  readonly purposes: readonly Purpose[];
  /** `WHILE_ACTIVE`, `UNTIL_REMOVED` or an ISO 8601 duration. */
  readonly retention: string;
  /** Keys of the roles that may read it beside the person and the controller. */
  readonly readableBy?: readonly string[];
  /** Whether the person may correct the value. */
  readonly correctable?: boolean;
}

export interface DemoUnit {
  readonly key: string;
  readonly kind: 'school' | 'company' | 'office';
  readonly name: string;
  readonly organisationNumber?: string;
}

export interface DemoGroup {
  readonly key: string;
  /** Key of the unit. */
  readonly unit: string;
  readonly kind: 'class' | 'circle' | 'team';
  readonly name: string;
  readonly stage?: string;
}

/** People of one register who have much in common. */
export interface DemoRoster {
  readonly register: Register;
  /** Key of the unit to which all belong. */
  readonly unit?: string;
  /** Keys of the groups of which all are members. */
  readonly groups?: readonly string[];
  /** Domain of everybody's e-mail address, below `.example`; without one they have none. */
  readonly mail?: string;
  /** The first one's telephone number (E.164), counted up from there; without one they have none. */
  readonly telephone?: string;
  readonly people: readonly DemoPerson[];
}

/** A person, known within the tenant by the key that {@link personKey} makes of the name: `elin-forsvall`. */
export interface DemoPerson {
  /** First and last name. */
  readonly name: readonly [given: string, family: string];
  readonly preferred?: string;
  /** ISO 8601 date. */
  readonly born?: string;
  /** Student, employee or customer number. */
  readonly identifier?: string;
  /** Key of a unit beside, or instead of, the roster's. */
  readonly unit?: string;
  readonly status?: 'active' | 'left';
  /** Values of tenant-defined fields by the field's key. */
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
  /** Keys of further groups of which the person is a member. */
  readonly groups?: readonly string[];
  /** Keys of the groups that the person supervises. */
  readonly leads?: readonly string[];
  /** Keys of the pupils whose guardian the person is. */
  readonly guardianOf?: readonly string[];
  /** How many days ago the person completed a course, by its key in the tenant’s matrix. */
  readonly courses?: Readonly<Record<string, number>>;
  /** Keys of the person’s job functions in the tenant’s matrix. */
  readonly functions?: readonly string[];
}

/** A login at the tenant's issuer. */
export interface DemoAccount {
  /** The `sub` of its tokens. */
  readonly subject: string;
  /** Key of the person; absent where the account is linked to none. */
  readonly person?: string;
  readonly kind?: 'personal' | 'service' | 'transfer';
  /** For which register a transfer account is linked to its person. */
  readonly register?: Register;
  /** What administrators call an account that has no person. */
  readonly label?: string;
  readonly roles?: readonly DemoRole[];
}

export interface DemoRole {
  /** Its key in the tenant’s matrix, or `controller`. */
  readonly role: string;
  /** Key of the unit to which the role is limited. */
  readonly unit?: string;
  /** The stage whose groups it reaches. */
  readonly stage?: string;
  /** Keys of the groups that it reaches. */
  readonly groups?: readonly string[];
  /** Keys of the people whom it reaches. */
  readonly people?: readonly string[];
  /** What was stated for a stackable role. */
  readonly condition?: string;
}

/** The first version of a tenant’s matrix, adopted. */
export interface DemoMatrix {
  readonly title: string;
  readonly content: MatrixDocument;
}
