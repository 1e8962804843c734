import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Transfers out: what is carried, each run of it, its file, and who is in that file. */
export class Transfers1763800000124 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table operation drop constraint operation_kind_check;
      alter table operation add constraint operation_kind_check
        check (kind in ('IMPORT', 'EXPORT', 'ERASURE', 'TRANSFER'));

      create table transfer (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        name text not null check (name <> ''),
        account_id uuid,
        register text not null check (register in ('STUDENT', 'TEACHER', 'STAFF', 'GUARDIAN', 'CONTACT')),
        columns jsonb not null,
        format text not null check (format in ('CSV', 'JSON')),
        purpose text not null,
        unit_id uuid,
        frequency text check (frequency in ('DAILY', 'WEEKLY')),
        time_of_day text check (time_of_day ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
        weekday integer check (weekday between 1 and 7),
        is_paused boolean not null default false,
        next_due_at timestamptz,
        retention_days integer not null default 30 check (retention_days between 1 and 365),
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, name),
        foreign key (tenant_id, account_id) references account (tenant_id, id) on delete set null (account_id),
        foreign key (tenant_id, unit_id) references unit (tenant_id, id),
        check ((frequency is null) = (time_of_day is null)),
        check (coalesce(frequency = 'WEEKLY', false) = (weekday is not null)),
        check (next_due_at is null or (frequency is not null and not is_paused))
      );
      create index transfer_due on transfer (tenant_id, next_due_at) where next_due_at is not null;
      create index transfer_account on transfer (tenant_id, account_id);

      create table transfer_run (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        transfer_id uuid not null,
        operation_id uuid not null,
        due_at timestamptz,
        persons integer not null default 0 check (persons >= 0),
        notes jsonb not null default '[]',
        carried_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, transfer_id, due_at),
        unique (tenant_id, operation_id),
        foreign key (tenant_id, transfer_id) references transfer (tenant_id, id) on delete cascade,
        foreign key (tenant_id, operation_id) references operation (tenant_id, id)
      );
      create index transfer_run_newest on transfer_run (tenant_id, transfer_id, created_at);

      create table transfer_file (
        tenant_id uuid not null,
        run_id uuid not null,
        blob_name text not null,
        size bigint not null check (size > 0),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        primary key (tenant_id, run_id),
        unique (tenant_id, blob_name),
        foreign key (tenant_id, run_id) references transfer_run (tenant_id, id) on delete cascade,
        check (expires_at > created_at)
      );
      create index transfer_file_expiry on transfer_file (tenant_id, expires_at);

      create table transfer_part (
        tenant_id uuid not null,
        run_id uuid not null,
        number integer not null,
        categories text[] not null,
        person_ids uuid[] not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, run_id, number),
        foreign key (tenant_id, run_id) references transfer_run (tenant_id, id) on delete cascade
      );
      create index transfer_part_persons on transfer_part using gin (person_ids);`);
    for (const table of ['transfer', 'transfer_run', 'transfer_file', 'transfer_part']) await tenantWall(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table transfer_part, transfer_file, transfer_run, transfer;
      alter table operation drop constraint operation_kind_check;
      alter table operation add constraint operation_kind_check check (kind in ('IMPORT', 'EXPORT', 'ERASURE'));`);
  }
}
