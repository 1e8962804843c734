import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../base/database/policies.js';

/** An occasion of an analysis that was recorded by mistake is withdrawn: it stays, and counts no longer. */
export class WithdrawnOccasions1763800000181 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table analysis_occasion
        add withdrawn_at timestamptz,
        add withdrawal_reason text,
        add withdrawn_by_account_id uuid,
        add check ((withdrawn_at is null) = (withdrawal_reason is null)),
        drop constraint analysis_occasion_tenant_id_analysis_id_held_on_key;
      create unique index analysis_occasion_held on analysis_occasion (tenant_id, analysis_id, held_on)
        where withdrawn_at is null;
      grant update (withdrawn_at, withdrawal_reason, withdrawn_by_account_id) on analysis_occasion to ${APP_ROLE};
      create or replace view analysis_standing with (security_invoker = true) as
        select a.*, o.held_on as last_held_on,
          case when a.ended_on is not null then null
            when o.held_on is null then a.first_due_on
            else (o.held_on + make_interval(months => a.every_months))::date end as next_due_on
        from analysis a
        left join lateral (select max(l.held_on) as held_on from analysis_occasion l
          where l.tenant_id = a.tenant_id and l.analysis_id = a.id and l.withdrawn_at is null) o on true`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace view analysis_standing with (security_invoker = true) as
        select a.*, o.held_on as last_held_on,
          case when a.ended_on is not null then null
            when o.held_on is null then a.first_due_on
            else (o.held_on + make_interval(months => a.every_months))::date end as next_due_on
        from analysis a
        left join lateral (select max(l.held_on) as held_on from analysis_occasion l
          where l.tenant_id = a.tenant_id and l.analysis_id = a.id) o on true;
      delete from analysis_finding f using analysis_occasion o
        where o.tenant_id = f.tenant_id and o.id = f.occasion_id and o.withdrawn_at is not null;
      delete from analysis_occasion where withdrawn_at is not null;
      drop index analysis_occasion_held;
      alter table analysis_occasion drop withdrawn_at, drop withdrawal_reason, drop withdrawn_by_account_id,
        add unique (tenant_id, analysis_id, held_on);`);
  }
}
