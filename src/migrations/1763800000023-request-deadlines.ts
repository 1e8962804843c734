import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests of data subjects: deadlines are counted by the application, extended once, and recorded by whom. */
export class RequestDeadlines1763800000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table data_subject_request
        alter due_at drop default,
        add extended_at timestamptz,
        add recorded_by_account_id uuid,
        add check ((extended_at is null) = (extension_reason is null));
      create index data_subject_request_received on data_subject_request (tenant_id, received_at, id);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index data_subject_request_received;
      alter table data_subject_request alter due_at set default now() + interval '1 month',
        drop extended_at, drop recorded_by_account_id`);
  }
}
