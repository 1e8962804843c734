import sql from 'sql-template-tag';
import {
  CourseRecord,
  FunctionAssignment,
  Matrix,
  RoleGrant,
  RoleScope,
  SecondFactorRule,
  sensitiveFor,
} from '../../access/index.js';
import { Account } from '../../accounts/index.js';
import type { Database } from '../../base/database/database.js';
import type { Transaction } from '../../base/database/transaction.js';
import { Group, Membership, type MembershipRole } from '../../groups/index.js';
import { Affiliation, declaredScope, FieldDefinition, Guardianship, Person } from '../../people/index.js';
import { IdentityIssuer, Tenant, Unit } from '../../tenants/index.js';
import { DemoIds } from './demo.ids.js';
import { type DemoCard, peopleOf } from './demo.people.js';
import type { DemoTenant } from './demo.types.js';

/** The issuer at which a demo tenant's people sign in. */
export interface DemoIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
}

const usualLogDays = 92;
/** As long as the tokens of `dev.json` are good. */
const dayMinutes = 24 * 60;

/**
 * Loads a demo tenant with its people in one transaction: it is there whole or not at all, so a killed start goes on
 * where it was. A tenant that exists is left alone, with everything that was changed, erased or added since.
 *
 * @returns whether it was loaded now
 */
export async function loadDemoTenant(database: Database, tenant: DemoTenant, issuer: DemoIssuer): Promise<boolean> {
  const ids = new DemoIds(tenant);
  return database.transaction({ tenantId: ids.tenantId, operator: true }, async (db) => {
    // Two servers on one database must not load the same tenant at once.
    await db.run(sql`select pg_advisory_xact_lock(hashtext(${`demo ${tenant.slug}`}))`);
    if (await db.first(sql`select 1 from tenant where slug = ${tenant.slug}`)) return false;
    await new DemoLoading(db, tenant, ids).load(issuer);
    return true;
  });
}

/** One tenant being loaded: the steps in the order in which rows refer to each other. */
class DemoLoading {
  private readonly people: readonly DemoCard[];

  constructor(
    private readonly db: Transaction,
    private readonly tenant: DemoTenant,
    private readonly ids: DemoIds,
  ) {
    this.people = peopleOf(tenant);
  }

  async load(issuer: DemoIssuer): Promise<void> {
    await this.loadTenant(issuer);
    await this.insert(
      FieldDefinition,
      this.tenant.fields.map((field) => ({
        ...field,
        id: this.ids.of('field', field.key),
        choices: [...(field.choices ?? [])],
        readableBy: [...(field.readableBy ?? [])],
        correctable: field.correctable ?? false,
        acknowledged: declaredScope({ ...field, readableBy: field.readableBy ?? [] }),
      })),
    );
    const source = this.tenant.source?.name ?? null;
    await this.insert(
      Unit,
      this.tenant.units.map(({ key, ...unit }) => ({
        ...unit,
        id: this.ids.of('unit', key),
        ...(source ? { source, sourceId: key } : {}),
      })),
    );
    await this.insert(
      Group,
      this.tenant.groups.map(({ key, unit, ...group }) => ({
        ...group,
        id: this.ids.of('group', key),
        unitId: this.ids.of('unit', unit),
        ...(source ? { source, sourceId: key } : {}),
      })),
    );
    await this.insert(
      Person,
      this.people.map((person) => this.personRow(person)),
    );
    await this.insert(
      Affiliation,
      this.people.flatMap((person) => this.affiliationRows(person)),
    );
    await this.insert(
      Membership,
      this.people.flatMap((person) => this.membershipRows(person)),
    );
    await this.insert(
      Guardianship,
      this.people.flatMap((person) => this.guardianshipRows(person)),
    );
    await this.loadMatrix();
    await this.loadCourses();
    await this.loadAccounts(issuer.issuer);
    await this.loadGrants();
  }

  private async loadTenant({ issuer, audience, jwksUri }: DemoIssuer): Promise<void> {
    const { slug, name, legalName, organisationNumber, address, country, locale, privacyContact } = this.tenant;
    const logRetentionDays = this.tenant.logRetentionDays ?? usualLogDays;
    await this.insert(Tenant, [
      { slug, name, legalName, organisationNumber, address, country, locale, privacyContact, logRetentionDays },
    ]);
    await this.insert(IdentityIssuer, [{ issuer, audience, jwksUri }]);
    await this.insert(
      SecondFactorRule,
      sensitiveFor({ isOperator: false }).map((action) => ({
        id: this.ids.link('second factor', action),
        action,
        maximumAgeMinutes: this.tenant.secondFactorMinutes?.[action] ?? dayMinutes,
      })),
    );
  }

  private personRow(person: DemoCard): Record<string, unknown> {
    const { name: source, owns } = this.tenant.source ?? {};
    const columns: Record<string, unknown> = {
      givenName: person.name[0],
      familyName: person.name[1],
      preferredName: person.preferred,
      email: person.email,
      telephone: person.telephone,
      birthDate: person.born,
      identifier: person.identifier,
    };
    const fields = Object.entries(person.fields ?? {}).map(([key, value]) => [this.ids.of('field', key), value]);
    const owned = source ? (owns?.[person.register] ?? []) : [];
    const valueSources = owned
      .filter((name) => columns[name] !== undefined || person.fields?.[name.replace(/^field:/, '')] !== undefined)
      .map((name) => [name.replace(/^field:(.*)$/, (_, key: string) => `field:${this.ids.of('field', key)}`), source]);
    return {
      id: this.ids.of('person', person.key),
      register: person.register,
      ...columns,
      status: person.status ?? 'active',
      fieldValues: Object.fromEntries(fields),
      valueSources: Object.fromEntries(valueSources),
      ...(owned.length > 0 ? { source, sourceId: person.identifier ?? person.key } : {}),
    };
  }

