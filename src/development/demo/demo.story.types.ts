import type { DataCategory } from '../../catalogue/index.js';
import type { ApiClient } from '../../commands/api-client.js';
import type { Register } from '../../people/index.js';
import type { DemoIds } from './demo.ids.js';
import type { DemoTemplate } from './demo.template.js';

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
