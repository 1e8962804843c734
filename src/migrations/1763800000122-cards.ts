import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Transfer accounts, and the register for which an account is linked to a person's card. */
export class Cards1763800000122 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table account
        drop constraint account_kind_check,
        add constraint account_kind_check check (kind in ('personal', 'service', 'transfer')),
        add card_register text check (card_register in ('STUDENT', 'TEACHER', 'STAFF', 'GUARDIAN', 'CONTACT')),
        add constraint card_register_of_link check (card_register is null or person_id is not null),
        add constraint transfer_account_names_register
          check (kind <> 'transfer' or person_id is null or coalesce(card_register in ('TEACHER', 'STAFF'), false))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table account
        drop constraint transfer_account_names_register,
        drop column card_register,
        drop constraint account_kind_check,
        add constraint account_kind_check check (kind in ('personal', 'service')) not valid`);
  }
}
