import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instructionLedger, withoutInstructionLedger } from '../base/database/instructions.js';
import { APP_ROLE, tenantWall } from '../base/database/policies.js';

const settings = {
  tenant: { key: [], columns: ['country', 'locale', 'storage_quota_bytes', 'log_retention_days'] },
  identity_issuer: { key: ['issuer'], columns: ['audience', 'jwks_uri'] },
  field_definition: {
    key: ['id'],
    columns: [
      'key',
      'label',
      'description',
      'type',
      'choices',
      'registers',
      'category',
      'purposes',
      'retention',
      'readable_by',
      'correctable',
      'retired_at',
    ],
  },
  second_factor_rule: { key: ['action'], columns: ['action', 'maximum_age_minutes'] },
  seat_cap: { key: ['kind', 'unit_id'], columns: ['kind', 'unit_id', 'maximum'] },
  leaver_rule: { key: [], columns: ['close_after_days', 'delete_after_days'] },
  matrix: { key: ['id'], columns: ['title', 'state', 'content'], standing: { state: 'ADOPTED' } },
  access_review: {
    key: ['id'],
    columns: [
      'name',
      'seats',
      'has_exceptions',
      'roles',
      'risks',
      'unit_id',
      'due_at',
      'reminder_days',
      'repeat_months',
      'closed_at',
      'withdrawn_at',
    ],
  },
  agreement: {
    key: ['id'],
    columns: [
      'language',
      'template',
      'template_version',
      'main_contract_name',
      'main_contract_number',
      'main_contract_date',
      'annex_number',
      'starts_on',
      'ends_on',
      'authorisation',
    ],
  },
  transfer: {
    key: ['id'],
    columns: [
      'name',
      'account_id',
      'register',
      'columns',
      'format',
      'purpose',
      'unit_id',
      'frequency',
      'time_of_day',
      'weekday',
      'is_paused',
      'retention_days',
    ],
  },
} as const;

