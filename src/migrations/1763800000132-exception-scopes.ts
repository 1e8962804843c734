import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exceptions in every scope, and with whom was consulted before one was consented to (OP-7). */
export class ExceptionScopes1763800000132 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table access_exception add stage text, add consultation text;
      alter table role_scope
        alter grant_id drop not null,
        add exception_id uuid,
        add foreign key (tenant_id, exception_id) references access_exception (tenant_id, id) on delete cascade,
        add check (num_nonnulls(grant_id, exception_id) = 1);
      create index role_scope_exception on role_scope (tenant_id, exception_id) where exception_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from role_scope where exception_id is not null;
      alter table role_scope drop exception_id, alter grant_id set not null;
      alter table access_exception drop stage, drop consultation`);
  }
}
