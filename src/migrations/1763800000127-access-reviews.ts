import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from '../base/database/policies.js';

/**
 * Reviews of who may do what: the campaigns, the grants that each asks about, and what was done with every one. A grant that
 * nobody decided on in time is found by `freezes_at`, which is read with the rights of each request and so has an index that
 * holds the undecided ones alone.
 */
export class AccessReviews1763800000127 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table access_review (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        number integer not null check (number > 0),
        name text not null check (name <> ''),
        seats text[] not null default '{}',
        has_exceptions boolean not null default false,
        roles text[] not null default '{}',
        risks text[] not null default '{}',
        unit_id uuid,
        reviewer_account_ids uuid[] not null default '{}',
        started_by_account_id uuid,
        started_at timestamptz not null,
        due_at timestamptz not null,
        reminder_days integer[] not null default '{}',
        reminded_days integer[] not null default '{}',
        repeat_months integer check (repeat_months between 1 and 60),
        next_review_id uuid,
        closed_at timestamptz,
        withdrawn_at timestamptz,
        version integer not null default 1,
        primary key (tenant_id, id),
        unique (tenant_id, number),
        foreign key (tenant_id, unit_id) references unit (tenant_id, id),
        check (due_at > started_at)
      );
      create index access_review_start on access_review (tenant_id, started_at, id);

      create table access_review_item (
        tenant_id uuid not null,
        id uuid not null,
        review_id uuid not null,
        grant_id uuid not null,
        current_grant_id uuid,
        exception_id uuid,
        account_id uuid not null,
        person_id uuid,
        role text not null,
        unit_id uuid,
        granted_at timestamptz not null,
        held_until timestamptz,
        granted_by_account_id uuid,
        evidence jsonb,
        reviewer_account_id uuid,
        reviewer_person_id uuid,
        due_at timestamptz not null,
        remind_at timestamptz,
        freezes_at timestamptz,
        decision text check (decision in ('KEEP', 'REVOKE', 'CHANGE')),
        reason text,
        decided_at timestamptz,
        decided_by_account_id uuid,
        decided_by_person_id uuid,
        restored_at timestamptz,
        primary key (tenant_id, id),
        unique (tenant_id, review_id, grant_id),
        foreign key (tenant_id, review_id) references access_review (tenant_id, id) on delete cascade,
        foreign key (tenant_id, unit_id) references unit (tenant_id, id),
        check ((decision is null) = (decided_at is null)),
        check (freezes_at is null or (decision is null and role <> 'controller'))
      );
      create index access_review_item_freeze on access_review_item (tenant_id, grant_id, freezes_at)
        where freezes_at is not null;
      create index access_review_item_open on access_review_item (tenant_id, due_at, id) where decision is null;
      create index access_review_item_account on access_review_item (tenant_id, account_id, role);
      create index access_review_item_person on access_review_item (tenant_id, person_id);

      create table access_review_step (
        tenant_id uuid not null,
        id uuid not null,
        item_id uuid not null,
        person_id uuid,
        at timestamptz not null,
        kind text not null check (kind in ('KEEP', 'REVOKE', 'CHANGE', 'DELEGATE', 'RESTORE')),
        before text not null check (before in ('OPEN', 'OVERDUE', 'FROZEN', 'KEPT', 'REVOKED', 'CHANGED', 'RESTORED')),
        reason text,
        by_account_id uuid not null,
        by_person_id uuid,
        primary key (tenant_id, id),
        foreign key (tenant_id, item_id) references access_review_item (tenant_id, id) on delete cascade
      );
      create index access_review_step_item on access_review_step (tenant_id, item_id, at);
      create index access_review_step_person on access_review_step (tenant_id, person_id);`);
    for (const table of ['access_review', 'access_review_item', 'access_review_step']) await tenantWall(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table access_review_step, access_review_item, access_review');
  }
}
