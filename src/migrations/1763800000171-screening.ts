import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instructionLedger } from '../base/database/instructions.js';
import { tenantWall } from '../base/database/policies.js';

/**
 * Free text under control: what each tenant looks for, where each content stands, and what was found in it. A content is
 * written down to be screened by the database itself, so that no way of writing one goes round it.
 */
export class Screening1763800000171 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table screening_rule (
        tenant_id uuid not null references tenant (tenant_id),
        kinds text[] not null,
        minimum_confidence integer not null check (minimum_confidence between 0 and 100),
        comments boolean not null,
        files boolean not null,
        version integer not null default 1,
        updated_at timestamptz not null default now(),
        primary key (tenant_id)
      );

      create table screening_secret (
        tenant_id uuid not null references tenant (tenant_id),
        value text not null default gen_random_uuid()::text || gen_random_uuid()::text,
        primary key (tenant_id)
      );

      create table content_screening (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        person_id uuid not null,
        content text not null check (content in ('COMMENT', 'ATTACHMENT', 'FIELD_FILE')),
        comment_id uuid,
        upload_id uuid,
        state text not null default 'PENDING' check (state in ('PENDING', 'SCREENED', 'UNREADABLE', 'OFF')),
        reason text,
        rules text not null default '',
        rules_version text,
        unread_parts integer not null default 0,
        left_out integer not null default 0,
        attempts integer not null default 0,
        held_until timestamptz,
        asked_at timestamptz not null default now(),
        screened_at timestamptz,
        primary key (tenant_id, id),
        unique (tenant_id, comment_id),
        unique (tenant_id, upload_id),
        constraint of_one_content check (num_nonnulls(comment_id, upload_id) = 1),
        foreign key (tenant_id, comment_id) references comment (tenant_id, id) on delete cascade,
        foreign key (tenant_id, upload_id) references upload (tenant_id, id) on delete cascade,
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index content_screening_pending on content_screening (tenant_id, asked_at, id) where state = 'PENDING';
      create index content_screening_rules on content_screening (tenant_id, rules);
      create index content_screening_person on content_screening (tenant_id, person_id);

      create table finding (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        person_id uuid not null,
        content text not null check (content in ('COMMENT', 'ATTACHMENT', 'FIELD_FILE')),
        comment_id uuid,
        upload_id uuid,
        comment_version integer,
        kind text not null,
        confidence integer not null check (confidence between 0 and 100),
        place jsonb not null default '{}',
        start_at integer not null default 0,
        end_at integer not null default 0,
        value_key text,
        nth integer not null default 0,
        excerpt text,
        excerpt_start integer not null default 0,
        state text not null default 'OPEN' check (state in ('OPEN', 'DISMISSED', 'REDACTED', 'PURGED')),
        reason text check (length(reason) between 1 and 1000),
        operation_id uuid,
        decided_by_account_id uuid,
        decided_by_person_id uuid,
        decided_at timestamptz,
        found_at timestamptz not null default now(),
        version integer not null default 1,
        primary key (tenant_id, id),
        constraint of_one_content check (num_nonnulls(comment_id, upload_id) = 1),
        foreign key (tenant_id, comment_id) references comment (tenant_id, id) on delete cascade,
        foreign key (tenant_id, upload_id) references upload (tenant_id, id) on delete cascade,
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index finding_found on finding (tenant_id, state, found_at, id);
      create index finding_person on finding (tenant_id, person_id);
      create index finding_decider on finding (tenant_id, decided_by_person_id);
      create index finding_comment on finding (tenant_id, comment_id);
      create index finding_upload on finding (tenant_id, upload_id);
      create index finding_value on finding (tenant_id, value_key);
      create index finding_operation on finding (tenant_id, operation_id) where operation_id is not null;

      create table dismissed_value (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        person_id uuid not null,
        kind text not null,
        value_key text not null,
        reason text not null check (length(reason) between 1 and 1000),
        decided_by_account_id uuid not null,
        decided_by_person_id uuid,
        created_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, kind, value_key),
        foreign key (tenant_id, person_id) references person (tenant_id, id)
      );
      create index dismissed_value_person on dismissed_value (tenant_id, person_id);
      create index dismissed_value_decider on dismissed_value (tenant_id, decided_by_person_id);

      create function screen_comment() returns trigger language plpgsql as $$
      begin
        if new.body is null then return null; end if;
        insert into content_screening (tenant_id, person_id, content, comment_id)
        values (new.tenant_id, new.person_id, 'COMMENT', new.id)
        on conflict (tenant_id, comment_id) do update
          set state = 'PENDING', attempts = 0, held_until = null, asked_at = now();
        return null;
      end $$;
      create trigger screen_comment after insert or update of body on comment
        for each row execute function screen_comment();

      create function screen_upload() returns trigger language plpgsql as $$
      begin
        if new.state <> 'COMPLETE' or new.purpose not in ('ATTACHMENT', 'FIELD') then return null; end if;
        insert into content_screening (tenant_id, person_id, content, upload_id)
        values (new.tenant_id, new.person_id,
          case new.purpose when 'FIELD' then 'FIELD_FILE' else 'ATTACHMENT' end, new.id)
        on conflict (tenant_id, upload_id) do update
          set state = 'PENDING', attempts = 0, held_until = null, asked_at = now();
        return null;
      end $$;
      create trigger screen_upload after insert or update of state, sha256 on upload
        for each row execute function screen_upload();`);
    for (const table of ['screening_rule', 'screening_secret', 'content_screening', 'finding', 'dismissed_value']) {
      await tenantWall(runner, table);
    }
    await instructionLedger(runner, 'screening_rule', {
      key: [],
      columns: ['kinds', 'minimum_confidence', 'comments', 'files'],
    });
    // What was written before is screened like what is written from now on. The owner, too, reads within one tenant alone.
    const tenants = (await inEveryTenant(runner)) as { tenant_id: string }[];
    for (const { tenant_id: tenantId } of tenants) {
      await runner.query(`select set_config('app.tenant_id', $1, true)`, [tenantId]);
      await runner.query(`insert into content_screening (tenant_id, person_id, content, comment_id)
        select tenant_id, person_id, 'COMMENT', id from comment`);
      await runner.query(`insert into content_screening (tenant_id, person_id, content, upload_id)
        select tenant_id, person_id, case purpose when 'FIELD' then 'FIELD_FILE' else 'ATTACHMENT' end, id
        from upload where state = 'COMPLETE' and purpose in ('ATTACHMENT', 'FIELD')`);
    }
    await runner.query(`select set_config('app.operator', '', true), set_config('app.tenant_id', '', true)`);
    await runner.query(`do $$
      declare allowed text;
      begin
        select pg_get_constraintdef(oid) into allowed from pg_constraint
          where conname = 'operation_kind_check' and conrelid = 'operation'::regclass;
        alter table operation drop constraint operation_kind_check;
        execute 'alter table operation add constraint operation_kind_check '
          || replace(allowed, 'ARRAY[', 'ARRAY[''FINDINGS''::text, ');
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop trigger screen_comment on comment; drop trigger screen_upload on upload;
      drop function screen_comment(); drop function screen_upload();
      drop table dismissed_value, finding, content_screening, screening_secret, screening_rule`);
  }
}

async function inEveryTenant(runner: QueryRunner): Promise<unknown> {
  await runner.query(`select set_config('app.operator', 'on', true)`);
  return runner.query('select tenant_id from tenant');
}
