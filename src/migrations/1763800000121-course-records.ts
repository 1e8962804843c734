import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** The courses that people have completed, on which roles may rest. */
export class CourseRecords1763800000121 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table course_record (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        person_id uuid not null,
        course text not null,
        completed_on date not null,
        valid_until date check (valid_until >= completed_on),
        recorded_by_account_id uuid,
        recorded_by_person_id uuid,
        recorded_at timestamptz not null default now(),
        withdrawn_at timestamptz,
        primary key (tenant_id, id),
        foreign key (tenant_id, person_id) references person (tenant_id, id) on delete cascade
      );
      create index course_record_person on course_record (tenant_id, person_id);
      create index course_record_recorded on course_record (tenant_id, recorded_at, id);
      create index course_record_recorder on course_record (tenant_id, recorded_by_person_id)
        where recorded_by_person_id is not null;`);
    await tenantWall(runner, 'course_record');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table course_record');
  }
}
