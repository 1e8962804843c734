/**
 * The rows of a OneRoster set, typed, checked and normalised. One row is seen at a time: whether identifiers are unique
 * and whether references lead anywhere is for the import that applies them. `problems.ts` says what costs a row and
 * what only a value.
 */
import type { RosterRegister } from './registers.js';
import type { EnrollmentRole, UserRole } from './specification.js';
import type { RosterRow, RowBatch } from './table-reader.js';

/** A school, its owner, or a part of either. */
export interface OrgRow extends RosterRow {
  readonly name: string;
  /** department, school, district, local, state or national; in 1.2 also `ext:…`. */
  readonly type: string;
  readonly identifier: string | null;
  readonly parentSourcedId: string | null;
}

/** A school year, term, semester or grading period; both days are part of it. */
export interface AcademicSessionRow extends RosterRow {
  readonly title: string;
  readonly type: string;
  /** YYYY-MM-DD. */
  readonly startDate: string;
  /** YYYY-MM-DD. */
  readonly endDate: string;
  readonly parentSourcedId: string | null;
  /** The calendar year in which the school year ends. */
  readonly schoolYear: number | null;
}

/** A course, of which classes are held. */
export interface CourseRow extends RosterRow {
  readonly title: string;
  readonly courseCode: string | null;
  readonly schoolYearSourcedId: string | null;
  readonly orgSourcedId: string | null;
  readonly grades: readonly string[];
  readonly subjects: readonly string[];
  readonly subjectCodes: readonly string[];
}

/** A class: a group of Varde. */
export interface ClassRow extends RosterRow {
  readonly title: string;
  readonly classCode: string | null;
  /** homeroom or scheduled; in 1.2 also `ext:…`. */
  readonly classType: string | null;
  readonly location: string | null;
  readonly courseSourcedId: string | null;
  readonly schoolSourcedId: string;
  readonly termSourcedIds: readonly string[];
  readonly grades: readonly string[];
  readonly subjects: readonly string[];
  readonly subjectCodes: readonly string[];
  readonly periods: readonly string[];
}

/** A role in an organisation, and the register of Varde it leads to. */
export interface UserRoleInOrg {
  readonly role: UserRole;
  readonly register: RosterRegister;
  readonly orgSourcedId: string;
  readonly primary: boolean;
}

/** A person. Passwords, further identifiers and pronouns are never read. */
export interface UserRow extends RosterRow {
  readonly enabledUser: boolean;
  /** 1.1: the organisations, the first one first. Empty in 1.2, where {@link RoleRow} says it. */
  readonly orgSourcedIds: readonly string[];
  /** 1.1: the one role, in each organisation. Empty in 1.2, where {@link RoleRow} says it. */
  readonly roles: readonly UserRoleInOrg[];
  /** 1.2 only. */
  readonly primaryOrgSourcedId: string | null;
  readonly username: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly middleName: string | null;
  /** 1.2 only, as the other preferred names. */
  readonly preferredGivenName: string | null;
  readonly preferredMiddleName: string | null;
  readonly preferredFamilyName: string | null;
  readonly identifier: string | null;
  /** Of an e-mail address's form; not normalised. */
  readonly email: string | null;
  /** As written; for the caller to validate and normalise. */
  readonly sms: string | null;
  /** As written; for the caller to validate and normalise. */
  readonly phone: string | null;
  /** Of a pupil: the guardians. Of a guardian: the pupils. */
  readonly agentSourcedIds: readonly string[];
  readonly grades: readonly string[];
}

/** 1.2: a role of a user in an organisation; `beginDate` and `endDate` are YYYY-MM-DD and part of it. */
export interface RoleRow extends RosterRow, UserRoleInOrg {
  readonly userSourcedId: string;
  readonly beginDate: string | null;
  readonly endDate: string | null;
  readonly userProfileSourcedId: string | null;
}

/** 1.2: an account of a user in some application. The password is never read. */
export interface UserProfileRow extends RosterRow {
  readonly userSourcedId: string;
  readonly profileType: string | null;
  readonly vendorId: string | null;
  readonly applicationId: string | null;
  readonly description: string | null;
  readonly credentialType: string | null;
  readonly username: string;
}

/** A user in a class; `beginDate` and `endDate` are YYYY-MM-DD and part of it. */
export interface EnrollmentRow extends RosterRow {
  readonly classSourcedId: string;
  readonly schoolSourcedId: string | null;
  readonly userSourcedId: string;
  readonly role: EnrollmentRole;
  /** Of a teacher: whether the class is led by this one. */
  readonly primary: boolean | null;
  readonly beginDate: string | null;
  readonly endDate: string | null;
}

/** More about a user, whose identifier is this row's. Race, ethnicity and place of birth are never read. */
export interface DemographicsRow extends RosterRow {
  /** YYYY-MM-DD. */
  readonly birthDate: string | null;
  /** male or female; in 1.2 also other, unspecified and `ext:…`. */
  readonly sex: string | null;
}

/** Batches of one kind of rows, in the order of the file. */
export type Rows<Row extends RosterRow> = AsyncGenerator<RowBatch<Row>>;
