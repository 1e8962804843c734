import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each run of a transfer names the instruction by which it runs: what has none does not run (DP-15). */
export class InstructedRuns1763800000151 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Not valid: runs of before the ledger have none, and no further one is without.
    await runner.query(`
      alter table transfer_run
        add instruction_number integer,
        add foreign key (tenant_id, instruction_number) references instruction (tenant_id, number),
        add constraint transfer_run_instructed check (instruction_number is not null) not valid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table transfer_run drop instruction_number');
  }
}
