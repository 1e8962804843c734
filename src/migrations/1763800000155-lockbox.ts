import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instructionLedger } from '../base/database/instructions.js';
import { operatorReads, tenantWall } from '../base/database/policies.js';

/**
 * When staff of the processor may read a tenant's data: what they asked for, and what the controller approved. Requests are
 * between the tenant and the operator, who reads them; the people whom they name are the tenant's alone. What was looked at
 * is read off the log, as whoever asks (`security_invoker`).
 */
export class Lockbox1763800000155 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table lockbox_rule (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        is_allowed boolean not null,
        maximum_hours integer not null check (maximum_hours between 1 and 168),
        version integer not null default 1,
        updated_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id)
      );

      create table lockbox_access (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        state text not null default 'REQUESTED' check (state in ('REQUESTED', 'REFUSED', 'APPROVED', 'ENDED')),
        staff_account_id uuid not null,
        staff_name text not null,
        staff_email text,
        ticket text,
        reason text not null,
        needed text not null,
        purpose text not null,
        asked_categories text[] not null check (cardinality(asked_categories) > 0),
        asked_unit_id uuid,
        asked_persons integer not null default 0,
        asked_until timestamptz not null,
        requested_at timestamptz not null default now(),
        categories text[] not null default '{}' check (categories <@ asked_categories),
        unit_id uuid,
        ends_at timestamptz not null,
        decided_at timestamptz,
        decided_by_account_id uuid,
        decided_by_person_id uuid,
        answer text,
        ended_by text check (ended_by in ('CONTROLLER', 'PROCESSOR')),
        version integer not null default 1,
        primary key (tenant_id, id),
        check (ends_at <= asked_until),
        check (state <> 'APPROVED' or (decided_at is not null and cardinality(categories) > 0)),
        foreign key (tenant_id, asked_unit_id) references unit (tenant_id, id),
        foreign key (tenant_id, unit_id) references unit (tenant_id, id)
      );
      create index lockbox_access_requested on lockbox_access (tenant_id, requested_at, id);
      create index lockbox_access_decided_by on lockbox_access (tenant_id, decided_by_person_id);

      create table lockbox_person (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        access_id uuid not null,
        person_id uuid not null,
        is_asked boolean not null default false,
        is_granted boolean not null default false,
        primary key (tenant_id, id),
        unique (tenant_id, access_id, person_id),
        foreign key (tenant_id, access_id) references lockbox_access (tenant_id, id) on delete cascade,
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index lockbox_person_person on lockbox_person (tenant_id, person_id);

      create index log_entry_of_lockbox on log_entry (tenant_id, actor_account_id, at) where role = 'lockbox';

      create view lockbox_look with (security_invoker = true) as
        select e.tenant_id, md5(e.actor_account_id::text || p.id::text)::uuid as id, e.actor_account_id as access_id,
          p.id as person_id, 
          coalesce(array_agg(distinct c.name order by c.name) filter (where c.name is not null), '{}') as categories,
          count(distinct e.id)::integer as looks, min(e.at) as first_at, max(e.at) as last_at
        from log_entry e cross join lateral unnest(e.person_ids) p (id)
          left join lateral unnest(e.categories) c (name) on true
        where e.role = 'lockbox' and e.outcome = 'done'
        group by e.tenant_id, e.actor_account_id, p.id;
      grant select on lockbox_look to varde_app;`);
    await tenantWall(runner, 'lockbox_rule');
    await instructionLedger(runner, 'lockbox_rule', { key: [], columns: ['is_allowed', 'maximum_hours'] });
    await tenantWall(runner, 'lockbox_access');
    await operatorReads(runner, 'lockbox_access');
    await tenantWall(runner, 'lockbox_person');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop view lockbox_look; drop index log_entry_of_lockbox;
      drop table lockbox_person, lockbox_access, lockbox_rule`);
  }
}
