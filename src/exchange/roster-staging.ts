import sql from 'sql-template-tag';
import type { BulkTransaction, CopyValue } from '../base/database/bulk.js';
import {
  type OneRosterSet,
  type RosterRow,
  type RowBatch,
  readClasses,
  readDemographics,
  readEnrollments,
  readOrgs,
  readRoles,
  readUsers,
  type UserRow,
} from './oneroster/index.js';
import type { ImportProblemCode, ProblemCollector } from './problem-collector.js';

/** How values of the set become values of Varde. */
export interface StagingOptions {
  readonly normaliseEmail: (text: string) => string | null;
  readonly normaliseTelephone: (text: string) => string | null;
  /** Whether somebody alive can have been born on that day. */
  readonly isBirthDate: (date: string) => boolean;
  /** Called after each batch with the bytes read so far; throws to stop the import. */
  readonly advance: (bytes: number) => Promise<void>;
}

/** The registers from the one that decides to the one that yields, where a user has several roles. */
const REGISTER_ORDER = ['staff', 'teacher', 'student', 'guardian'] as const;

const tables = [
  `in_org (line int, source_id text, name text, type text)`,
  `in_user (line int, source_id text, register text, given_name text, family_name text, preferred_name text,
    email text, telephone text, identifier text)`,
  `in_user_org (line int, user_id text, org_id text, register text)`,
  `in_agent (line int, user_id text, agent_id text)`,
  `in_class (line int, source_id text, name text, stage text, org_id text)`,
  `in_enrollment (line int, source_id text, class_id text, user_id text, role text, starts_on date, ends_on date)`,
  `in_demographics (line int, user_id text, birth_date date)`,
  `in_deletion (kind text, source_id text)`,
  // Rows that are in the set and were refused; without an identifier where that could not be told.
  `in_refused (kind text, source_id text)`,
  // Rejected values of rows that were not refused.
  `in_kept (source_id text, property text)`,
];

/** Which value of Varde a column fills, for those that a row can do without. */
const KEPT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  user: {
    preferredGivenName: 'preferredName',
    email: 'email',
    sms: 'telephone',
    phone: 'telephone',
    identifier: 'identifier',
  },
  class: { grades: 'stage' },
  demographics: { birthDate: 'birthDate' },
};

/** Copies a OneRoster set into temporary tables that end with the transaction. */
export class RosterStaging {
  private readonly deletions: CopyValue[][] = [];
  private readonly refused: CopyValue[][] = [];
  private readonly kept: CopyValue[][] = [];
  private read = 0;

  constructor(
    private readonly bulk: BulkTransaction,
    private readonly set: OneRosterSet,
    private readonly problems: ProblemCollector,
    private readonly options: StagingOptions,
  ) {}

  async fill(): Promise<void> {
    for (const table of tables) await this.bulk.run(sql([`create temporary table ${table} on commit drop`]));
    await this.orgs();
    await this.users();
    await this.classes();
    await this.enrollments();
    await this.demographics();
    await this.bulk.copy('in_deletion', ['kind', 'source_id'], single(this.deletions));
    await this.bulk.copy('in_refused', ['kind', 'source_id'], single(this.refused));
    await this.bulk.copy('in_kept', ['source_id', 'property'], single(this.kept));
    for (const [table, column] of [
      ['in_org', 'source_id'],
      ['in_user', 'source_id'],
      ['in_user_org', 'user_id'],
      ['in_class', 'source_id'],
      ['in_enrollment', 'source_id'],
      ['in_demographics', 'user_id'],
      ['in_refused', 'source_id'],
      ['in_kept', 'source_id'],
    ]) {
      await this.bulk.run(sql([`create index on ${table} (${column})`]));
    }
    await this.bulk.run(sql(['analyze']));
  }

  private orgs(): Promise<unknown> {
    const rows = this.batches('org', readOrgs(this.set), (row) => [[row.line, row.sourcedId, row.name, row.type]]);
    return this.bulk.copy('in_org', ['line', 'source_id', 'name', 'type'], rows);
  }