  private affiliationRows(person: DemoCard): object[] {
    return person.units.map((unit) => ({
      personId: this.ids.of('person', person.key),
      unitId: this.ids.of('unit', unit),
    }));
  }

  private membershipRows(person: DemoCard): object[] {
    const rows = (groups: readonly string[], role: MembershipRole) =>
      groups.map((group) => ({
        id: this.ids.link('membership', person.key, group, role),
        groupId: this.ids.of('group', group),
        personId: this.ids.of('person', person.key),
        role,
      }));
    return [...rows(person.groups, 'MEMBER'), ...rows(person.leads ?? [], 'SUPERVISOR')];
  }

  private guardianshipRows(person: DemoCard): object[] {
    return (person.guardianOf ?? []).map((pupil) => ({
      id: this.ids.link('guardianship', person.key, pupil),
      guardianId: this.ids.of('person', person.key),
      pupilId: this.ids.of('person', pupil),
    }));
  }

  private async loadAccounts(issuer: string): Promise<void> {
    const now = Date.now();
    const idOf = (subject: string): string => this.ids.link('account', subject);
    const personOf = (key: string | undefined): string | null => (key ? this.ids.of('person', key) : null);
    await this.insert(
      Account,
      this.tenant.accounts.map(({ subject, person, kind, label, register }, index) => ({
        // In the order of the data, which is the order in which they are told to people.
        createdAt: new Date(now + index),
        id: idOf(subject),
        issuer,
        subject,
        kind: kind ?? 'personal',
        personId: personOf(person),
        label: label ?? '',
        cardRegister: register ?? null,
      })),
    );
  }

  private async loadGrants(): Promise<void> {
    const held = this.tenant.accounts.flatMap(({ subject, person, roles = [] }) =>
      roles.map((grant) => ({
        ...grant,
        subject,
        person,
        id: this.ids.link('grant', subject, grant.role, grant.unit ?? ''),
      })),
    );
    await this.insert(
      RoleGrant,
      held.map(({ id, subject, person, role, unit, stage, condition }) => ({
        id,
        accountId: this.ids.link('account', subject),
        personId: person ? this.ids.of('person', person) : null,
        role,
        unitId: unit ? this.ids.of('unit', unit) : null,
        stage: stage ?? null,
        condition: condition ?? null,
      })),
    );
    const scopeOf = (grantId: string, kind: 'group' | 'person', keys: readonly string[]): object[] =>
      keys.map((key) => ({
        id: this.ids.link('scope', grantId, key),
        grantId,
        [`${kind}Id`]: this.ids.of(kind, key),
      }));
    await this.insert(
      RoleScope,
      held.flatMap(({ id, groups = [] }) => scopeOf(id, 'group', groups)),
    );
    await this.insert(
      RoleScope,
      held.flatMap(({ id, people = [] }) => scopeOf(id, 'person', people)),
    );
  }

  /** Who completed which course of the matrix: some days ago, so that the demo is the same on any day. */
  private async loadCourses(): Promise<void> {
    const months = new Map(this.tenant.matrix?.content.courses?.map(({ key, validMonths }) => [key, validMonths]));
    const day = (date: Date): string => date.toISOString().slice(0, 10);
    await this.insert(
      CourseRecord,
      this.people.flatMap(({ key, courses = {} }) =>
        Object.entries(courses).map(([course, daysAgo]) => {
          const completed = new Date(Date.now() - daysAgo * 86_400_000);
          const lapses = new Date(completed);
          lapses.setUTCMonth(lapses.getUTCMonth() + (months.get(course) ?? 0));
          return {
            id: this.ids.link('course', key, course),
            personId: this.ids.of('person', key),
            course,
            completedOn: day(completed),
            validUntil: months.get(course) == null ? null : day(lapses),
          };
        }),
      ),
    );
  }

  /** The version in force, and who has which job function of it. */
  private async loadMatrix(): Promise<void> {
    const { matrix } = this.tenant;
    if (!matrix) return;
    const now = new Date();
    await this.insert(Matrix, [
      { id: this.ids.link('matrix', '1'), number: 1, ...matrix, state: 'ADOPTED', adoptedAt: now },
    ]);
    await this.insert(
      FunctionAssignment,
      this.people.flatMap(({ key, functions = [] }) =>
        functions.map((job) => ({
          id: this.ids.link('function', key, job),
          personId: this.ids.of('person', key),
          function: job,
          guidanceAcknowledgedAt: now,
          validFrom: now,
        })),
      ),
    );
  }

  private async insert(entity: new () => object, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return;
    const { tenantId } = this.ids;
    await this.db.manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(rows.map((row) => ({ tenantId, ...row })))
      .updateEntity(false)
      .execute();
  }
}
