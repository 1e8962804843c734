import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instructionLedger, withoutInstructionLedger } from '../base/database/instructions.js';
import { operatorReads } from '../base/database/policies.js';

/**
 * How long a tenant's own window is has to be known where the operator announces a change of sub-processors; what the tenant
 * says to it is an instruction.
 */
export class AnnouncedWindows1763800000178 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await operatorReads(runner, 'agreed_period');
    const columns = ['reason', 'raised_at', 'withdrawn_at'];
    await instructionLedger(runner, 'sub_processor_objection', { key: ['id'], columns });
    await instructionLedger(runner, 'sub_processor_authorisation', { key: ['change_id'], columns: ['authorised_at'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await withoutInstructionLedger(runner, 'sub_processor_authorisation');
    await withoutInstructionLedger(runner, 'sub_processor_objection');
    await runner.query('drop policy operator_reads on agreed_period');
  }
}
