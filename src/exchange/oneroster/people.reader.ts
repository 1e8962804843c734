import type { Cells } from './cells.js';
import type { CsvLimits } from './csv.js';
import { ROLE_REGISTERS } from './registers.js';
import type { DemographicsRow, RoleRow, Rows, UserProfileRow, UserRow } from './rows.js';
import type { OneRosterSet } from './set.js';
import { TABLES_1_1, TABLES_1_2, type UserColumns } from './specification.js';
import { checkOrder, type RosterRow, readTable } from './table-reader.js';

/** Reads `users.csv`: in 1.1 with organisations and role, in 1.2 without (see {@link readRoles}). */
export function readUsers(set: OneRosterSet, limits?: CsvLimits): Rows<UserRow> {
  return set.version === '1.1' ? readUsers11(set, limits) : readUsers12(set, limits);
}

function readUsers11(set: OneRosterSet, limits?: CsvLimits): Rows<UserRow> {
  return readTable(
    set,
    'users',
    TABLES_1_1.users,
    (cells) => {
      const person = personOf(cells);
      return (base) => {
        const [role, orgSourcedIds] = [cells.role(), cells.orgSourcedIds()];
        const register = ROLE_REGISTERS[role];
        return {
          orgSourcedIds,
          roles: orgSourcedIds.map((orgSourcedId, index) => ({ role, register, orgSourcedId, primary: index === 0 })),
          primaryOrgSourcedId: null,
          preferredGivenName: null,
          preferredMiddleName: null,
          preferredFamilyName: null,
          ...person(base),
        };
      };
    },
    limits,
  );
}

function readUsers12(set: OneRosterSet, limits?: CsvLimits): Rows<UserRow> {
  return readTable(
    set,
    'users',
    TABLES_1_2.users,
    (cells) => {
      const person = personOf(cells);
      return (base) => ({
        orgSourcedIds: [],
        roles: [],
        primaryOrgSourcedId: cells.primaryOrgSourcedId(),
        preferredGivenName: cells.preferredGivenName(),
        preferredMiddleName: cells.preferredMiddleName(),
        preferredFamilyName: cells.preferredFamilyName(),
        ...person(base),
      });
    },
    limits,
  );
}

/** What a user has in both versions. */
function personOf(cells: Cells<UserColumns>) {
  return (base: RosterRow) => ({
    enabledUser: cells.enabledUser(),
    username: cells.username(),
    givenName: cells.givenName(),
    familyName: cells.familyName(),
    middleName: cells.middleName(),
    identifier: cells.identifier(),
    email: cells.email(),
    sms: cells.sms(),
    phone: cells.phone(),
    agentSourcedIds: cells.agentSourcedIds() ?? [],
    grades: cells.grades() ?? [],
    ...base,
  });
}

/** Reads `roles.csv` (1.2; a 1.1 set has none). */
export function readRoles(set: OneRosterSet, limits?: CsvLimits): Rows<RoleRow> {
  return readTable(
    set,
    'roles',
    TABLES_1_2.roles,
    (cells, reader) => (base) => {
      const [role, beginDate, endDate] = [cells.role(), cells.beginDate(), cells.endDate()];
      checkOrder(reader, beginDate, endDate);
      return {
        userSourcedId: cells.userSourcedId(),
        role,
        register: ROLE_REGISTERS[role],
        orgSourcedId: cells.orgSourcedId(),
        primary: cells.roleType() === 'primary',
        beginDate,
        endDate,
        userProfileSourcedId: cells.userProfileSourcedId(),
        ...base,
      };
    },
    limits,
  );
}

/** Reads `userProfiles.csv` (1.2; a 1.1 set has none). */
export function readUserProfiles(set: OneRosterSet, limits?: CsvLimits): Rows<UserProfileRow> {
  return readTable(
    set,
    'userProfiles',
    TABLES_1_2.userProfiles,
    (cells) => (base) => ({
      userSourcedId: cells.userSourcedId(),
      profileType: cells.profileType(),
      vendorId: cells.vendorId(),
      applicationId: cells.applicationId(),
      description: cells.description(),
      credentialType: cells.credentialType(),
      username: cells.username(),
      ...base,
    }),
    limits,
  );
}

/** Reads `demographics.csv`: birth date and sex only. */
export function readDemographics(set: OneRosterSet, limits?: CsvLimits): Rows<DemographicsRow> {
  const table = set.version === '1.1' ? TABLES_1_1.demographics : TABLES_1_2.demographics;
  return readTable<typeof TABLES_1_2.demographics.columns, DemographicsRow>(
    set,
    'demographics',
    table,
    (cells) => (base) => ({ birthDate: cells.birthDate(), sex: cells.sex(), ...base }),
    limits,
  );
}
