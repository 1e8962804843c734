import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Earlier texts of comments, and what stands where something was redacted or purged. */
export class CommentVersions1763800000170 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table comment alter column body drop not null;

      create table comment_version (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        comment_id uuid not null,
        person_id uuid not null,
        version integer not null check (version > 0),
        body text not null check (length(body) between 1 and 10000),
        written_at timestamptz not null,
        primary key (tenant_id, id),
        unique (tenant_id, comment_id, version),
        foreign key (tenant_id, comment_id) references comment (tenant_id, id) on delete cascade,
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index comment_version_person on comment_version (tenant_id, person_id);

      alter table upload alter column blob_name drop not null;
      alter table upload drop constraint upload_state_check,
        add constraint upload_state_check check (state in ('STAGED', 'COMPLETE', 'PURGED')),
        drop constraint staged_expires,
        add constraint staged_expires check (state <> 'STAGED' or expires_at is not null),
        add constraint stored_until_purged check ((state = 'PURGED') = (blob_name is null));

      create table content_tombstone (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        person_id uuid not null,
        comment_id uuid,
        upload_id uuid,
        act text not null check (act in ('REDACTED', 'PURGED')),
        kinds text[] not null,
        findings integer not null,
        earlier_versions integer not null default 0,
        reason text not null check (length(reason) between 1 and 1000),
        decided_by_account_id uuid not null,
        decided_by_person_id uuid,
        decided_at timestamptz not null,
        primary key (tenant_id, id),
        constraint of_one_content check (num_nonnulls(comment_id, upload_id) = 1),
        foreign key (tenant_id, comment_id) references comment (tenant_id, id) on delete cascade,
        foreign key (tenant_id, upload_id) references upload (tenant_id, id) on delete cascade,
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index content_tombstone_person on content_tombstone (tenant_id, person_id);
      create index content_tombstone_decider on content_tombstone (tenant_id, decided_by_person_id);
      create index content_tombstone_comment on content_tombstone (tenant_id, comment_id);
      create index content_tombstone_upload on content_tombstone (tenant_id, upload_id);`);
    await tenantWall(runner, 'comment_version');
    await tenantWall(runner, 'content_tombstone');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table content_tombstone, comment_version;
      delete from upload where state = 'PURGED';
      delete from comment where body is null;
      alter table upload drop constraint stored_until_purged, drop constraint upload_state_check,
        add constraint upload_state_check check (state in ('STAGED', 'COMPLETE')),
        drop constraint staged_expires,
        add constraint staged_expires check (state = 'COMPLETE' or expires_at is not null),
        alter column blob_name set not null;
      alter table comment alter column body set not null`);
  }
}