  private async users(): Promise<void> {
    const orgs: CopyValue[][] = [];
    const agents: CopyValue[][] = [];
    const { normaliseEmail } = this.options;
    const rows = this.batches('user', readUsers(this.set), (row) => {
      for (const agent of row.agentSourcedIds) agents.push([row.line, row.sourcedId, agent]);
      for (const { orgSourcedId, register } of row.roles) orgs.push([row.line, row.sourcedId, orgSourcedId, register]);
      const email = row.email === null ? null : normaliseEmail(row.email);
      if (row.email !== null && email === null) this.reject('user', row, 'email', 'BAD_EMAIL');
      const telephone = this.telephoneOf(row, 'sms') ?? this.telephoneOf(row, 'phone');
      const register = REGISTER_ORDER.find((name) => row.roles.some((role) => role.register === name)) ?? null;
      return [
        [
          row.line,
          row.sourcedId,
          register?.toUpperCase() ?? null,
          row.givenName,
          row.familyName,
          row.preferredGivenName,
          email,
          telephone,
          row.identifier,
        ],
      ];
    });
    const columns = [
      'line',
      'source_id',
      'register',
      'given_name',
      'family_name',
      'preferred_name',
      'email',
      'telephone',
      'identifier',
    ];
    await this.bulk.copy('in_user', columns, rows);
    await this.bulk.copy('in_user_org', ['line', 'user_id', 'org_id', 'register'], single(orgs));
    await this.bulk.copy('in_agent', ['line', 'user_id', 'agent_id'], single(agents));
    const roles = this.batches('role', readRoles(this.set), (row) => [
      [row.line, row.userSourcedId, row.orgSourcedId, row.register],
    ]);
    await this.bulk.copy('in_user_org', ['line', 'user_id', 'org_id', 'register'], roles);
  }

  private classes(): Promise<unknown> {
    const rows = this.batches('class', readClasses(this.set), (row) => [
      [row.line, row.sourcedId, row.title, row.grades.join(', ') || null, row.schoolSourcedId],
    ]);
    return this.bulk.copy('in_class', ['line', 'source_id', 'name', 'stage', 'org_id'], rows);
  }

  private enrollments(): Promise<unknown> {
    const rows = this.batches('enrollment', readEnrollments(this.set), (row) => {
      // Whoever administers or invigilates a class does not belong to it.
      if (row.role !== 'student' && row.role !== 'teacher') return [];
      const role = row.role === 'student' ? 'MEMBER' : 'SUPERVISOR';
      return [[row.line, row.sourcedId, row.classSourcedId, row.userSourcedId, role, row.beginDate, row.endDate]];
    });
    const columns = ['line', 'source_id', 'class_id', 'user_id', 'role', 'starts_on', 'ends_on'];
    return this.bulk.copy('in_enrollment', columns, rows);
  }

  private demographics(): Promise<unknown> {
    const { isBirthDate } = this.options;
    const rows = this.batches('demographics', readDemographics(this.set), (row) => {
      const isGood = row.birthDate === null || isBirthDate(row.birthDate);
      if (!isGood) this.reject('demographics', row, 'birthDate', 'BAD_BIRTH_DATE');
      return [[row.line, row.sourcedId, isGood ? row.birthDate : null]];
    });
    return this.bulk.copy('in_demographics', ['line', 'user_id', 'birth_date'], rows);
  }

  private telephoneOf(row: UserRow, column: 'sms' | 'phone'): string | null {
    const given = row[column];
    const telephone = given === null ? null : this.options.normaliseTelephone(given);
    if (given !== null && telephone === null) this.reject('user', row, column, 'BAD_TELEPHONE');
    return telephone;
  }

  /** Reports a value that is not taken over, and keeps the one that is stored. */
  private reject(kind: 'user' | 'demographics', row: RosterRow, column: string, code: ImportProblemCode): void {
    this.problems.warn(`${kind === 'user' ? 'users' : kind}.csv`, row.line, column, code);
    this.keep(kind, row, column);
  }

  /** Keeps the stored value that a column would have filled; where none is named, as of a row that is too short, all. */
  private keep(kind: string, { sourcedId }: RosterRow, column: string | null): void {
    for (const [name, property] of Object.entries(KEPT[kind] ?? {})) {
      if (column === null || column === name) this.kept.push([sourcedId, property]);
    }
  }

  /** Of rows that were not refused, the values that were; what is blank was not rejected. */
  private keepRejected(kind: string, { rows, problems }: RowBatch<RosterRow>): void {
    const rejected = problems.filter(({ severity, code }) => severity === 'warning' && code !== 'REQUIRED_MISSING');
    if (rejected.length === 0) return;
    const byLine = new Map(rows.map((row) => [row.line, row]));
    for (const { line, column } of rejected) {
      const row = byLine.get(line);
      if (row) this.keep(kind, row, column);
    }
  }

  private async *batches<Row extends RosterRow>(
    kind: string,
    source: AsyncGenerator<RowBatch<Row>>,
    convert: (row: Row) => CopyValue[][],
  ): AsyncGenerator<CopyValue[][]> {
    let bytes = 0;
    for await (const batch of source) {
      this.problems.add(batch.problems, batch.notes);
      for (const { sourcedId } of batch.deletions) this.deletions.push([kind, sourcedId]);
      for (const sourcedId of batch.refused) this.refused.push([kind, sourcedId]);
      this.keepRejected(kind, batch);
      yield batch.rows.flatMap(convert);
      this.read += batch.bytesRead - bytes;
      bytes = batch.bytesRead;
      await this.options.advance(this.read);
    }
  }
}

async function* single(rows: CopyValue[][]): AsyncGenerator<CopyValue[][]> {
  if (rows.length > 0) yield rows;
}
