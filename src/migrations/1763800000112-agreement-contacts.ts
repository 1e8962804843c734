import type { MigrationInterface, QueryRunner } from 'typeorm';
import { removableWhen, tenantWall } from '../base/database/policies.js';

/** What signed documents say of their contact persons, each in a row that is the person's own; also of those signed before. */
export class AgreementContacts1763800000112 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table agreement_contact (
        tenant_id uuid not null,
        agreement_id uuid not null,
        document_hash text not null,
        person_id uuid not null,
        document text not null,
        name text not null,
        position text,
        email text,
        telephone text,
        signed_at timestamptz not null,
        primary key (tenant_id, agreement_id, document_hash),
        foreign key (tenant_id, agreement_id, document_hash)
          references agreement_document (tenant_id, agreement_id, hash)
      );
      create index agreement_contact_person on agreement_contact (tenant_id, person_id);`);
    await tenantWall(runner, 'agreement_contact', ['select', 'insert', 'delete']);
    await removableWhen(
      runner,
      'agreement_contact',
      `exists (select 1 from agreement a where a.tenant_id = agreement_contact.tenant_id
        and a.id = agreement_contact.agreement_id and a.ends_on < current_date)`,
    );
    await runner.query(`set local app.operator = 'on'`);
    const tenants = (await runner.query('select tenant_id as id from tenant')) as { id: string }[];
    for (const { id } of tenants) {
      await runner.query(`select set_config('app.tenant_id', $1, true)`, [id]);
      await runner.query(FROM_DOCUMENTS, [id]);
    }
    await runner.query(`select set_config('app.tenant_id', '', true), set_config('app.operator', '', true)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table agreement_contact');
  }
}

/** Only where the document names whom the agreement still names: of another contact it is not known who it was. */
const FROM_DOCUMENTS = `
  insert into agreement_contact
    (tenant_id, agreement_id, document_hash, person_id, document, name, position, email, telephone, signed_at)
  select d.tenant_id, d.agreement_id, d.hash, a.contact_person_id, a.main_contract_name, c.contact ->> 'name',
    c.contact ->> 'position',
    case when c.contact -> 'contactDetails' ? a.contact_email then a.contact_email end,
    case when c.contact -> 'contactDetails' ? a.contact_telephone then a.contact_telephone end, d.created_at
  from agreement_document d
  join agreement a on a.tenant_id = d.tenant_id and a.id = d.agreement_id
  cross join lateral (select d.content::jsonb #> '{annexI,controllers,0,contactPerson}' as contact) c
  where d.tenant_id = $1 and a.contact_person_id = any(d.person_ids) and c.contact ->> 'name' = a.contact_name`;
