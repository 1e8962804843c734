import type { MigrationInterface, QueryRunner } from 'typeorm';
import { platformWall } from '../base/database/policies.js';

/** The processor as everybody may read it, and versions of tenants' settings. */
export class Processor1763800000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tenant add version integer not null default 1;

      create table processor (
        id boolean primary key default true check (id),
        name text not null,
        legal_name text not null,
        organisation_number text not null,
        address text not null,
        country text not null check (country ~ '^[A-Z]{2}$'),
        contact text not null,
        data_protection_officer text,
        version integer not null default 1,
        updated_at timestamptz not null default now()
      );`);
    await platformWall(runner, 'processor', ['select', 'insert', 'update']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table processor; alter table tenant drop version');
  }
}
