import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instructionLedger } from '../base/database/instructions.js';

const images = {
  sub_processor_objection: { key: ['id'], columns: ['change_id', 'raised_at', 'withdrawn_at'] },
  sub_processor_authorisation: { key: ['change_id'], columns: ['change_id', 'authorised_at'] },
} as const;

/**
 * What a tenant says to a change of sub-processors is in the ledger of instructions with the change that it is about. The
 * reason of an objection is free text and no instruction: it is taken out of the entries that had it.
 */
export class ObjectionsWithoutReasons1763800000179 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local app.operator = 'on'`);
    const tenants = (await runner.query('select tenant_id as id from tenant')) as { id: string }[];
    for (const { id } of tenants) {
      await runner.query(`select set_config('app.tenant_id', $1, true)`, [id]);
      await runner.query(
        `update instruction set before = before - 'reason', after = after - 'reason'
          where tenant_id = $1 and subject = 'sub_processor_objection'`,
        [id],
      );
    }
    await runner.query(`select set_config('app.tenant_id', '', true), set_config('app.operator', '', true)`);
    for (const [table, rows] of Object.entries(images)) await instructionLedger(runner, table, rows);
  }

  async down(runner: QueryRunner): Promise<void> {
    const columns = ['reason', 'raised_at', 'withdrawn_at'];
    await instructionLedger(runner, 'sub_processor_objection', { key: ['id'], columns });
    await instructionLedger(runner, 'sub_processor_authorisation', { key: ['change_id'], columns: ['authorised_at'] });
  }
}
