import type { MigrationInterface, QueryRunner } from 'typeorm';
import { platformWall } from '../base/database/policies.js';

/** The processor's technical and organisational measures, under the headings of Annex III. */
export class Measures1763800000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table measure (
        id uuid primary key default uuidv7(),
        heading text not null check (heading ~ '^[A-Z_]{1,80}$'),
        text jsonb not null check (text ? 'en'),
        sub_processor_id uuid references sub_processor (id) on delete cascade,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        check (sub_processor_id is null or heading = 'ASSISTANCE')
      );
      create index measure_heading on measure (heading, created_at, id);`);
    await platformWall(runner, 'measure');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table measure');
  }
}
