import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instructionLedger } from '../base/database/instructions.js';

/** A tenant may rule out special categories of personal data altogether (Article 9 GDPR). */
export class SpecialCategories1763800000172 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tenant add special_categories_ruled_out boolean not null default false');
    // Beside whatever else of a tenant's own settings is in the ledger by now.
    const [ledger] = (await runner.query(`select split_part(encode(tgargs, 'escape'), '\\000', 2) as columns
      from pg_trigger where tgrelid = 'tenant'::regclass and tgname = 'instruction_ledger'`)) as { columns: string }[];
    const columns = [...(ledger?.columns.split(',') ?? []), 'special_categories_ruled_out'];
    await instructionLedger(runner, 'tenant', { key: [], columns });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tenant drop special_categories_ruled_out');
  }
}
