import type { MatrixDocument } from '../../access/index.js';
import type { DataCategory, Purpose, SensitiveAction } from '../../catalogue/index.js';
import type { ApiClient } from '../../commands/api-client.js';
import type { FieldType, Register } from '../../people/index.js';
import type { DemoIds } from './demo.ids.js';
import type { DemoTemplate } from './demo.template.js';

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

/** What people of the tenant have done, through the API, by the time a newcomer looks. People are named by their keys. */
export interface DemoStory {
  readonly agreement: DemoAgreement;
  readonly fieldFiles: readonly DemoFieldFile[];
  /** What else was done, in this order. */
  readonly acts?: readonly DemoAct[];
  /** An instruction that the processor parked, and that the controller stands by. */
  readonly parked?: DemoParked;
  /** A breach that happened and is closed. */
  readonly breach?: DemoBreach;
  /** What was done since the agreement was signed. */
  readonly afterwards?: readonly DemoAct[];
  /** What staff of the processor asked to read, and what the controller said. */
  readonly lockboxes?: readonly DemoLockbox[];
  /** The title of the next version of the authorisation matrix, which is up for discussion. */
  readonly nextMatrix?: string;
  readonly holds: readonly DemoHold[];
  readonly requests: readonly DemoRequest[];
  readonly import?: DemoImport;
  readonly invitations: readonly DemoInvitation[];
  readonly files: readonly DemoFile[];
  readonly comments: readonly DemoComment[];
  /** Subjects of the accounts that put up a picture of themselves. */
  readonly pictures: readonly string[];
}

/** A mutation that somebody carried out, unless it is done already. */
export interface DemoAct {
  /** Subject of the account that does it. */
  readonly by: string;
  /** Its name in the API: its input is of the type of the same name. */
  readonly mutation: string;
  /** What it is told; what only the API knows is asked for. */
  readonly input: (ids: DemoIds, client: ApiClient) => object | Promise<object>;
  /** It is done where the answer to this query has this text. */
  readonly unless: { readonly query: string; readonly says: string };
}

/** How long the controller would keep its log, why the processor holds that to be unlawful, and what the controller answers. */
export interface DemoParked {
  readonly logRetentionDays: number;
  readonly reason: string;
  readonly answer: string;
}

/** A breach of security by way of one account, told in two phases. */
export interface DemoBreach {
  readonly title: string;
  readonly description: string;
  readonly measures: string;
  readonly lessons: string;
  /** Why neither the authority nor the people need be told, in the controller's words. */
  readonly noRisk: string;
  /** Subject of the suspected account. */
  readonly account: string;
}

/** A request of the processor's staff to read something, and how it ended. */
export interface DemoLockbox {
  readonly ticket: string;
  readonly staffName: string;
  readonly reason: string;
  readonly needed: string;
  readonly purpose: string;
  readonly categories: readonly string[];
  /** The people, by their keys. */
  readonly about: readonly string[];
  /** For how long it is asked. */
  readonly hours: number;
  readonly outcome: 'APPROVED' | 'ENDED' | 'REFUSED';
  /** What the controller says. */
  readonly answer: string;
}

/** The first version of a tenant’s matrix, adopted. */
export interface DemoMatrix {
  readonly title: string;
  readonly content: MatrixDocument;
}

/** The data-processing agreement: signed by the first controller's account, and by the operator where it says so. */
export interface DemoAgreement {
  readonly mainContractName: string;
  readonly mainContractNumber: string;
  readonly annexNumber: string;
  /** ISO 8601 date. */
  readonly startsOn: string;
  /** Who is the controller's contact person, and in which position signs. */
  readonly contact: string;
  readonly position: string;
  readonly countersigned: boolean;
  /** The controller's own template; absent where the agreement is on the processor's standard. */
  readonly template?: DemoTemplate;
}

/** Somebody new who was invited and has not answered yet. */
export interface DemoInvitation {
  /** Subject of the account that invites. */
  readonly by: string;
  readonly name: readonly [given: string, family: string];
  readonly email: string;
  readonly register: Register;
  readonly unit: string;
}

/** A text file about a person. */
export interface DemoFile {
  /** Subject of the account that uploads it. */
  readonly by: string;
  readonly about: string;
  readonly name: string;
  readonly text: string;
}

/** What somebody wrote about a person. */
export interface DemoComment {
  /** Subject of the account that writes it. */
  readonly by: string;
  readonly about: string;
  readonly text: string;
}

/** A text file in a tenant-defined field of type FILE. */
export interface DemoFieldFile extends DemoFile {
  /** Key of the field. */
  readonly field: string;
}

/** Data that an erasure must keep, placed by the first controller's account. */
export interface DemoHold {
  readonly about: string;
  readonly category: DataCategory;
  /** The duty on which it rests. */
  readonly ground: string;
  /** ISO 8601 date. */
  readonly until: string;
}

/** What somebody asked for as a data subject, and has not been answered yet. */
export interface DemoRequest {
  /** Subject of the account of who asks. */
  readonly by: string;
  readonly kind: 'ACCESS' | 'RECTIFICATION' | 'ERASURE' | 'RESTRICTION' | 'PORTABILITY' | 'OBJECTION';
  readonly details: string;
}

/** What a source system sent and the first controller's account imported: a OneRoster set, its files by their name. */
export interface DemoImport {
  readonly source: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What the controller tells its data subjects. */
export interface DemoNotice {
  readonly language: 'EN' | 'NB' | 'SV' | 'FI' | 'ET' | 'NL';
  readonly title: string;
  readonly text: string;
}

/** Who acts in a story: accounts of the tenant by their subject, and the operator. */
export interface DemoActors {
  as(subject: string): Promise<ApiClient>;
  readonly operator: ApiClient;
}
