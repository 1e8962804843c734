import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Comments on persons, and the files attached to them. */
export class Comments1763800000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table comment (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        person_id uuid not null,
        author_account_id uuid not null,
        author_person_id uuid,
        body text not null check (length(body) between 1 and 10000),
        version integer not null default 1,
        created_at timestamptz not null default now(),
        edited_at timestamptz,
        primary key (tenant_id, id),
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index comment_person on comment (tenant_id, person_id, created_at, id);
      create index comment_author on comment (tenant_id, author_person_id);
      create index upload_comment on upload (tenant_id, comment_id) where comment_id is not null;
      alter table upload add foreign key (tenant_id, comment_id) references comment (tenant_id, id)
        on delete set null (comment_id);`);
    await tenantWall(runner, 'comment');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table upload drop constraint upload_tenant_id_comment_id_fkey;
      drop index upload_comment;
      drop table comment`);
  }
}
