import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/** What people say of the matrix all year, and the yearly assessments that answer it. */
export class MatrixFeedback1763800000129 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table matrix_assessment (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        year integer not null,
        begun_at timestamptz not null,
        concluded_at timestamptz,
        concluded_by_person_id uuid,
        conclusion text,
        matrix_id uuid,
        primary key (tenant_id, id),
        unique (tenant_id, year),
        foreign key (tenant_id, matrix_id) references matrix (tenant_id, id),
        check ((concluded_at is null) = (conclusion is null)),
        check (matrix_id is null or concluded_at is not null)
      );
      create unique index matrix_assessment_open on matrix_assessment (tenant_id) where concluded_at is null;

      create table matrix_feedback (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        matrix_id uuid not null,
        function text,
        role text,
        text text,
        author_person_id uuid not null,
        given_at timestamptz not null,
        withdrawn_at timestamptz,
        assessment_id uuid,
        outcome text check (outcome in ('ACCEPTED', 'DECLINED', 'LATER')),
        reply text,
        answered_at timestamptz,
        answered_by_person_id uuid,
        primary key (tenant_id, id),
        foreign key (tenant_id, matrix_id) references matrix (tenant_id, id),
        foreign key (tenant_id, author_person_id) references person (tenant_id, id) on delete cascade,
        foreign key (tenant_id, assessment_id) references matrix_assessment (tenant_id, id),
        check (function is null or role is null),
        check ((text is null) = (withdrawn_at is not null)),
        check ((outcome is null) = (assessment_id is null)),
        check ((outcome is null) = (answered_at is null)),
        check (outcome is null or reply is not null),
        check (outcome is null or withdrawn_at is null)
      );
      create index matrix_feedback_given on matrix_feedback (tenant_id, given_at, id);
      create index matrix_feedback_author on matrix_feedback (tenant_id, author_person_id);
      create index matrix_feedback_assessment on matrix_feedback (tenant_id, assessment_id);`);
    await tenantWall(runner, 'matrix_assessment');
    await tenantWall(runner, 'matrix_feedback');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table matrix_feedback; drop table matrix_assessment');
  }
}
