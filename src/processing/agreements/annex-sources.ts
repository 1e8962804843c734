import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { TranslatedText } from '../../base/translated-text.js';
import type { Catalogue, Element, TenantField } from '../../catalogue/index.js';
import { type Register, registers } from '../../people/index.js';
import type { SubProcessorRow, SubProcessorService } from '../sub-processors/sub-processor.service.js';
import type { Agreement } from './agreement.entity.js';

/** An agreement as it is read. */
export type AgreementRow = Pick<Agreement, keyof Agreement>;

/** A party's organisation, as its own record says. */
export interface Organisation {
  readonly legalName: string;
  readonly organisationNumber: string;
  readonly address: string;
  readonly country: string;
  /** A function address; empty where it is not recorded. */
  readonly contact: string;
  readonly dataProtectionOfficer: string | null;
  /** Its representative in the Union (Article 27 GDPR), with how to reach it; null where it needs none. */
  readonly representative: string | null;
}

/** A column of the schema, as the catalogue declares it. */
export type DescribedElement = Pick<Element, 'id' | 'category' | 'purposes' | 'retention' | 'fromItsEnd'>;

/** A tenant-defined field that is in use, or still holds what it was used for: an element of the catalogue, under the tenant's name for it. */
export interface DeclaredField extends DescribedElement {
  readonly label: string;
  /** The registers whose cards have it. */
  readonly registers: readonly Register[];
  /** The roles that may read it, beside the person and the controller. */
  readonly readableBy: readonly string[];
  /** Whether it is out of use, and cards still hold values of it: it takes no others. */
  readonly retired?: true;
}

interface FieldRow extends TenantField {
  readonly registers: readonly Register[];
  readonly readableBy: readonly string[];
}

export interface ListedMeasure {
  readonly id: string;
  readonly heading: string;
  readonly text: TranslatedText;
  /** The sub-processor whose measure it is; null for the processor's own. */
  readonly subProcessor: string | null;
}

/** A sub-processor as the annexes tell of it. */
export type ListedEngagement = Pick<
  SubProcessorRow,
  | 'id'
  | 'legalName'
  | 'service'
  | 'processing'
  | 'responsibilities'
  | 'dataCategories'
  | 'address'
  | 'country'
  | 'locations'
  | 'transferBasis'
  | 'transferDetails'
  | 'contact'
  | 'since'
>;

/** What the annexes say of the agreement to which they belong. */
export type AnnexAgreement = Pick<
  AgreementRow,
  | 'mainContractName'
  | 'mainContractNumber'
  | 'mainContractDate'
  | 'annexNumber'
  | 'startsOn'
  | 'endsOn'
  | 'authorisation'
  | 'contactName'
  | 'contactPosition'
  | 'contactEmail'
  | 'contactTelephone'
  | 'version'
>;

/** Everything that annexes are made of beside the agreement itself. Nothing in it is written for an annex alone. */
export interface AnnexBasis {
  readonly controller: Organisation;
  /** Null while the processor has not said who it is. */
  readonly processor: Organisation | null;
  readonly registers: readonly Register[];
  /** Of the schema, without the column that holds the tenant's fields. */
  readonly elements: readonly DescribedElement[];
  readonly fields: readonly DeclaredField[];
  readonly subProcessors: readonly ListedEngagement[];
  readonly measures: readonly ListedMeasure[];
  /** What the tenant's own roles are called in the matrix that it has adopted. */
  readonly roleNames: ReadonlyMap<string, string>;
  /** When the latest of it was changed; null where it is not known. */
  readonly changedAt: Date | null;
}

/** Everything that the annexes of one agreement are made of. */
export interface AnnexSources extends AnnexBasis {
  readonly agreement: AnnexAgreement;
  readonly processor: Organisation;
  readonly changedAt: Date;
}

const described = ({ id, category, purposes, retention, fromItsEnd }: Element): DescribedElement => ({
  id,
  category,
  purposes,
  retention,
  ...(fromItsEnd ? { fromItsEnd } : {}),
});

const engaged = (row: SubProcessorRow): ListedEngagement => ({
  id: row.id,
  legalName: row.legalName,
  service: row.service,
  processing: row.processing,
  responsibilities: row.responsibilities,
  dataCategories: row.dataCategories,
  address: row.address,
  country: row.country,
  locations: row.locations,
  transferBasis: row.transferBasis,
  transferDetails: row.transferDetails,
  contact: row.contact,
  since: row.since,
});

