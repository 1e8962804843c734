import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorReads, platformWall, tenantWall } from '../base/database/policies.js';

const OPERATOR = "coalesce(current_setting('app.operator', true), '') = 'on'";

/**
 * Sub-processors change by announcements, in which each tenant has a window to object. Whoever was engaged before stays
 * engaged, without a window.
 */
export class SubProcessorChanges1763800000145 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table sub_processor add column parent_id uuid references sub_processor (id),
        add constraint not_its_own_parent check (parent_id <> id);

      create table sub_processor_change (
        id uuid primary key default uuidv7(),
        sub_processor_id uuid not null references sub_processor (id),
        number integer not null unique check (number > 0),
        kind text not null check (kind in ('ENGAGE', 'WIDEN', 'CORRECT', 'PRIMARY', 'END')),
        patch jsonb not null check (jsonb_typeof(patch) = 'object'),
        reason jsonb check (reason ? 'en'),
        announced_at timestamptz,
        takes_effect_on date not null,
        has_window boolean not null,
        withdrawn_at timestamptz,
        withdrawal_reason jsonb check (withdrawal_reason ? 'en'),
        created_at timestamptz not null default now(),
        check (kind in ('ENGAGE', 'WIDEN') or announced_at is not null),
        check (kind in ('ENGAGE', 'WIDEN') or not has_window),
        check (announced_at is null or not has_window or reason is not null)
      );
      create index sub_processor_change_of on sub_processor_change (sub_processor_id, number);
      create unique index one_engagement on sub_processor_change (sub_processor_id) where kind = 'ENGAGE';

      insert into sub_processor_change (sub_processor_id, number, kind, patch, announced_at, takes_effect_on, has_window)
      select id, row_number() over (order by created_at, id), 'ENGAGE', jsonb_build_object(
          'set', jsonb_build_object('service', service, 'processing', processing, 'country', country,
            'transferBasis', transfer_basis, 'transferDetails', transfer_details),
          'add', jsonb_build_object('dataCategories', to_jsonb(data_categories), 'locations', to_jsonb(locations),
            'functions', case when is_primary then '["HOSTING"]'::jsonb else '[]'::jsonb end),
          'entry', jsonb_build_object('legalName', legal_name, 'responsibilities', responsibilities, 'address', address,
            'contact', contact, 'parentId', null)),
        created_at, since, false
      from sub_processor;
      insert into sub_processor_change (sub_processor_id, number, kind, patch, announced_at, takes_effect_on, has_window)
      select id, (select count(*) from sub_processor_change) + row_number() over (order by until, id), 'END',
        jsonb_build_object('entry', jsonb_build_object('until', until)), updated_at, until, false
      from sub_processor where until is not null;
      insert into sub_processor_change (sub_processor_id, number, kind, patch, announced_at, takes_effect_on, has_window)
      select id, (select count(*) from sub_processor_change) + 1, 'PRIMARY', '{}', greatest(created_at, now()), current_date, false
      from sub_processor where is_primary and until is null;

      alter table sub_processor drop column service, drop column processing, drop column data_categories,
        drop column country, drop column locations, drop column transfer_basis, drop column transfer_details;

      create table sub_processor_announcement (
        tenant_id uuid not null references tenant (tenant_id),
        change_id uuid not null references sub_processor_change (id),
        opens_at timestamptz not null,
        closes_at timestamptz not null check (closes_at > opens_at),
        authorisation text not null check (authorisation in ('GENERAL', 'SPECIFIC')),
        primary key (tenant_id, change_id)
      );
      create index sub_processor_announcement_change on sub_processor_announcement (change_id);

      create table sub_processor_authorisation (
        tenant_id uuid not null,
        change_id uuid not null,
        authorised_at timestamptz not null,
        primary key (tenant_id, change_id),
        foreign key (tenant_id, change_id) references sub_processor_announcement (tenant_id, change_id)
      );

      create table sub_processor_objection (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        change_id uuid not null,
        reason text not null check (reason <> ''),
        raised_at timestamptz not null,
        withdrawn_at timestamptz,
        settlement text check (settlement in ('CHANGE_GIVEN_UP', 'KEPT_FROM_TENANT', 'CONTRACT_ENDS')),
        settlement_note text check (settlement_note <> ''),
        settled_at timestamptz,
        primary key (tenant_id, id),
        foreign key (tenant_id, change_id) references sub_processor_announcement (tenant_id, change_id),
        check ((settlement is null) = (settled_at is null) and (settlement is null) = (settlement_note is null))
      );
      create unique index one_standing_objection on sub_processor_objection (tenant_id, change_id) where withdrawn_at is null;
      create index sub_processor_objection_change on sub_processor_objection (change_id);`);

    await platformWall(runner, 'sub_processor_change');
    // What is proposed is between the operator and itself.
    await runner.query(`
      drop policy everybody_reads on sub_processor_change;
      create policy everybody_reads on sub_processor_change for select using (announced_at is not null or ${OPERATOR});
      drop policy everybody_reads on sub_processor;
      create policy everybody_reads on sub_processor for select using (${OPERATOR} or exists (
        select 1 from sub_processor_change c where c.sub_processor_id = sub_processor.id and c.announced_at is not null));`);

    await tenantWall(runner, 'sub_processor_announcement', ['select', 'insert', 'update']);
    await operatorReads(runner, 'sub_processor_announcement');
    await tenantWall(runner, 'sub_processor_authorisation', ['select', 'insert']);
    await operatorReads(runner, 'sub_processor_authorisation');
    await tenantWall(runner, 'sub_processor_objection', ['select', 'insert', 'update']);
    await operatorReads(runner, 'sub_processor_objection');
    // The operator announces to every tenant, and settles what they object to: nothing else of their rows is its to write.
    await runner.query(`
      create policy operator_announces on sub_processor_announcement for insert with check (${OPERATOR});
      create policy operator_settles on sub_processor_objection for update using (${OPERATOR}) with check (${OPERATOR});`);

    // Whoever comes to authorise each change authorises those, too, that are not in force yet; whoever ceases to is asked no
    // more where the window still runs.
    await runner.query(`
      create function follow_authorisation() returns trigger language plpgsql as $$
      begin
        update sub_processor_announcement a set authorisation = new.authorisation
        from sub_processor_change c
        where a.tenant_id = new.tenant_id and c.id = a.change_id and a.authorisation <> new.authorisation
          and (a.closes_at >= now()
            or new.authorisation = 'SPECIFIC' and c.takes_effect_on > (now() at time zone 'UTC')::date);
        return null;
      end $$;
      create trigger follow_authorisation after insert or update of authorisation on agreement
        for each row execute function follow_authorisation();`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger follow_authorisation on agreement;
      drop function follow_authorisation;
      drop policy everybody_reads on sub_processor;
      create policy everybody_reads on sub_processor for select using (true);
      alter table sub_processor add column service jsonb, add column processing jsonb, add column data_categories text[],
        add column country text, add column locations text[], add column transfer_basis text, add column transfer_details text;
      update sub_processor s set service = c.patch -> 'set' -> 'service', processing = c.patch -> 'set' -> 'processing',
        country = c.patch -> 'set' ->> 'country', transfer_basis = c.patch -> 'set' ->> 'transferBasis',
        transfer_details = c.patch -> 'set' ->> 'transferDetails',
        data_categories = array(select jsonb_array_elements_text(c.patch -> 'add' -> 'dataCategories')),
        locations = array(select jsonb_array_elements_text(c.patch -> 'add' -> 'locations'))
      from sub_processor_change c where c.sub_processor_id = s.id and c.kind = 'ENGAGE';
      alter table sub_processor alter column service set not null, alter column processing set not null,
        alter column data_categories set not null, alter column country set not null, alter column locations set not null,
        alter column transfer_basis set not null, alter column transfer_details set not null,
        alter column transfer_details set default '';
      drop table sub_processor_objection, sub_processor_authorisation, sub_processor_announcement, sub_processor_change;
      alter table sub_processor drop column parent_id;`);
  }
}
