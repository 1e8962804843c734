import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instructionLedger } from '../base/database/instructions.js';
import { tenantWall } from '../base/database/policies.js';

/** Whether a tenant's fields wait for the controller's acknowledgement of the annexes, where that is not the default. */
export class AnnexRules1763800000175 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table annex_rule (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        waits_for_acknowledgement boolean not null,
        version integer not null default 1,
        updated_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id)
      );`);
    await tenantWall(runner, 'annex_rule');
    await instructionLedger(runner, 'annex_rule', { key: [], columns: ['waits_for_acknowledgement'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table annex_rule');
  }
}
