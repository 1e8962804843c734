import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** What imports found and did, and whom they must leave out. */
export class Imports1763800000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import_report (
        tenant_id uuid not null,
        operation_id uuid not null,
        source text not null,
        format text not null,
        applied boolean not null,
        counts jsonb not null default '{}',
        errors integer not null default 0,
        warnings integer not null default 0,
        notes jsonb not null default '[]',
        created_at timestamptz not null default now(),
        primary key (tenant_id, operation_id),
        foreign key (tenant_id, operation_id) references operation (tenant_id, id) on delete cascade
      );

      create table import_problem (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        operation_id uuid not null,
        file text not null,
        line integer not null,
        column_name text,
        code text not null,
        severity text not null check (severity in ('error', 'warning')),
        facts jsonb not null default '{}',
        primary key (tenant_id, id),
        foreign key (tenant_id, operation_id) references operation (tenant_id, id) on delete cascade
      );
      create index import_problem_operation on import_problem (tenant_id, operation_id, id);

      create table import_suppression (
        tenant_id uuid not null references tenant (tenant_id),
        source text not null,
        digest bytea not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, source, digest)
      );`);
    await tenantWall(runner, 'import_report');
    await tenantWall(runner, 'import_problem', ['select', 'insert', 'delete']);
    await tenantWall(runner, 'import_suppression', ['select', 'insert']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table import_suppression, import_problem, import_report');
  }
}
