import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Requests of data subjects, with deadline and outcome. */
export class DataSubjectRequests1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table data_subject_request (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        person_id uuid,
        kind text not null check (kind in ('ACCESS', 'RECTIFICATION', 'ERASURE', 'RESTRICTION', 'PORTABILITY', 'OBJECTION')),
        state text not null default 'OPEN' check (state in ('OPEN', 'GRANTED', 'REFUSED', 'WITHDRAWN')),
        element text,
        proposed_value text,
        details text not null default '',
        received_at timestamptz not null default now(),
        due_at timestamptz not null default now() + interval '1 month',
        extension_reason text,
        outcome text,
        closed_at timestamptz,
        closed_by_account_id uuid,
        version integer not null default 1,
        primary key (tenant_id, id),
        check ((state = 'OPEN') = (closed_at is null)),
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index data_subject_request_person on data_subject_request (tenant_id, person_id);
      create index data_subject_request_due on data_subject_request (tenant_id, due_at, id);`);
    await tenantWall(runner, 'data_subject_request');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table data_subject_request');
  }
}
