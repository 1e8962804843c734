import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Who has read which version of the controller's privacy notice. */
export class NoticeReadings1763800000177 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table privacy_notice_reading (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        notice_id uuid not null,
        account_id uuid not null,
        person_id uuid not null,
        read_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, notice_id, account_id),
        foreign key (tenant_id, notice_id) references privacy_notice (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade,
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index privacy_notice_reading_person on privacy_notice_reading (tenant_id, person_id);
      create index privacy_notice_reading_account on privacy_notice_reading (tenant_id, account_id);`);
    await tenantWall(runner, 'privacy_notice_reading', ['select', 'insert', 'update', 'delete']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table privacy_notice_reading');
  }
}
