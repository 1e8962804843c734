import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE, tenantWall } from '../base/database/policies.js';

/**
 * The versions of each tenant's annexes, and how much of each field's declaration the controller has acknowledged. What
 * tenants had defined before was agreed to as it is, so that no portal stops taking values with the upgrade.
 */
export class AnnexVersions1763800000140 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table field_definition add acknowledged jsonb;

      create table annex_version (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        number integer not null check (number > 0),
        hash text not null check (hash ~ '^[0-9a-f]{64}$'),
        content text not null,
        difference jsonb not null,
        causes text[] not null,
        widens boolean not null,
        made_at timestamptz not null,
        acknowledged_at timestamptz,
        acknowledged_by_account_id uuid,
        acknowledged_by_person_id uuid,
        primary key (tenant_id, id),
        unique (tenant_id, number),
        foreign key (tenant_id, acknowledged_by_person_id) references person (tenant_id, id)
      );`);
    await tenantWall(runner, 'annex_version', ['select', 'insert']);
    await runner.query(`grant update (acknowledged_at, acknowledged_by_account_id, acknowledged_by_person_id)
      on annex_version to ${APP_ROLE}`);
    await runner.query(`set local app.operator = 'on'`);
    const tenants = (await runner.query('select tenant_id as id from tenant')) as { id: string }[];
    for (const { id } of tenants) {
      await runner.query(`select set_config('app.tenant_id', $1, true)`, [id]);
      await runner.query(ACKNOWLEDGE, [id]);
    }
    await runner.query(`select set_config('app.tenant_id', '', true), set_config('app.operator', '', true)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table annex_version;
      alter table field_definition drop column acknowledged`);
  }
}

const ACKNOWLEDGE = `
  update field_definition set acknowledged = jsonb_build_object('category', category, 'registers', registers,
    'purposes', purposes, 'retention', retention, 'readableBy', readable_by)
  where tenant_id = $1 and retired_at is null`;
