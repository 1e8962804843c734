import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/**
 * Exceptions to the matrix, and the grants that rest on them. That a grant rests on one that was consented to, and ends, is
 * held by the database: its foreign key leads to a consented exception alone.
 */
export class AccessExceptions1763800000102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table access_exception (
        tenant_id uuid not null,
        id uuid not null,
        number integer not null check (number > 0),
        account_id uuid not null,
        person_id uuid not null,
        role text not null,
        unit_id uuid,
        reason text not null check (reason <> ''),
        ends_at timestamptz not null,
        requested_by_account_id uuid not null,
        requested_by_person_id uuid,
        requested_at timestamptz not null,
        decided_by_account_id uuid,
        decided_by_person_id uuid,
        decided_at timestamptz,
        is_consented boolean,
        answer text,
        ended_at timestamptz,
        primary key (tenant_id, id),
        unique (tenant_id, number),
        unique (tenant_id, id, is_consented),
        foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade,
        foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade,
        foreign key (tenant_id, unit_id) references unit (tenant_id, id),
        check (ends_at > requested_at),
        check ((decided_at is null) = (is_consented is null)),
        check ((decided_at is null) = (decided_by_account_id is null)),
        check (decided_by_account_id is distinct from requested_by_account_id)
      );
      create index access_exception_account on access_exception (tenant_id, account_id);
      create index access_exception_person on access_exception (tenant_id, person_id);
      create index access_exception_end on access_exception (tenant_id, ends_at, id);

      alter table role_grant
        add exception_id uuid,
        add exception_consented boolean,
        add basis text,
        add check ((exception_id is null) = (exception_consented is null)),
        add check (exception_consented),
        add check (exception_id is null or (valid_until is not null and basis is not null)),
        add foreign key (tenant_id, exception_id, exception_consented)
          references access_exception (tenant_id, id, is_consented) on delete cascade;
      create index role_grant_exception on role_grant (tenant_id, exception_id) where exception_id is not null;`);
    await tenantWall(runner, 'access_exception');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table role_grant drop exception_id, drop exception_consented, drop basis;
      drop table access_exception`);
  }
}
