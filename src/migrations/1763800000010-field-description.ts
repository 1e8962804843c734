import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a tenant-defined field is meant for, in the controller's own words. */
export class FieldDescription1763800000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table field_definition add column description text not null default ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table field_definition drop column description');
  }
}
