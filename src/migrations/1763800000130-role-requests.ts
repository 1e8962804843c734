import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Requests for finer roles, with the people whom they name. */
export class RoleRequests1763800000130 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table role_request (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        number integer not null check (number > 0),
        state text not null check (state in ('REQUESTED', 'WITHDRAWN', 'EXISTING_ROLE', 'NEW_ROLE', 'DECLINED')),
        needs jsonb not null,
        scope text not null,
        module text,
        unit_id uuid,
        stage text,
        group_ids uuid[] not null,
        purpose text not null,
        reason text,
        requested_by_person_id uuid,
        requested_at timestamptz not null,
        withdrawn_at timestamptz,
        role text,
        matrix_id uuid,
        reply text,
        answered_at timestamptz,
        answered_by_person_id uuid,
        primary key (tenant_id, id),
        unique (tenant_id, number),
        foreign key (tenant_id, unit_id) references unit (tenant_id, id),
        foreign key (tenant_id, matrix_id) references matrix (tenant_id, id),
        check ((state = 'WITHDRAWN') = (withdrawn_at is not null)),
        check ((state in ('EXISTING_ROLE', 'NEW_ROLE', 'DECLINED')) = (answered_at is not null)),
        check ((state in ('EXISTING_ROLE', 'NEW_ROLE')) = (role is not null)),
        check ((state = 'NEW_ROLE') = (matrix_id is not null))
      );
      create index role_request_asked on role_request (tenant_id, requested_at, id);
      create index role_request_requester on role_request (tenant_id, requested_by_person_id);

      create table role_request_person (
        tenant_id uuid not null,
        id uuid not null,
        request_id uuid not null,
        person_id uuid not null,
        part text not null check (part in ('USER', 'SCOPE')),
        primary key (tenant_id, id),
        unique (tenant_id, request_id, part, person_id),
        foreign key (tenant_id, request_id) references role_request (tenant_id, id) on delete cascade,
        foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade
      );
      create index role_request_person_person on role_request_person (tenant_id, person_id);`);
    await tenantWall(runner, 'role_request');
    await tenantWall(runner, 'role_request_person');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table role_request_person; drop table role_request');
  }
}
