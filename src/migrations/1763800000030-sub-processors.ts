import type { MigrationInterface, QueryRunner } from 'typeorm';
import { platformWall } from '../base/database/policies.js';

/** The public list of whom the processor engages. */
export class SubProcessors1763800000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sub_processor (
        id uuid primary key default uuidv7(),
        legal_name text not null,
        service jsonb not null check (service ? 'en'),
        processing jsonb not null check (processing ? 'en'),
        responsibilities jsonb not null check (responsibilities ? 'en'),
        data_categories text[] not null,
        address text not null,
        country text not null check (country ~ '^[A-Z]{2}$'),
        locations text[] not null check (cardinality(locations) > 0),
        transfer_basis text not null check (transfer_basis in ('NONE_EEA', 'ADEQUACY', 'SCC', 'OTHER')),
        transfer_details text not null default '',
        contact text not null,
        is_primary boolean not null default false,
        since date not null,
        until date check (until >= since),
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        check (transfer_basis <> 'OTHER' or transfer_details <> '')
      );
      create unique index one_primary_sub_processor on sub_processor (is_primary) where is_primary and until is null;
      create index sub_processor_name on sub_processor (legal_name, id);`);
    await platformWall(runner, 'sub_processor');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sub_processor');
  }
}
