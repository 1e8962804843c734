import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Invitations to the portal. The token itself is stored nowhere. */
export class Invitations1763800000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table invitation (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        person_id uuid not null,
        email text not null,
        unit_id uuid,
        role text check (role in ('teacher', 'unit_administrator', 'controller')),
        token_hash text not null,
        invited_by_account_id uuid,
        invited_by_person_id uuid,
        accepted_account_id uuid,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        accepted_at timestamptz,
        revoked_at timestamptz,
        primary key (tenant_id, id),
        unique (tenant_id, token_hash),
        check (role is distinct from 'unit_administrator' or unit_id is not null),
        check (accepted_at is null or revoked_at is null),
        foreign key (tenant_id, person_id) references person (tenant_id, id),
        foreign key (tenant_id, unit_id) references unit (tenant_id, id)
      );
      create index invitation_person on invitation (tenant_id, person_id);
      create index invitation_created on invitation (tenant_id, created_at, id);`);
    await tenantWall(runner, 'invitation');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table invitation');
  }
}
