import type { MigrationInterface, QueryRunner } from 'typeorm';
import { everybodyReads, tenantWall } from '../base/database/policies.js';

/** The controllers' privacy notices. What was published is never changed, and anybody may read it. */
export class PrivacyNotices1763800000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tenant add constraint tenant_slug_owner unique (tenant_id, slug);

      create table privacy_notice (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        slug text not null,
        language text not null check (language in ('en', 'nb', 'sv', 'fi', 'et', 'nl')),
        version integer not null check (version > 0),
        controller text not null,
        title text not null,
        text text not null,
        contact text not null check (contact <> ''),
        published_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, language, version),
        foreign key (tenant_id, slug) references tenant (tenant_id, slug)
      );
      create index privacy_notice_slug on privacy_notice (slug, language, version);`);
    await tenantWall(runner, 'privacy_notice', ['select', 'insert']);
    await everybodyReads(runner, 'privacy_notice');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table privacy_notice; alter table tenant drop constraint tenant_slug_owner');
  }
}
