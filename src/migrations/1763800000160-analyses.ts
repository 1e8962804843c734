import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE, platformWall, signedInRead, tenantWall } from '../base/database/policies.js';

/**
 * Analyses with each time that they were held and what was found; what the operator shows of its own to all tenants, which
 * is a copy, so that nothing of a tenant's table has to be open to others; and the operator's certifications.
 */
export class Analyses1763800000160 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table analysis (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        kind text not null check (kind in ('RISK', 'VULNERABILITY', 'PENETRATION_TEST', 'IMPACT_ASSESSMENT')),
        subject text not null check (subject <> ''),
        every_months integer check (every_months between 1 and 120),
        first_due_on date,
        visibility text not null check (visibility in ('OWN', 'DATES', 'SUMMARY')),
        ended_on date,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (tenant_id, id)
      );
      create table analysis_occasion (
        tenant_id uuid not null,
        id uuid not null,
        analysis_id uuid not null,
        held_on date not null,
        held_by text not null check (held_by <> ''),
        summary text not null check (summary <> ''),
        report_url text,
        recorded_at timestamptz not null default now(),
        recorded_by_account_id uuid not null,
        primary key (tenant_id, id),
        unique (tenant_id, analysis_id, held_on),
        foreign key (tenant_id, analysis_id) references analysis (tenant_id, id)
      );
      create table analysis_finding (
        tenant_id uuid not null,
        id uuid not null,
        occasion_id uuid not null,
        number integer not null check (number > 0),
        title text not null check (title <> ''),
        severity text not null check (severity in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
        action text,
        due_on date,
        state text not null default 'OPEN' check (state in ('OPEN', 'DONE', 'ACCEPTED')),
        note text,
        closed_on date,
        version integer not null default 1,
        updated_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, occasion_id, number),
        foreign key (tenant_id, occasion_id) references analysis_occasion (tenant_id, id),
        check ((state = 'OPEN') = (closed_on is null)),
        check (state <> 'ACCEPTED' or note is not null)
      );
      create index analysis_finding_open on analysis_finding (tenant_id, due_on, id) where state = 'OPEN';

      create view analysis_standing with (security_invoker = true) as
        select a.*, o.held_on as last_held_on,
          case when a.ended_on is not null then null
            when o.held_on is null then a.first_due_on
            else (o.held_on + make_interval(months => a.every_months))::date end as next_due_on
        from analysis a
        left join lateral (select max(l.held_on) as held_on from analysis_occasion l
          where l.tenant_id = a.tenant_id and l.analysis_id = a.id) o on true;

      create table processor_analysis (
        id uuid primary key,
        kind text not null,
        subject text not null,
        every_months integer,
        held_on date,
        held_by text,
        next_due_on date,
        summary text,
        findings integer not null,
        open_findings integer not null,
        updated_at timestamptz not null default now()
      );

      create table certification (
        id uuid primary key,
        standard text not null check (standard <> ''),
        scope jsonb not null,
        issuer text not null check (issuer <> ''),
        certificate_number text not null check (certificate_number <> ''),
        valid_from date not null,
        valid_until date not null,
        document_url text,
        is_public boolean not null,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        check (valid_until >= valid_from)
      );`);
    await tenantWall(runner, 'analysis', ['select', 'insert', 'update']);
    await tenantWall(runner, 'analysis_occasion', ['select', 'insert']);
    await tenantWall(runner, 'analysis_finding', ['select', 'insert', 'update']);
    await platformWall(runner, 'processor_analysis');
    await platformWall(runner, 'certification');
    await signedInRead(runner, 'certification', 'is_public');
    await runner.query(`grant select on analysis_standing to ${APP_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table certification;
      drop table processor_analysis;
      drop view analysis_standing;
      drop table analysis_finding;
      drop table analysis_occasion;
      drop table analysis`);
  }
}
