import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** How recent a second factor each tenant asks for before a sensitive action, where that is not the default. */
export class SecondFactorRules1763800000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table second_factor_rule (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        action text not null,
        maximum_age_minutes integer check (maximum_age_minutes between 1 and 1440),
        version integer not null default 1,
        updated_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, action)
      );`);
    await tenantWall(runner, 'second_factor_rule');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table second_factor_rule');
  }
}
