import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** The authorisation matrix in its versions, and grants that are limited to groups, stages, modules and people. */
export class AuthorisationMatrix1763800000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table matrix (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        number integer not null check (number > 0),
        title text not null,
        state text not null check (state in ('DRAFT', 'IN_DISCUSSION', 'ADOPTED', 'SUPERSEDED', 'WITHDRAWN')),
        content jsonb not null,
        adopted_at timestamptz,
        superseded_at timestamptz,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, number),
        check ((adopted_at is not null) = (state in ('ADOPTED', 'SUPERSEDED')))
      );
      create unique index matrix_adopted on matrix (tenant_id) where state = 'ADOPTED';
      create unique index matrix_open on matrix (tenant_id) where state in ('DRAFT', 'IN_DISCUSSION');

      -- Which roles there are, and what each is limited to, is said by the matrix.
      alter table role_grant
        add stage text,
        add condition text,
        drop constraint role_grant_role_check,
        drop constraint role_grant_check,
        drop constraint role_grant_check1;
      drop index role_grant_once;
      alter table invitation drop constraint invitation_role_check, drop constraint invitation_check;
      create table role_scope (
        tenant_id uuid not null,
        id uuid not null,
        grant_id uuid not null,
        group_id uuid,
        person_id uuid,
        primary key (tenant_id, id),
        foreign key (tenant_id, grant_id) references role_grant (tenant_id, id) on delete cascade,
        foreign key (tenant_id, group_id) references person_group (tenant_id, id) on delete cascade,
        foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade,
        check (num_nonnulls(group_id, person_id) = 1)
      );
      create index role_scope_grant on role_scope (tenant_id, grant_id);
      create index role_scope_group on role_scope (tenant_id, group_id) where group_id is not null;
      create index role_scope_person on role_scope (tenant_id, person_id) where person_id is not null;`);
    await tenantWall(runner, 'matrix', ['select', 'insert', 'update']);
    await tenantWall(runner, 'role_scope');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table role_scope;
      drop table matrix;
      alter table role_grant
        drop stage,
        drop condition,
        add constraint role_grant_role_check
          check (role in ('teacher', 'unit_administrator', 'controller', 'operator')) not valid,
        add constraint role_grant_check check (valid_until > valid_from) not valid,
        add constraint role_grant_check1 check ((role = 'unit_administrator') = (unit_id is not null)) not valid;
      create unique index role_grant_once on role_grant (tenant_id, account_id, role, unit_id) nulls not distinct
        where valid_until is null;
      alter table invitation
        add constraint invitation_role_check check (role in ('teacher', 'unit_administrator', 'controller')) not valid,
        add constraint invitation_check check (role is distinct from 'unit_administrator' or unit_id is not null) not valid`);
  }
}
