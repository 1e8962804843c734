import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE, operatorAdds, operatorReads, tenantWall } from '../base/database/policies.js';

const uploadPurposes = (purposes: string, ofNobody: string): string => `
  alter table upload drop constraint upload_purpose_check;
  alter table upload add constraint upload_purpose_check check (purpose in (${purposes}));
  alter table upload drop constraint about_a_person_unless_imported;
  alter table upload add constraint about_a_person_unless_imported check ((purpose in (${ofNobody})) = (person_id is null));`;

/** Agreements on a template of the controller's own: its text, how it deviates, and what the processor says to that. */
export class OwnTemplates1763800000182 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      uploadPurposes(
        `'PICTURE', 'ATTACHMENT', 'FIELD', 'IMPORT', 'AGREEMENT_TEMPLATE'`,
        `'IMPORT', 'AGREEMENT_TEMPLATE'`,
      ),
    );
    await runner.query(`
      create table agreement_template (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null,
        number integer not null check (number > 0),
        name text not null,
        file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
        hash text not null check (hash ~ '^[0-9a-f]{64}$'),
        paragraphs jsonb not null,
        places jsonb not null default '{}',
        coverage jsonb not null default '{}',
        version integer not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (tenant_id, id),
        unique (tenant_id, number)
      );

      create table agreement_deviation (
        tenant_id uuid not null,
        id uuid not null,
        template_id uuid not null,
        requirement text not null,
        paragraph integer not null check (paragraph > 0),
        standard_text text not null,
        text text,
        reason text not null,
        noted_at timestamptz not null,
        withdrawn_at timestamptz,
        primary key (tenant_id, id),
        foreign key (tenant_id, template_id) references agreement_template (tenant_id, id)
      );
      create index agreement_deviation_template on agreement_deviation (tenant_id, template_id);

      create table agreement_deviation_decision (
        tenant_id uuid not null,
        id uuid not null,
        deviation_id uuid not null,
        is_accepted boolean not null,
        reason text check (is_accepted or reason is not null),
        decided_at timestamptz not null,
        account_id uuid not null,
        primary key (tenant_id, id),
        unique (tenant_id, deviation_id),
        foreign key (tenant_id, deviation_id) references agreement_deviation (tenant_id, id)
      );

      alter table agreement add template_id uuid;
      alter table agreement add foreign key (tenant_id, template_id) references agreement_template (tenant_id, id);
      alter table agreement drop constraint agreement_template_check;
      alter table agreement add constraint agreement_template_check
        check (template in ('STANDARD', 'OWN') and (template = 'OWN') = (template_id is not null));`);
    // The text that was read, and what was noted, are never changed.
    await tenantWall(runner, 'agreement_template', ['select', 'insert']);
    await tenantWall(runner, 'agreement_deviation', ['select', 'insert']);
    await tenantWall(runner, 'agreement_deviation_decision', ['select', 'insert']);
    await runner.query(`grant update (places, coverage, version, updated_at) on agreement_template to ${APP_ROLE};
      grant update (withdrawn_at) on agreement_deviation to ${APP_ROLE}`);
    for (const table of ['agreement_deviation', 'agreement_deviation_decision']) await operatorReads(runner, table);
    await operatorAdds(runner, 'agreement_deviation_decision', 'true');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table agreement drop constraint agreement_template_check;
      alter table agreement add constraint agreement_template_check check (template in ('STANDARD'));
      alter table agreement drop template_id;
      drop table agreement_deviation_decision, agreement_deviation, agreement_template;`);
    await runner.query(uploadPurposes(`'PICTURE', 'ATTACHMENT', 'FIELD', 'IMPORT'`, `'IMPORT'`));
  }
}
