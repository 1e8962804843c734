/**
 * The tables of OneRoster as files: IMS OneRoster 1.1 CSV Tables (Final Release, 17 April 2017, and 1.1.1) and
 * 1EdTech OneRoster CSV Binding 1.2 (and 1.2.1). One declaration per column and version; the row types follow from it.
 */

import {
  boolean,
  type Column,
  choice,
  date,
  dateTime,
  email,
  guid,
  guids,
  notRead,
  openChoice,
  role,
  type Table,
  text,
  texts,
  year,
} from './columns.js';

/** Version of the specification, as `oneroster.version` in the manifest gives it. */
export type OneRosterVersion = '1.1' | '1.2';

/** What every file has. */
const record = {
  sourcedId: guid('required'),
  // Blank means active in a bulk file; a delta file must say it, which the reader checks by the file's mode.
  status: choice('optional', ['active', 'tobedeleted'], { invalid: 'error' }),
  dateLastModified: dateTime(),
};

/** Columns of every file. */
export type RecordColumns = typeof record;

const orgTypes = ['department', 'school', 'district', 'local', 'state', 'national'] as const;
const sessionTypes = ['gradingPeriod', 'semester', 'schoolYear', 'term'] as const;
const classTypes = ['homeroom', 'scheduled'] as const;

/**
 * Roles of a user in an organisation, of both versions: exporters that moved from one version to the other mix them.
 * `administrator` is 1.1's; 1.2 split it into counselor, principal and the three kinds of administrators.
 */
export const USER_ROLES = [
  'administrator',
  'aide',
  'counselor',
  'districtAdministrator',
  'guardian',
  'parent',
  'principal',
  'proctor',
  'relative',
  'siteAdministrator',
  'student',
  'systemAdministrator',
  'teacher',
] as const;
/** One of {@link USER_ROLES}. */
export type UserRole = (typeof USER_ROLES)[number];

/** Roles of a user in a class. */
export const ENROLLMENT_ROLES = ['administrator', 'proctor', 'student', 'teacher'] as const;
/** One of {@link ENROLLMENT_ROLES}. */
export type EnrollmentRole = (typeof ENROLLMENT_ROLES)[number];

const orgs = {
  ...record,
  name: text('required'),
  identifier: text('optional'),
  parentSourcedId: guid('optional'),
};
const academicSessions = {
  ...record,
  title: text('required'),
  startDate: date('required'),
  endDate: date('required'),
  parentSourcedId: guid('optional'),
  schoolYear: year('expected'),
};
const courses = {
  ...record,
  schoolYearSourcedId: guid('optional', { variants: ['schoolYearId'] }),
  title: text('required'),
  courseCode: text('optional'),
  grades: texts({ variants: ['grade'] }),
  orgSourcedId: guid('expected'),
  subjects: texts(),
  subjectCodes: texts(),
};
const classes = {
  ...record,
  title: text('required'),
  grades: texts({ variants: ['grade'] }),
  courseSourcedId: guid('expected'),
  classCode: text('optional'),
  location: text('optional'),
  schoolSourcedId: guid('required'),
  termSourcedIds: guids('expected', { variants: ['termSourcedId'] }),
  subjects: texts(),
  subjectCodes: texts(),
  periods: texts(),
};
const enrollments = {
  ...record,
  classSourcedId: guid('required'),
  schoolSourcedId: guid('expected'),
  userSourcedId: guid('required'),
  role: role(ENROLLMENT_ROLES),
  primary: boolean('optional'),
  // An end that is dropped would leave somebody in a group for ever.
  beginDate: date('optional', { invalid: 'error' }),
  endDate: date('optional', { invalid: 'error' }),
};
const users = {
  ...record,
  enabledUser: boolean('required'),
  username: text('expected'),
  userIds: notRead('unneeded', ['userId']),
  givenName: text('required'),
  familyName: text('required'),
  middleName: text('optional'),
  identifier: text('optional'),
  email: email(),
  sms: text('optional', { maximum: 64 }),
  phone: text('optional', { maximum: 64 }),
  agentSourcedIds: guids('optional', { variants: ['agents'] }),
  grades: texts({ variants: ['grade'] }),
  password: notRead('secret'),
};
/** Columns of `users.csv` in both versions. */
export type UserColumns = typeof users;