/** A retired field is processed for as long as anybody's card holds a value of it. */
const isInUse = (field: Sql): Sql => sql`(${field}.retired_at is null or exists (select 1 from person p
  where p.tenant_id = ${field}.tenant_id and jsonb_exists(p.field_values, ${field}.id::text)))`;

/** Reads them, in the tenant of the request. */
export class AnnexReader {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly subProcessors: SubProcessorService,
  ) {}

  /** Null while the processor has not said who it is. */
  async read(context: Pick<Context, 'db' | 'now'>, agreement: AgreementRow): Promise<AnnexSources | null> {
    const { processor, ...basis } = await this.basis(context);
    if (!processor) return null;
    const changedAt = [agreement.updatedAt, basis.changedAt ?? agreement.updatedAt].reduce((a, b) => (a > b ? a : b));
    return { ...basis, agreement, processor, changedAt };
  }

  /** What is processed in the tenant of the transaction, whether or not an agreement is recorded. */
  async basis(context: Pick<Context, 'db' | 'now'>): Promise<AnnexBasis> {
    const { db } = context;
    const { tenantId } = db.scope;
    if (tenantId === null) throw new Error('the annexes are read in a tenant');
    const [controller, processor, used, fields, subProcessors, listChangedAt, measures, roles, changed] =
      await Promise.all([
        db.first<Organisation>(sql`select legal_name as "legalName", organisation_number as "organisationNumber", address,
          country, privacy_contact as contact, data_protection_officer as "dataProtectionOfficer", representative
        from tenant where tenant_id = ${tenantId}::uuid`),
        db.first<Organisation>(sql`select legal_name as "legalName", organisation_number as "organisationNumber", address,
          country, contact, data_protection_officer as "dataProtectionOfficer", representative from processor`),
        db.many<{
          register: Register;
        }>(sql`select register from unnest(${registers}::text[]) with ordinality r(register, n)
        where exists (select 1 from person p where p.tenant_id = ${tenantId}::uuid and p.register = r.register)
          or exists (select 1 from field_definition f where f.tenant_id = ${tenantId}::uuid and ${isInUse(sql`f`)}
            and r.register = any (f.registers)) order by n`),
        db.many<FieldRow>(sql`select id, label, category, purposes, retention, correctable, retired_at as "retiredAt",
          registers, readable_by as "readableBy" from field_definition f
        where tenant_id = ${tenantId}::uuid and ${isInUse(sql`f`)} order by label, id`),
        this.subProcessors.effectiveFor(db, tenantId, context.now),
        this.subProcessors.changedAt(db, tenantId, context.now),
        db.many<ListedMeasure>(sql`select m.id, m.heading, m.text, s.legal_name as "subProcessor" from measure m
        left join sub_processor s on s.id = m.sub_processor_id order by m.heading, m.created_at, m.id`),
        db.many<{ key: string; name: string }>(sql`select r ->> 'key' as key, r ->> 'name' as name
        from matrix m, jsonb_array_elements(m.content -> 'roles') r
        where m.tenant_id = ${tenantId}::uuid and m.state = 'ADOPTED'`),
        db.first<{ at: Date | null }>(sql`select greatest(
        (select updated_at from processor), (select max(updated_at) from measure),
        (select max(updated_at) from field_definition where tenant_id = ${tenantId}::uuid)) as at`),
      ]);
    if (!controller) throw new Error('the tenant is not there');
    return {
      controller,
      processor,
      registers: used.map(({ register }) => register),
      elements: this.catalogue.elements.filter(({ tenantFields }) => !tenantFields).map(described),
      fields: fields.map((field) => ({
        ...described(this.catalogue.ofField(field)),
        label: field.label,
        registers: field.registers,
        readableBy: field.readableBy,
        ...(field.retiredAt ? { retired: true as const } : {}),
      })),
      subProcessors: subProcessors.map(engaged),
      measures,
      roleNames: new Map(roles.map(({ key, name }) => [key, name])),
      changedAt: [changed?.at ?? null, listChangedAt].reduce((a, b) => (a && b ? (a > b ? a : b) : (a ?? b))),
    };
  }
}
