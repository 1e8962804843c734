import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorAdds, operatorReads, tenantWall } from '../base/database/policies.js';

/** The data-processing agreements, the documents that were signed, and the signatures. */
export class Agreements1763800000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table agreement (
        tenant_id uuid not null references tenant (tenant_id),
        id uuid not null default uuidv7(),
        number integer not null check (number > 0),
        language text not null check (language in ('en', 'nb', 'sv', 'fi', 'et', 'nl')),
        template text not null default 'STANDARD' check (template in ('STANDARD')),
        template_version text not null,
        main_contract_name text not null,
        main_contract_number text,
        main_contract_date date,
        annex_number text not null,
        starts_on date not null,
        ends_on date check (ends_on >= starts_on),
        authorisation text not null check (authorisation in ('SPECIFIC', 'GENERAL')),
        contact_person_id uuid,
        contact_name text,
        contact_position text,
        contact_email text,
        contact_telephone text,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (tenant_id, id),
        unique (tenant_id, number),
        foreign key (tenant_id, contact_person_id) references person (tenant_id, id)
      );

      create table agreement_document (
        tenant_id uuid not null,
        agreement_id uuid not null,
        hash text not null check (hash ~ '^[0-9a-f]{64}$'),
        language text not null,
        content text not null,
        person_ids uuid[] not null default '{}',
        created_at timestamptz not null default now(),
        primary key (tenant_id, agreement_id, hash),
        foreign key (tenant_id, agreement_id) references agreement (tenant_id, id)
      );
      create index agreement_document_persons on agreement_document using gin (person_ids);

      create table agreement_signature (
        tenant_id uuid not null,
        id uuid not null default uuidv7(),
        agreement_id uuid not null,
        document_hash text not null,
        side text not null check (side in ('CONTROLLER', 'PROCESSOR')),
        name text not null,
        position text not null,
        signed_at timestamptz not null default now(),
        account_id uuid not null,
        person_id uuid,
        primary key (tenant_id, id),
        unique (tenant_id, agreement_id, document_hash, side),
        foreign key (tenant_id, agreement_id, document_hash)
          references agreement_document (tenant_id, agreement_id, hash)
      );
      create index agreement_signature_person on agreement_signature (tenant_id, person_id);`);
    await tenantWall(runner, 'agreement', ['select', 'insert', 'update']);
    // What was signed is never changed.
    await tenantWall(runner, 'agreement_document', ['select', 'insert']);
    await tenantWall(runner, 'agreement_signature', ['select', 'insert']);
    for (const table of ['agreement', 'agreement_document', 'agreement_signature']) await operatorReads(runner, table);
    await operatorAdds(runner, 'agreement_signature', "side = 'PROCESSOR'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table agreement_signature, agreement_document, agreement');
  }
}
