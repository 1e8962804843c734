import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who makes or removes a blob just now, and until when. */
export class BlobHolders1763800000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table blob_removal
        add column holder_id uuid,
        add column held_until timestamptz,
        add constraint held_by_somebody check ((holder_id is null) = (held_until is null));
      create index blob_removal_holder on blob_removal (tenant_id, holder_id) where holder_id is not null;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table blob_removal drop column holder_id, drop column held_until`);
  }
}
