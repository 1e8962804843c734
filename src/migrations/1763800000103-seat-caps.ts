import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** How many may hold an administrator's or an observer's seat, in the tenant and in each unit. */
export class SeatCaps1763800000103 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table seat_cap (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        kind text not null check (kind in ('ADMINISTRATOR', 'OBSERVER')),
        unit_id uuid,
        maximum integer not null check (maximum >= 0),
        version integer not null default 1,
        updated_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique nulls not distinct (tenant_id, kind, unit_id),
        foreign key (tenant_id, unit_id) references unit (tenant_id, id) on delete cascade
      );`);
    await tenantWall(runner, 'seat_cap');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table seat_cap');
  }
}