const demographics = {
  ...record,
  // 1.0 calls it userSourcedId; it is the user's sourcedId in every version.
  sourcedId: guid('required', { variants: ['userSourcedId'] }),
  birthDate: date('optional'),
  americanIndianOrAlaskaNative: notRead('specialCategory'),
  asian: notRead('specialCategory'),
  blackOrAfricanAmerican: notRead('specialCategory'),
  nativeHawaiianOrOtherPacificIslander: notRead('specialCategory'),
  white: notRead('specialCategory'),
  demographicRaceTwoOrMoreRaces: notRead('specialCategory'),
  hispanicOrLatinoEthnicity: notRead('specialCategory'),
  countryOfBirthCode: notRead('unneeded'),
  stateOfBirthAbbreviation: notRead('unneeded'),
  cityOfBirth: notRead('unneeded'),
  publicSchoolResidenceStatus: notRead('unneeded'),
};

const table = <C extends Readonly<Record<string, Column>>>(file: string, personal: boolean, columns: C): Table<C> => ({
  file,
  personal,
  columns,
});

/** OneRoster 1.1. */
export const TABLES_1_1 = {
  orgs: table('orgs.csv', false, { ...orgs, type: choice('required', orgTypes) }),
  academicSessions: table('academicSessions.csv', false, {
    ...academicSessions,
    type: choice('required', sessionTypes),
  }),
  courses: table('courses.csv', false, courses),
  classes: table('classes.csv', false, { ...classes, classType: choice('expected', classTypes) }),
  users: table('users.csv', true, {
    ...users,
    orgSourcedIds: guids('required', { variants: ['orgSourcedId'] }),
    role: role(USER_ROLES),
  }),
  enrollments: table('enrollments.csv', false, enrollments),
  demographics: table('demographics.csv', true, { ...demographics, sex: choice('optional', ['male', 'female']) }),
};

/** OneRoster 1.2: roles and profiles moved out of users, and open enumerations. */
export const TABLES_1_2 = {
  orgs: table('orgs.csv', false, { ...orgs, type: openChoice('required', orgTypes) }),
  academicSessions: table('academicSessions.csv', false, {
    ...academicSessions,
    type: openChoice('required', sessionTypes),
  }),
  courses: table('courses.csv', false, courses),
  classes: table('classes.csv', false, { ...classes, classType: openChoice('expected', classTypes) }),
  users: table('users.csv', true, {
    ...users,
    userMasterIdentifier: notRead('unneeded'),
    resourceSourcedIds: notRead('unneeded'),
    preferredGivenName: text('optional'),
    preferredMiddleName: text('optional'),
    preferredFamilyName: text('optional'),
    primaryOrgSourcedId: guid('optional'),
    // Tells of gender identity: Art. 9 by inference.
    pronouns: notRead('specialCategory'),
  }),
  roles: table('roles.csv', false, {
    ...record,
    userSourcedId: guid('required'),
    roleType: choice('required', ['primary', 'secondary']),
    role: role(USER_ROLES),
    beginDate: date('optional', { invalid: 'error' }),
    endDate: date('optional', { invalid: 'error' }),
    orgSourcedId: guid('required'),
    userProfileSourcedId: guid('optional'),
  }),
  userProfiles: table('userProfiles.csv', true, {
    ...record,
    userSourcedId: guid('required'),
    profileType: text('expected'),
    vendorId: text('expected'),
    applicationId: text('optional'),
    description: text('optional', { maximum: 2_000 }),
    credentialType: text('expected'),
    username: text('required'),
    password: notRead('secret'),
  }),
  enrollments: table('enrollments.csv', false, enrollments),
  demographics: table('demographics.csv', true, {
    ...demographics,
    sex: openChoice('optional', ['male', 'female', 'other', 'unspecified']),
  }),
};

/** Files that are read, without `.csv`. */
export type FileName = keyof typeof TABLES_1_2;

/**
 * Files that are read, in an order in which each refers only to those before it (users refer to each other as agents).
 */
export const FILES_READ: readonly FileName[] = [
  'orgs',
  'academicSessions',
  'courses',
  'classes',
  'users',
  'userProfiles',
  'roles',
  'demographics',
  'enrollments',
];

/** Files of the specification that hold marks, resources and the like: known, and of no use to Varde. */
export const FILES_NOT_READ: readonly string[] = [
  'categories',
  'classResources',
  'courseResources',
  'lineItemLearningObjectiveIds',
  'lineItems',
  'lineItemScoreScales',
  'resources',
  'resultLearningObjectiveIds',
  'results',
  'resultScoreScales',
  'scoreScales',
  'userResources',
];
