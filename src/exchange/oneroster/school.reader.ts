import type { CsvLimits } from './csv.js';
import type { AcademicSessionRow, ClassRow, CourseRow, EnrollmentRow, OrgRow, Rows } from './rows.js';
import type { OneRosterSet } from './set.js';
import { TABLES_1_1, TABLES_1_2 } from './specification.js';
import { checkOrder, readTable } from './table-reader.js';

/** Reads `orgs.csv`. */
export function readOrgs(set: OneRosterSet, limits?: CsvLimits): Rows<OrgRow> {
  const table = set.version === '1.1' ? TABLES_1_1.orgs : TABLES_1_2.orgs;
  return readTable<typeof TABLES_1_2.orgs.columns, OrgRow>(
    set,
    'orgs',
    table,
    (cells) => (base) => ({
      name: cells.name(),
      type: cells.type(),
      identifier: cells.identifier(),
      parentSourcedId: cells.parentSourcedId(),
      ...base,
    }),
    limits,
  );
}

/** Reads `academicSessions.csv`. */
export function readAcademicSessions(set: OneRosterSet, limits?: CsvLimits): Rows<AcademicSessionRow> {
  const table = set.version === '1.1' ? TABLES_1_1.academicSessions : TABLES_1_2.academicSessions;
  return readTable<typeof TABLES_1_2.academicSessions.columns, AcademicSessionRow>(
    set,
    'academicSessions',
    table,
    (cells, reader) => (base) => {
      const [startDate, endDate] = [cells.startDate(), cells.endDate()];
      checkOrder(reader, startDate, endDate);
      return {
        title: cells.title(),
        type: cells.type(),
        startDate,
        endDate,
        parentSourcedId: cells.parentSourcedId(),
        schoolYear: cells.schoolYear(),
        ...base,
      };
    },
    limits,
  );
}

/** Reads `courses.csv`. */
export function readCourses(set: OneRosterSet, limits?: CsvLimits): Rows<CourseRow> {
  return readTable(
    set,
    'courses',
    TABLES_1_2.courses,
    (cells) => (base) => ({
      title: cells.title(),
      courseCode: cells.courseCode(),
      schoolYearSourcedId: cells.schoolYearSourcedId(),
      orgSourcedId: cells.orgSourcedId(),
      grades: cells.grades() ?? [],
      subjects: cells.subjects() ?? [],
      subjectCodes: cells.subjectCodes() ?? [],
      ...base,
    }),
    limits,
  );
}

/** Reads `classes.csv`. */
export function readClasses(set: OneRosterSet, limits?: CsvLimits): Rows<ClassRow> {
  const table = set.version === '1.1' ? TABLES_1_1.classes : TABLES_1_2.classes;
  return readTable<typeof TABLES_1_2.classes.columns, ClassRow>(
    set,
    'classes',
    table,
    (cells) => (base) => ({
      title: cells.title(),
      classCode: cells.classCode(),
      classType: cells.classType(),
      location: cells.location(),
      courseSourcedId: cells.courseSourcedId(),
      schoolSourcedId: cells.schoolSourcedId(),
      termSourcedIds: cells.termSourcedIds() ?? [],
      grades: cells.grades() ?? [],
      subjects: cells.subjects() ?? [],
      subjectCodes: cells.subjectCodes() ?? [],
      periods: cells.periods() ?? [],
      ...base,
    }),
    limits,
  );
}

/** Reads `enrollments.csv`. */
export function readEnrollments(set: OneRosterSet, limits?: CsvLimits): Rows<EnrollmentRow> {
  return readTable(
    set,
    'enrollments',
    TABLES_1_2.enrollments,
    (cells, reader) => (base) => {
      const [beginDate, endDate] = [cells.beginDate(), cells.endDate()];
      checkOrder(reader, beginDate, endDate);
      return {
        classSourcedId: cells.classSourcedId(),
        schoolSourcedId: cells.schoolSourcedId(),
        userSourcedId: cells.userSourcedId(),
        role: cells.role(),
        primary: cells.primary(),
        beginDate,
        endDate,
        ...base,
      };
    },
    limits,
  );
}
