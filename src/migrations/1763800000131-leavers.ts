import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE, tenantWall } from '../base/database/policies.js';

/**
 * Who has left, what becomes of their accounts, and what ends next. Who has left is asked of one account in every request:
 * its subqueries are written so that they are looked up for that one, never gathered for the whole tenant. Both views read as whoever asks (`security_invoker`), so
 * that the tenant wall stands in them as in their tables. The authorisation register outlives the accounts that it names.
 */
export class Leavers1763800000131 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table person add left_at timestamptz;
      alter table account
        add closed_as_leaver boolean not null default false,
        add check (not closed_as_leaver or closed_at is not null);

      alter table access_exception
        alter account_id drop not null,
        drop constraint access_exception_tenant_id_account_id_fkey,
        add constraint access_exception_tenant_id_account_id_fkey
          foreign key (tenant_id, account_id) references account (tenant_id, id);

      create table leaver_rule (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        close_after_days integer not null check (close_after_days >= 0),
        delete_after_days integer not null,
        version integer not null default 1,
        updated_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id),
        check (delete_after_days >= close_after_days)
      );

      create view leaver with (security_invoker = true) as
        select a.tenant_id, a.id, a.person_id, gone.left_at,
          gone.left_at + make_interval(days => coalesce(r.close_after_days, 0)) as closes_at,
          gone.left_at + make_interval(days => coalesce(r.delete_after_days, 30)) as deletes_at
        from account a
        left join leaver_rule r on r.tenant_id = a.tenant_id
        cross join lateral (select (select case
            when p.status = 'left' then coalesce(p.left_at, p.updated_at)
            when p.left_at is null and p.register <> 'GUARDIAN' then null
            when (select true from guardianship g
              join person q on q.tenant_id = g.tenant_id and q.id = g.pupil_id
              where g.tenant_id = p.tenant_id and g.guardian_id = p.id and q.status = 'active' and q.left_at is null
              limit 1) then null
            when p.left_at is not null then p.left_at
            else (select max(coalesce(q.left_at, q.updated_at)) from guardianship g
              join person q on q.tenant_id = g.tenant_id and q.id = g.pupil_id
              where g.tenant_id = p.tenant_id and g.guardian_id = p.id)
            end
            from person p where p.tenant_id = a.tenant_id and p.id = a.person_id) as left_at offset 0) gone
        where gone.left_at is not null;

      create view expiring_right with (security_invoker = true) as
        select g.tenant_id, g.id, 'ROLE' as kind, g.person_id, g.valid_until as ends_at
        from role_grant g where g.exception_id is null and g.valid_until is not null
        union all
        select e.tenant_id, e.id, 'EXCEPTION', e.person_id, e.ends_at
        from access_exception e where e.is_consented and e.ended_at is null
        union all
        select f.tenant_id, f.id, 'FUNCTION', f.person_id, f.valid_until
        from function_assignment f where f.valid_until is not null
        union all
        select c.tenant_id, c.id, 'COURSE', c.person_id, (c.valid_until + 1)::timestamptz
        from course_record c where c.valid_until is not null and c.withdrawn_at is null
          and not exists (select 1 from course_record n where n.tenant_id = c.tenant_id and n.person_id = c.person_id
            and n.course = c.course and n.withdrawn_at is null
            and (coalesce(n.valid_until, 'infinity'), n.id) > (c.valid_until, c.id));

      create index role_grant_end on role_grant (tenant_id, valid_until, id) where valid_until is not null;
      create index function_assignment_end on function_assignment (tenant_id, valid_until, id)
        where valid_until is not null;`);
    await tenantWall(runner, 'leaver_rule');
    await runner.query(`grant select on leaver, expiring_right to ${APP_ROLE}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index function_assignment_end;
      drop index role_grant_end;
      drop view expiring_right;
      drop view leaver;
      drop table leaver_rule;
      alter table access_exception drop constraint access_exception_tenant_id_account_id_fkey;
      delete from access_exception where account_id is null;
      alter table access_exception
        alter account_id set not null,
        add constraint access_exception_tenant_id_account_id_fkey
          foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade;
      alter table account drop column closed_as_leaver;
      alter table person drop column left_at`);
  }
}
