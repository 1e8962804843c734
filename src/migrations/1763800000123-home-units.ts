import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The home unit that narrows an account, and persons who are hidden from lists. */
export class HomeUnits1763800000123 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table account
        add home_unit_id uuid,
        add constraint account_home_unit_fkey foreign key (tenant_id, home_unit_id) references unit (tenant_id, id);
      create index account_home_unit on account (tenant_id, home_unit_id) where home_unit_id is not null;
      alter table person add hidden_from_lists boolean not null default false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table person drop column hidden_from_lists;
      alter table account drop column home_unit_id`);
  }
}
