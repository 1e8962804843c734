import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Legal holds, and erasures with their certificates. */
export class Erasures1763800000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table legal_hold (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        person_id uuid not null,
        category text,
        element text,
        ground text not null check (length(ground) between 1 and 2000),
        until date,
        placed_at timestamptz not null default now(),
        placed_by_account_id uuid,
        primary key (tenant_id, id),
        constraint hold_on_category_or_element check (category is null or element is null),
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index legal_hold_person on legal_hold (tenant_id, person_id);

      create table erasure (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        person_id uuid not null,
        register text not null,
        operation_id uuid not null,
        reason text not null,
        plan_hash text not null,
        plan jsonb not null,
        outcome jsonb not null default '{}',
        certificate jsonb,
        requested_by_account_id uuid,
        requested_at timestamptz not null default now(),
        started_at timestamptz,
        erased_at timestamptz,
        completed_at timestamptz,
        primary key (tenant_id, id),
        foreign key (tenant_id, operation_id) references operation (tenant_id, id) deferrable initially deferred,
        constraint completed_with_certificate check ((completed_at is null) = (certificate is null))
      );
      create unique index erasure_one_at_a_time on erasure (tenant_id, person_id) where completed_at is null;
      create index erasure_person on erasure (tenant_id, person_id, requested_at);
      create index erasure_requested on erasure (tenant_id, requested_at, id);
      create index erasure_operation on erasure (tenant_id, operation_id);`);
    await tenantWall(runner, 'legal_hold');
    await tenantWall(runner, 'erasure', ['select', 'insert', 'update']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table erasure, legal_hold');
  }
}
