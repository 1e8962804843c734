import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Archives of exports, until they expire. */
export class ExportArchives1763800000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table export_archive (
        tenant_id uuid not null,
        operation_id uuid not null,
        person_id uuid,
        blob_name text not null,
        size bigint not null check (size > 0),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        primary key (tenant_id, operation_id),
        foreign key (tenant_id, operation_id) references operation (tenant_id, id),
        check (expires_at > created_at)
      );
      create index export_archive_person on export_archive (tenant_id, person_id);
      create index export_archive_expiry on export_archive (tenant_id, expires_at);`);
    await tenantWall(runner, 'export_archive');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table export_archive');
  }
}
