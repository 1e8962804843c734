import type { MigrationInterface, QueryRunner } from 'typeorm';
import { platformWall, tenantListWall, tenantWall } from '../base/database/policies.js';

/** Tenants, their units, people, groups, accounts, grants, the log, and operations. */
export class Foundation1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tenant (
        tenant_id uuid primary key default uuidv7(),
        slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,62}$'),
        kind text not null default 'controller' check (kind in ('controller', 'operator')),
        name text not null,
        legal_name text not null,
        organisation_number text not null default '',
        address text not null default '',
        country text not null default 'NO' check (country ~ '^[A-Z]{2}$'),
        locale text not null default 'en' check (locale in ('en', 'nb', 'sv', 'fi', 'et', 'nl')),
        privacy_contact text not null default '',
        storage_quota_bytes bigint not null default 10737418240 check (storage_quota_bytes >= 0),
        log_retention_days integer not null default 92 check (log_retention_days between 1 and 3660),
        created_at timestamptz not null default now()
      );
      create unique index one_operator on tenant (kind) where kind = 'operator';

      create table identity_issuer (
        issuer text primary key,
        tenant_id uuid not null references tenant (tenant_id),
        audience text not null,
        jwks_uri text not null,
        created_at timestamptz not null default now()
      );
      create index identity_issuer_tenant on identity_issuer (tenant_id);

      create table unit (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        kind text not null check (kind in ('school', 'company', 'office')),
        name text not null,
        organisation_number text,
        source text,
        source_id text,
        archived_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, source, source_id)
      );
      create index unit_name on unit (tenant_id, name, id);

      create table person (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        register text not null check (register in ('STUDENT', 'TEACHER', 'STAFF', 'GUARDIAN', 'CONTACT')),
        given_name text not null,
        family_name text not null,
        preferred_name text,
        email text,
        telephone text,
        birth_date date,
        identifier text,
        field_values jsonb not null default '{}',
        value_sources jsonb not null default '{}',
        picture_upload_id uuid,
        status text not null default 'active' check (status in ('active', 'left')),
        source text,
        source_id text,
        erasure_id uuid,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, source, source_id)
      );
      create index person_name on person (tenant_id, family_name, given_name, id);
      create index person_register on person (tenant_id, register, family_name, given_name, id);
      create index person_email on person (tenant_id, email) where email is not null;

      create table affiliation (
        tenant_id uuid not null,
        person_id uuid not null,
        unit_id uuid not null,
        source text,
        created_at timestamptz not null default now(),
        primary key (tenant_id, person_id, unit_id),
        foreign key (tenant_id, person_id) references person (tenant_id, id),
        foreign key (tenant_id, unit_id) references unit (tenant_id, id)
      );
      create index affiliation_unit on affiliation (tenant_id, unit_id, person_id);

      create table guardianship (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        guardian_id uuid not null,
        pupil_id uuid not null,
        source text,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, guardian_id, pupil_id),
        check (guardian_id <> pupil_id),
        foreign key (tenant_id, guardian_id) references person (tenant_id, id),
        foreign key (tenant_id, pupil_id) references person (tenant_id, id)
      );
      create index guardianship_pupil on guardianship (tenant_id, pupil_id, guardian_id);

      create table field_definition (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        key text not null check (key ~ '^[a-z][a-zA-Z0-9]{0,63}$'),
        label text not null,
        type text not null check (type in ('TEXT', 'NUMBER', 'DATE', 'CHOICE', 'YES_NO', 'FILE')),
        choices text[] not null default '{}',
        registers text[] not null,
        category text not null,
        purposes text[] not null,
        retention text not null,
        readable_by text[] not null default '{}',
        correctable boolean not null default false,
        retired_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, key)
      );

      create table person_group (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        unit_id uuid not null,
        kind text not null check (kind in ('class', 'circle', 'team')),
        name text not null,
        stage text,
        source text,
        source_id text,
        archived_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, source, source_id),
        foreign key (tenant_id, unit_id) references unit (tenant_id, id)
      );
      create index person_group_unit on person_group (tenant_id, unit_id);
      create index person_group_name on person_group (tenant_id, name, id);

      create table membership (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        group_id uuid not null,
        person_id uuid not null,
        role text not null default 'MEMBER' check (role in ('MEMBER', 'SUPERVISOR')),
        starts_on date,
        ends_on date,
        source text,
        source_id text,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, group_id, person_id, role),
        unique (tenant_id, source, source_id),
        check (ends_on >= starts_on),
        foreign key (tenant_id, group_id) references person_group (tenant_id, id),
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index membership_person on membership (tenant_id, person_id, role, group_id);

      create table account (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        issuer text not null,
        subject text not null,
        kind text not null default 'personal' check (kind in ('personal', 'service')),
        person_id uuid,
        label text not null default '',
        last_visit_at timestamptz,
        last_second_factor_at timestamptz,
        closed_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, issuer, subject),
        constraint service_account_has_no_person check (kind <> 'service' or person_id is null),
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index account_person on account (tenant_id, person_id);

      create table account_address (
        tenant_id uuid not null,
        account_id uuid not null,
        person_id uuid,
        address inet not null,
        first_seen_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        primary key (tenant_id, account_id, address),
        foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
      );
      create index account_address_person on account_address (tenant_id, person_id);

      create table role_grant (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        account_id uuid not null,
        person_id uuid,
        role text not null check (role in ('teacher', 'unit_administrator', 'controller', 'operator')),
        unit_id uuid,
        valid_from timestamptz not null default now(),
        valid_until timestamptz,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        check (valid_until > valid_from),
        check ((role = 'unit_administrator') = (unit_id is not null)),
        foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade,
        foreign key (tenant_id, unit_id) references unit (tenant_id, id)
      );
      create index role_grant_account on role_grant (tenant_id, account_id);
      create unique index role_grant_once on role_grant (tenant_id, account_id, role, unit_id) nulls not distinct
        where valid_until is null;

      create table log_entry (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        at timestamptz not null default now(),
        actor_account_id uuid,
        actor_person_id uuid,
        role text not null,
        unit_id uuid,
        action text not null,
        outcome text not null default 'done' check (outcome in ('done', 'refused')),
        purpose text not null,
        person_ids uuid[] not null default '{}',
        categories text[] not null default '{}',
        details jsonb not null default '{}',
        request_id text not null,
        primary key (tenant_id, id)
      );
      create index log_entry_persons on log_entry using gin (person_ids);

      create table operation (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        kind text not null check (kind in ('IMPORT', 'EXPORT', 'ERASURE')),
        state text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
        phase text not null default 'phase.queued',
        done bigint not null default 0,
        total bigint,
        input jsonb not null default '{}',
        result jsonb,
        failure text,
        requested_by_account_id uuid,
        requested_by_person_id uuid,
        person_id uuid,
        idempotency_key text,
        cancel_requested_at timestamptz,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        finished_at timestamptz,
        primary key (tenant_id, id),
        unique (tenant_id, kind, requested_by_account_id, idempotency_key)
      );
      create index operation_person on operation (tenant_id, person_id);`);
    await tenantListWall(runner, 'tenant');
    await platformWall(runner, 'identity_issuer');
    for (const table of [
      'unit',
      'person',
      'affiliation',
      'guardianship',
      'field_definition',
      'person_group',
      'membership',
      'account',
      'account_address',
      'role_grant',
      'operation',
    ]) {
      await tenantWall(runner, table);
    }
    // Entries are never changed; those past the tenant's retention are removed.
    await tenantWall(runner, 'log_entry', ['select', 'insert', 'delete']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table operation, log_entry, role_grant, account_address, account, membership, person_group,
      field_definition, guardianship, affiliation, person, unit, identity_issuer, tenant`);
  }
}
