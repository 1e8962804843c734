import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorReads, tenantWall } from '../base/database/policies.js';

const between = ['breach', 'breach_assessment', 'breach_notice'];

/** Incidents of the processor, and of each controller concerned its breaches, who is affected, and the notices. */
export class Breaches1763800000166 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table operation drop constraint operation_kind_check;
      alter table operation add constraint operation_kind_check
        check (kind in ('IMPORT', 'EXPORT', 'ERASURE', 'TRANSFER', 'BREACH_ASSESSMENT'));

      create table incident (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        number integer not null,
        title text not null,
        description text not null,
        measures text not null default '',
        from_at timestamptz,
        until_at timestamptz check (until_at >= from_at),
        roles text[] not null default '{}',
        sub_processor_ids uuid[] not null default '{}',
        signal_at timestamptz not null,
        aware_at timestamptz check (aware_at >= signal_at),
        closed_at timestamptz check (closed_at >= coalesce(aware_at, signal_at)),
        lessons text not null default '',
        reopened_at timestamptz,
        reopened_because text not null default '',
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, number)
      );
      create index incident_signal on incident (tenant_id, signal_at, id);

      create table breach (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        number integer not null,
        incident_id uuid,
        origin text not null check (origin in ('PROCESSOR', 'CONTROLLER')),
        description text not null,
        from_at timestamptz,
        until_at timestamptz check (until_at >= from_at),
        account_ids uuid[] not null default '{}',
        roles text[] not null default '{}',
        sub_processor_ids uuid[] not null default '{}',
        signal_at timestamptz not null,
        aware_at timestamptz check (aware_at >= signal_at),
        due_at timestamptz check (due_at >= aware_at),
        told_at timestamptz check (told_at >= aware_at),
        authority_due_at timestamptz,
        authority_told_at timestamptz check (authority_told_at >= aware_at),
        authority_reference text not null default '',
        authority_reason text not null default '',
        people_told_at timestamptz check (people_told_at >= aware_at),
        people_reason text not null default '',
        closed_at timestamptz check (closed_at >= coalesce(told_at, aware_at, signal_at)),
        lessons text not null default '',
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, number),
        check (origin = 'CONTROLLER' or incident_id is not null)
      );
      create unique index breach_of_incident on breach (tenant_id, incident_id);
      create index breach_incident on breach (incident_id);
      create index breach_signal on breach (signal_at, id);

      create table breach_assessment (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        breach_id uuid not null,
        phase integer not null,
        operation_id uuid not null,
        state text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE')),
        done integer not null default 0,
        total integer not null default 0,
        people integer not null default 0,
        erased_people integer not null default 0,
        special_people integer not null default 0,
        units integer not null default 0,
        records integer not null default 0,
        copies integer not null default 0,
        categories jsonb not null default '[]',
        registers jsonb not null default '[]',
        log_from timestamptz,
        is_incomplete boolean not null default false,
        difference jsonb,
        hash text,
        as_of timestamptz not null default now(),
        computed_at timestamptz,
        primary key (tenant_id, id),
        unique (tenant_id, breach_id, phase),
        check ((state = 'DONE') = (hash is not null)),
        foreign key (tenant_id, breach_id) references breach (tenant_id, id)
      );
      create unique index one_open_assessment on breach_assessment (tenant_id, breach_id) where state <> 'DONE';

      create table breach_person (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        assessment_id uuid not null,
        person_id uuid not null,
        categories text[] not null,
        entries integer not null,
        first_at timestamptz,
        last_at timestamptz,
        found_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, assessment_id, person_id),
        foreign key (tenant_id, assessment_id) references breach_assessment (tenant_id, id),
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index breach_person_person on breach_person (tenant_id, person_id);

      create table breach_notice (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        breach_id uuid not null,
        assessment_id uuid not null,
        phase integer not null,
        is_final boolean not null default false,
        language text not null,
        nature text not null,
        contact text not null,
        consequences text not null,
        measures text not null,
        document jsonb,
        hash text,
        sent_at timestamptz,
        acknowledged_at timestamptz check (acknowledged_at >= sent_at),
        acknowledged_by_account_id uuid,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, breach_id, phase),
        check ((sent_at is null) = (hash is null) and (sent_at is null) = (document is null)),
        foreign key (tenant_id, breach_id) references breach (tenant_id, id),
        foreign key (tenant_id, assessment_id) references breach_assessment (tenant_id, id)
      );
      create unique index one_draft_of_breach on breach_notice (tenant_id, breach_id) where sent_at is null;
      create index breach_notice_sent on breach_notice (tenant_id, sent_at, id);`);
    await tenantWall(runner, 'incident', ['select', 'insert', 'update']);
    await tenantWall(runner, 'breach', ['select', 'insert', 'update']);
    await tenantWall(runner, 'breach_assessment', ['select', 'insert', 'update']);
    await tenantWall(runner, 'breach_notice', ['select', 'insert', 'update']);
    // Who is affected is the controller's alone to see.
    await tenantWall(runner, 'breach_person');
    for (const table of between) await operatorReads(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table breach_notice, breach_person, breach_assessment, breach, incident;
      delete from operation where kind = 'BREACH_ASSESSMENT';
      alter table operation drop constraint operation_kind_check;
      alter table operation add constraint operation_kind_check
        check (kind in ('IMPORT', 'EXPORT', 'ERASURE', 'TRANSFER'));`);
  }
}
