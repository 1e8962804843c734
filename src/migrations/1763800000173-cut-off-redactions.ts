import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a file is being written anew without what is to be redacted, so that one that was cut off is taken up again. */
export class CutOffRedactions1763800000173 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table content_screening add column rewriting_since timestamptz;
      create index content_screening_rewriting on content_screening (tenant_id, rewriting_since)
        where rewriting_since is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table content_screening drop column rewriting_since');
  }
}
