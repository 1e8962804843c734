import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Staged and completed uploads, and the blobs that must go. */
export class Uploads1763800000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table upload (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        person_id uuid,
        uploader_account_id uuid,
        uploader_person_id uuid,
        comment_id uuid,
        purpose text not null check (purpose in ('PICTURE', 'ATTACHMENT', 'FIELD', 'IMPORT')),
        file_name text not null check (length(file_name) between 1 and 255),
        declared_type text not null,
        detected_type text,
        declared_bytes bigint not null check (declared_bytes > 0),
        measured_bytes bigint,
        sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
        state text not null default 'STAGED' check (state in ('STAGED', 'COMPLETE')),
        blob_name text not null,
        expires_at timestamptz,
        created_at timestamptz not null default now(),
        completed_at timestamptz,
        primary key (tenant_id, id),
        unique (tenant_id, blob_name),
        constraint measured_when_complete check ((state = 'COMPLETE') =
          (detected_type is not null and measured_bytes is not null and sha256 is not null and completed_at is not null)),
        constraint staged_expires check (state = 'COMPLETE' or expires_at is not null),
        constraint about_a_person_unless_imported check ((purpose = 'IMPORT') = (person_id is null)),
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index upload_person on upload (tenant_id, person_id, created_at, id);
      create index upload_expiry on upload (tenant_id, expires_at) where expires_at is not null;
      create index upload_uploader on upload (tenant_id, uploader_person_id);

      create table blob_removal (
        tenant_id uuid not null references tenant (tenant_id),
        blob_name text not null,
        keep_until timestamptz,
        removed_at timestamptz,
        created_at timestamptz not null default now(),
        primary key (tenant_id, blob_name)
      );`);
    await tenantWall(runner, 'upload');
    await tenantWall(runner, 'blob_removal');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table blob_removal, upload');
  }
}
