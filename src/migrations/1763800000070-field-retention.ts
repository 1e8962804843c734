import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each value of a tenant-defined field was last written, for its retention; when each definition was changed. */
export class FieldRetention1763800000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table person add field_value_times jsonb not null default '{}';
      update person set field_value_times = (
        select jsonb_object_agg(key, updated_at) from jsonb_object_keys(field_values) key)
      where field_values <> '{}';
      alter table field_definition add updated_at timestamptz not null default now();
      update field_definition set updated_at = greatest(created_at, retired_at);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table field_definition drop updated_at;
      alter table person drop field_value_times`);
  }
}
