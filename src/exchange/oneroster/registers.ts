import type { UserRole } from './specification.js';

/** The registers of Varde that a OneRoster user can be entered in. */
export type RosterRegister = 'student' | 'teacher' | 'staff' | 'guardian';

/** OneRoster role to Varde register: who teaches or invigilates is a teacher, who administers or advises is staff. */
export const ROLE_REGISTERS: Readonly<Record<UserRole, RosterRegister>> = {
  administrator: 'staff',
  aide: 'teacher',
  counselor: 'staff',
  districtAdministrator: 'staff',
  guardian: 'guardian',
  parent: 'guardian',
  principal: 'staff',
  proctor: 'teacher',
  relative: 'guardian',
  siteAdministrator: 'staff',
  student: 'student',
  systemAdministrator: 'staff',
  teacher: 'teacher',
};
