import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** Which job function of the matrix a person has, and since when. */
export class JobFunctions1763800000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table function_assignment (
        tenant_id uuid not null,
        id uuid not null,
        person_id uuid not null,
        function text not null,
        assigned_by_account_id uuid,
        guidance_acknowledged_at timestamptz,
        valid_from timestamptz not null,
        valid_until timestamptz,
        primary key (tenant_id, id),
        foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade
      );
      create index function_assignment_person on function_assignment (tenant_id, person_id);`);
    await tenantWall(runner, 'function_assignment');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table function_assignment');
  }
}
