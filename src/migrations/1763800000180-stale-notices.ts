import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Since when a privacy notice in force says something else than what is processed: what is published itself never changes. */
export class StaleNotices1763800000180 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table stale_notice (
        tenant_id uuid not null,
        id uuid not null,
        since timestamptz not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, id) references privacy_notice (tenant_id, id) on delete cascade
      )`);
    await tenantWall(runner, 'stale_notice', ['select', 'insert', 'delete']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table stale_notice');
  }
}
