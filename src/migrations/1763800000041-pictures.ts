import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Persons' pictures, one row per rendition. */
export class Pictures1763800000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table picture (
        tenant_id uuid not null references tenant (tenant_id),
        person_id uuid not null,
        size text not null check (size in ('SMALL', 'MEDIUM', 'LARGE')),
        upload_id uuid not null,
        blob_name text not null,
        bytes integer not null check (bytes > 0),
        width integer not null check (width > 0),
        height integer not null check (height > 0),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        created_at timestamptz not null default now(),
        primary key (tenant_id, person_id, size),
        unique (tenant_id, blob_name),
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );`);
    await tenantWall(runner, 'picture');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table picture');
  }
}
