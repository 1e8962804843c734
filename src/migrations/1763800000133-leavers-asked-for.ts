import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is asked of the account of somebody who may have left, as functions: they are called for such accounts alone, while a
 * subquery in the statement that reads the viewer costs every request its preparation. They read as whoever calls them.
 */
export class LeaversAskedFor1763800000133 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function leaver_is_overdue(of_tenant uuid, of_account uuid) returns boolean language plpgsql stable as $$
      begin
        return exists (select 1 from leaver l
          where l.tenant_id = of_tenant and l.id = of_account and l.closes_at <= clock_timestamp());
      end $$;

      create function is_last_controller(of_tenant uuid, of_account uuid) returns boolean language plpgsql stable as $$
      begin
        return exists (select 1 from role_grant c where c.tenant_id = of_tenant and c.account_id = of_account
            and c.role = 'controller' and c.valid_from <= clock_timestamp() and c.valid_until is null)
          and not exists (select 1 from role_grant c join account o on o.tenant_id = c.tenant_id and o.id = c.account_id
            where c.tenant_id = of_tenant and c.account_id <> of_account
              and c.role = 'controller' and c.valid_from <= clock_timestamp() and c.valid_until is null
              and o.closed_at is null and o.kind = 'personal' and o.person_id is not null
              and not leaver_is_overdue(o.tenant_id, o.id));
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function is_last_controller(uuid, uuid); drop function leaver_is_overdue(uuid, uuid)');
  }
}
