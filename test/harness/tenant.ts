import { newId, toGlobalId } from '../../src/base/ids.js';
import type { DataCategory } from '../../src/catalogue/index.js';
import { type FieldType, type Register, registers } from '../../src/people/index.js';
import { Actor } from './actor.js';
import type { World } from './world.js';

export interface PersonOptions {
  readonly register?: Register;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email?: string | null;
  readonly telephone?: string | null;
  readonly unitId?: string | null;
  readonly valueSources?: Record<string, string>;
  readonly fieldValues?: Record<string, unknown>;
}

export interface FieldOptions {
  readonly key?: string;
  readonly label?: string;
  readonly type?: FieldType;
  readonly choices?: readonly string[];
  readonly registers?: readonly Register[];
  readonly category?: DataCategory;
  readonly retention?: string;
  readonly readableBy?: readonly string[];
  readonly correctable?: boolean;
  /** Whether the controller has acknowledged it; otherwise it stores nothing yet. */
  readonly acknowledged?: boolean;
}

let counter = 0;

/** A tenant of a test: builders for its units, people and groups, and actors who sign in as them. All ids are UUIDs. */
export class TestTenant {
  private constructor(
    private readonly world: World,
    readonly slug: string,
    readonly id: string,
    readonly unitId: string,
  ) {}

  static async create(
    world: World,
    slug: string,
    options: { kind?: 'controller' | 'operator'; country?: string; locale?: string },
  ): Promise<TestTenant> {
    const id = newId();
    const unitId = newId();
    await world.owner.query(`set app.operator = 'on'`);
    await world.owner.query(
      `insert into tenant (tenant_id, slug, kind, name, legal_name, country, locale) values ($1, $2, $3, $2, $2, $4, $5)`,
      [id, slug, options.kind ?? 'controller', options.country ?? 'NO', options.locale ?? 'en'],
    );
    await world.owner.query(
      `insert into identity_issuer (issuer, tenant_id, audience, jwks_uri) values ($1, $2, $3, $4)`,
      [world.issuer.nameFor(slug), id, 'varde-api', world.issuer.jwksUri],
    );
    const tenant = new TestTenant(world, slug, id, unitId);
    await tenant.insert('unit', { id: unitId, kind: 'school', name: `${slug} school` });
    return tenant;
  }

  /** Inserts a row of this tenant past the API, for arranging. */
  async insert(table: string, row: Readonly<Record<string, unknown>>): Promise<string> {
    const values: Record<string, unknown> = { tenant_id: this.id, ...row };
    const names = Object.keys(values);
    await this.world.owner.query(`set app.tenant_id = '${this.id}'`);
    await this.world.owner.query(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(values),
    );
    return typeof row['id'] === 'string' ? row['id'] : '';
  }

  /** Reads rows of this tenant past the API, for looking at what took effect. */
  async rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    await this.world.owner.query(`set app.tenant_id = '${this.id}'`);
    return (await this.world.owner.query<Row>(text, [...values])).rows;
  }

  async unit(name: string, kind: 'school' | 'company' = 'school'): Promise<string> {
    return this.insert('unit', { id: newId(), kind, name });
  }

  async person(options: PersonOptions = {}): Promise<string> {
    counter += 1;
    const id = newId();
    await this.insert('person', {
      id,
      register: options.register ?? 'STUDENT',
      given_name: options.givenName ?? `Given${counter}`,
      family_name: options.familyName ?? `Family${counter}`,
      email: options.email === undefined ? `person${counter}@example.org` : options.email,
      telephone: options.telephone ?? null,
      value_sources: JSON.stringify(options.valueSources ?? {}),
      field_values: JSON.stringify(options.fieldValues ?? {}),
    });
    const unitId = options.unitId === undefined ? this.unitId : options.unitId;
    if (unitId) await this.insert('affiliation', { person_id: id, unit_id: unitId });
    return id;
  }

  /** A field of the tenant's own; a text on every card that only the person and the controller read, where not said otherwise. */
  async field(options: FieldOptions = {}): Promise<string> {
    counter += 1;
    const scope = {
      registers: options.registers ?? registers,
      category: options.category ?? 'OTHER',
      purposes: ['ADMINISTRATION'],
      retention: options.retention ?? 'WHILE_ACTIVE',
    };
    const readableBy = options.readableBy ?? [];
    return this.insert('field_definition', {
      id: newId(),
      ...scope,
      key: options.key ?? `field${counter}`,
      label: options.label ?? `Field ${counter}`,
      type: options.type ?? 'TEXT',
      choices: options.choices ?? [],
      readable_by: readableBy,
      acknowledged: options.acknowledged === false ? null : JSON.stringify({ ...scope, readableBy }),
      correctable: options.correctable ?? false,
    });
  }

  async group(name = 'Class', unitId = this.unitId): Promise<string> {
    return this.insert('person_group', { id: newId(), unit_id: unitId, kind: 'class', name });
  }

  async member(groupId: string, personId: string, role: 'MEMBER' | 'SUPERVISOR' = 'MEMBER'): Promise<string> {
    return this.insert('membership', { id: newId(), group_id: groupId, person_id: personId, role });
  }

  async guardianship(guardianId: string, pupilId: string): Promise<string> {
    return this.insert('guardianship', { id: newId(), guardian_id: guardianId, pupil_id: pupilId });
  }

  /** An account linked to the person (null: to none), signed in. */
  async signIn(
    personId: string | null,
    roles: readonly { role: string; unitId?: string }[] = [],
    options: {
      kind?: 'personal' | 'service' | 'transfer';
      cardRegister?: 'TEACHER' | 'STAFF';
      secondFactorAt?: Date | null;
    } = {},
  ): Promise<Actor> {
    const accountId = newId();
    const subject = `subject-${accountId}`;
    await this.insert('account', {
      id: accountId,
      issuer: this.world.issuer.nameFor(this.slug),
      subject,
      kind: options.kind ?? 'personal',
      person_id: personId,
      card_register: options.cardRegister ?? null,
    });
    for (const { role, unitId } of roles) {
      await this.insert('role_grant', {
        id: newId(),
        account_id: accountId,
        person_id: personId,
        role,
        unit_id: unitId ?? null,
      });
    }
    const token = await this.world.issuer.token(this.slug, {
      subject,
      ...('secondFactorAt' in options ? { secondFactorAt: options.secondFactorAt } : {}),
    });
    return new Actor(this.world.url, token, { personId, accountId });
  }

  async endUser(options: PersonOptions = {}): Promise<Actor> {
    return this.signIn(await this.person(options));
  }

  async teacher(options: PersonOptions = {}): Promise<Actor> {
    return this.signIn(await this.person({ register: 'TEACHER', ...options }), [{ role: 'teacher' }]);
  }

  async unitAdministrator(unitId = this.unitId): Promise<Actor> {
    return this.signIn(await this.person({ register: 'STAFF', unitId }), [{ role: 'unit_administrator', unitId }]);
  }

  async controller(): Promise<Actor> {
    return this.signIn(await this.person({ register: 'STAFF' }), [{ role: 'controller' }]);
  }

  async operator(): Promise<Actor> {
    return this.signIn(null, [{ role: 'operator' }]);
  }
}

/** The id under which the API knows a person. */
export const personGid = (id: string): string => toGlobalId('Person', id);

/** The id under which the API knows a unit. */
export const unitGid = (id: string): string => toGlobalId('Unit', id);

/** The id under which the API knows a tenant-defined field. */
export const fieldGid = (id: string): string => toGlobalId('FieldDefinition', id);

/** The id under which the API knows a tenant. */
export const tenantGid = (id: string): string => toGlobalId('Tenant', id);
