import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices get the parts that are derived from what is processed, as they were when the notice was published. */
export class DerivedNotices1763800000176 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table privacy_notice
        add closing text not null default '',
        add sections jsonb not null default '[]' check (jsonb_typeof(sections) = 'array');`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table privacy_notice drop closing, drop sections');
  }
}
