export { openOneRosterSet } from './archive.js';
export { CSV_LIMITS, type CsvLimits } from './csv.js';
export { readDemographics, readRoles, readUserProfiles, readUsers } from './people.reader.js';
export {
  type FileNote,
  type FileNoteCode,
  type MessageParameters,
  OneRosterError,
  type OneRosterErrorCode,
  type RowProblem,
  type RowProblemCode,
  type Severity,
} from './problems.js';
export { type RosterRegister } from './registers.js';
export type {
  AcademicSessionRow,
  ClassRow,
  CourseRow,
  DemographicsRow,
  EnrollmentRow,
  OrgRow,
  RoleRow,
  Rows,
  UserProfileRow,
  UserRoleInOrg,
  UserRow,
} from './rows.js';
export { readAcademicSessions, readClasses, readCourses, readEnrollments, readOrgs } from './school.reader.js';
export { type FileMode, type OneRosterSet, SET_LIMITS, type SetLimits } from './set.js';
export { type FileName, type OneRosterVersion, type UserRole } from './specification.js';
export type { RosterRow, RowBatch } from './table-reader.js';