/** The ledger of documented instructions (Article 28(3)(a) GDPR), written by triggers of the tables that hold the settings. */
export class Instructions1763800000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table instruction_counter (
        tenant_id uuid primary key references tenant (tenant_id),
        number integer not null check (number > 0)
      );

      create table instruction (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        number integer not null check (number > 0),
        at timestamptz not null,
        source text not null
          check (source in ('CONTROLLER', 'PROCESSOR', 'SYSTEM', 'INTRODUCTION', 'PARKING', 'RELEASE')),
        because_of integer,
        account_id uuid,
        person_id uuid,
        subject text not null,
        key text not null,
        before jsonb,
        after jsonb,
        state text not null default 'GIVEN'
          check (state in ('GIVEN', 'PARKED', 'CONFIRMED', 'KEPT', 'WITHDRAWN', 'RELEASED')),
        primary key (tenant_id, id),
        unique (tenant_id, number),
        foreign key (tenant_id, because_of) references instruction (tenant_id, number),
        foreign key (tenant_id, person_id) references person (tenant_id, id),
        check ((because_of is not null) = (source in ('PARKING', 'RELEASE'))),
        check (before is not null or after is not null),
        check (source = 'CONTROLLER' or num_nonnulls(account_id, person_id) = 0)
      );
      create index instruction_setting on instruction (tenant_id, subject, key, number);
      create index instruction_person on instruction (tenant_id, person_id) where person_id is not null;
      create index instruction_suspended on instruction (tenant_id, subject, key)
        where state in ('PARKED', 'CONFIRMED', 'KEPT');

      create table instruction_step (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        instruction_id uuid not null,
        at timestamptz not null,
        state text not null check (state in ('PARKED', 'CONFIRMED', 'KEPT', 'WITHDRAWN', 'RELEASED')),
        reason text not null check (reason <> ''),
        is_by_processor boolean not null,
        account_id uuid,
        person_id uuid,
        primary key (tenant_id, id),
        foreign key (tenant_id, instruction_id) references instruction (tenant_id, id),
        foreign key (tenant_id, person_id) references person (tenant_id, id),
        check (not is_by_processor or num_nonnulls(account_id, person_id) = 0)
      );
      create index instruction_step_of on instruction_step (tenant_id, instruction_id, at);
      create index instruction_step_person on instruction_step (tenant_id, person_id) where person_id is not null;

      -- The settings in a row: its columns that direct processing, where the row stands; null where it does not.
      create function instruction_image(of_row jsonb, columns text[], standing jsonb) returns jsonb
      language sql immutable as $$
        select case when of_row @> standing
          then (select jsonb_object_agg(key, value) from jsonb_each(of_row) where key = any(columns)) end
      $$;

      create function instruction_key(of_row jsonb, keys text[]) returns text language sql immutable as $$
        select coalesce(string_agg(coalesce(of_row ->> name, ''), ' ' order by place), '')
        from unnest(keys) with ordinality k (name, place)
      $$;

      -- The counter's row is locked until the transaction ends, so that numbers have no gaps and follow the order of commits.
      create function give_instruction(of_tenant uuid, of_subject text, of_key text, was jsonb, becomes jsonb, actor text)
      returns void language plpgsql as $$
      declare
        next integer;
        part text[] := string_to_array(actor, ' ');
        giver constant boolean := actor ~ '^[0-9a-f]{8}-';
      begin
        insert into instruction_counter as c (tenant_id, number) values (of_tenant, 1)
          on conflict (tenant_id) do update set number = c.number + 1 returning c.number into next;
        insert into instruction (tenant_id, number, at, source, because_of, account_id, person_id, subject, key, before, after)
        values (of_tenant, next, clock_timestamp(),
          case when giver then 'CONTROLLER' when actor = '' then 'SYSTEM' else upper(part[1]) end,
          case when not giver then part[2]::integer end,
          case when giver then part[1]::uuid end,
          case when giver then nullif(part[2], '')::uuid end,
          of_subject, of_key, was, becomes);
      end $$;

      -- Whether a change would undo that the setting was returned to what it was before an instruction that is parked.
      create function suspended_instruction(of_tenant uuid, of_subject text, of_key text, was jsonb, becomes jsonb)
      returns integer language sql stable as $$
        select i.number from instruction i
        where i.tenant_id = of_tenant and i.subject = of_subject and i.key = of_key
          and i.state in ('PARKED', 'CONFIRMED', 'KEPT')
          and (becomes is not null or i.after is null)
          and (i.before is null or exists (select 1 from jsonb_each(i.before) b
            where i.after -> b.key is distinct from b.value and becomes -> b.key is distinct from was -> b.key))
        order by i.number limit 1
      $$;

      create function record_instruction() returns trigger language plpgsql as $$
      declare
        columns constant text[] := string_to_array(tg_argv[1], ',');
        standing constant jsonb := tg_argv[2]::jsonb;
        actor constant text := coalesce(current_setting('app.actor', true), '');
        outside constant text := coalesce(current_setting('app.tenant_id', true), '');
        whole jsonb;
        was jsonb;
        becomes jsonb;
        of_tenant uuid;
        of_key text;
        parked integer;
      begin
        if tg_op <> 'INSERT' then
          whole := to_jsonb(old);
          was := instruction_image(whole, columns, standing);
        end if;
        if tg_op <> 'DELETE' then
          whole := to_jsonb(new);
          becomes := instruction_image(whole, columns, standing);
        end if;
        if was is not distinct from becomes then return null; end if;
        of_tenant := whole ->> 'tenant_id';
        of_key := instruction_key(whole, string_to_array(tg_argv[0], ','));
        -- The operator admits tenants from its own: the entry stands in the ledger of the tenant that it is about.
        if outside <> of_tenant::text then perform set_config('app.tenant_id', of_tenant::text, true); end if;
        if actor ~ '^[0-9a-f]{8}-' then
          parked := suspended_instruction(of_tenant, tg_table_name, of_key, was, becomes);
          if parked is not null then
            raise exception using errcode = 'VR001', message = 'instruction.suspended',
              detail = jsonb_build_object('number', parked);
          end if;
        end if;
        perform give_instruction(of_tenant, tg_table_name, of_key, was, becomes, actor);
        if outside <> of_tenant::text then perform set_config('app.tenant_id', outside, true); end if;
        return null;
      end $$;

      -- What stands in a table when it comes under the ledger, each row in the name of its own tenant.
      create function introduce_instructions(of_table text, keys text, columns text, standing text)
      returns void language plpgsql as $$
      declare
        outside constant text := coalesce(current_setting('app.tenant_id', true), '');
        as_operator constant text := coalesce(current_setting('app.operator', true), '');
        of_tenant uuid;
        one record;
        known jsonb;
      begin
        perform set_config('app.operator', 'on', true);
        for of_tenant in select tenant_id from tenant order by tenant_id loop
          perform set_config('app.tenant_id', of_tenant::text, true);
          for one in execute format('select instruction_key(to_jsonb(t), $1) as key,
              instruction_image(to_jsonb(t), $2, $3) as image from %I t where t.tenant_id = $4
              order by to_jsonb(t) ->> ''created_at'', 1', of_table)
            using string_to_array(keys, ','), string_to_array(columns, ','), standing::jsonb, of_tenant
          loop
            select i.after into known from instruction i where i.tenant_id = of_tenant and i.subject = of_table
              and i.key = one.key order by i.number desc limit 1;
            if known is distinct from one.image then
              perform give_instruction(of_tenant, of_table, one.key, known, one.image, 'introduction');
            end if;
          end loop;
        end loop;
        perform set_config('app.tenant_id', outside, true);
        perform set_config('app.operator', as_operator, true);
      end $$;

      -- The entry under which a row stands as it is; none where it is in no entry, in another form, or suspended.
      create function instruction_in_force(of_tenant uuid, of_subject text, of_key text, of_row jsonb)
      returns integer language sql stable as $$
        select i.number from (select n.number, n.after from instruction n
            where n.tenant_id = of_tenant and n.subject = of_subject and n.key = of_key
            order by n.number desc limit 1) i
        where i.after = (select jsonb_object_agg(r.key, r.value) from jsonb_each(of_row) r where i.after ? r.key)
          and not exists (select 1 from instruction p where p.tenant_id = of_tenant and p.subject = of_subject
            and p.key = of_key and p.before is null and p.state in ('PARKED', 'CONFIRMED', 'KEPT'))
      $$;`);
    await tenantWall(runner, 'instruction_counter', ['select', 'insert', 'update']);
    // What was entered is never changed, beside where it stands and who gave it.
    await tenantWall(runner, 'instruction', ['select', 'insert']);
    await runner.query(`grant update (state, account_id, person_id) on instruction to ${APP_ROLE}`);
    await tenantWall(runner, 'instruction_step', ['select', 'insert']);
    await runner.query(`grant update (reason, account_id, person_id) on instruction_step to ${APP_ROLE}`);
    for (const [table, rows] of Object.entries(settings)) await instructionLedger(runner, table, rows);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(settings)) await withoutInstructionLedger(runner, table);
    await runner.query(`
      drop function instruction_in_force(uuid, text, text, jsonb);
      drop function introduce_instructions(text, text, text, text);
      drop function record_instruction();
      drop function suspended_instruction(uuid, text, text, jsonb, jsonb);
      drop function give_instruction(uuid, text, text, jsonb, jsonb, text);
      drop function instruction_key(jsonb, text[]);
      drop function instruction_image(jsonb, text[], jsonb);
      drop table instruction_step, instruction, instruction_counter`);
  }
}
