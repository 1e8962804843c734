import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { Database } from '../../base/database/database.js';
import type { Transaction } from '../../base/database/transaction.js';
import { notFound } from '../../base/errors.js';
import type { TranslatedText } from '../../base/translated-text.js';
import { categoryNames, type DataCategory, isSpecial } from '../../catalogue/index.js';
import { measureHeadings } from '../measures/measure-headings.js';
import type { EffectiveSubProcessor, SubProcessorService } from '../sub-processors/index.js';

interface Organisation {
  readonly name: string;
  readonly legalName: string;
  readonly country: string;
  readonly contact: string;
}

export type AgreementState = 'DRAFT' | 'SIGNED' | 'IN_FORCE' | 'ENDED';

/** What a trust page is made of: records, and nobody's personal data. */
export interface TrustFacts {
  readonly slug: string;
  readonly controller: Organisation;
  /** Whether the controller rules special categories out altogether (DP-9). */
  readonly isSpecialRuledOut: boolean;
  /** Null while the processor has not said who it is. */
  readonly processor: (Organisation & { readonly dataProtectionOfficer: string | null }) | null;
  readonly measures: readonly { readonly heading: string; readonly text: TranslatedText }[];
  /** The special categories (Article 9 GDPR) that the controller has fields for, and whether any role reads one. */
  readonly special: readonly { readonly category: DataCategory; readonly hasReaders: boolean }[];
  readonly subProcessors: readonly EffectiveSubProcessor[];
  readonly agreements: readonly {
    readonly number: number;
    readonly state: AgreementState;
    readonly version: number;
    readonly startsOn: string;
    readonly endsOn: string | null;
  }[];
  readonly certifications: readonly {
    readonly standard: string;
    readonly scope: TranslatedText;
    readonly issuer: string;
    readonly validUntil: string;
    readonly documentUrl: string | null;
  }[];
  readonly analyses: readonly {
    readonly kind: string;
    readonly subject: string;
    readonly heldOn: string | null;
    readonly nextDueOn: string | null;
  }[];
}

/** Reads what a controller's trust page says, for everybody. */
export class TrustService {
  constructor(
    /** Beside the pool: a request holds a connection of that already, which shows it no tenant's rows. */
    private readonly snapshots: Database,
    private readonly subProcessors: SubProcessorService,
  ) {}

  /**
   * A page that its controller has turned off is not told from one of a tenant that does not exist.
   *
   * @throws Refusal NOT_FOUND
   */
  async read(context: Pick<Context, 'now'>, slug: string): Promise<TrustFacts> {
    const tenantId = await this.snapshots.transaction({ tenantId: null, operator: true }, async (db) => {
      const tenant = await db.first<{ id: string }>(sql`select tenant_id as id from tenant
        where slug = ${slug.slice(0, 64)} and kind = 'controller' and publishes_trust_page`);
      return tenant?.id ?? null;
    });
    if (tenantId === null) throw notFound('slug');
    return this.snapshots.transaction({ tenantId }, (db) => this.facts(db, slug, tenantId, context.now));
  }

  private async facts(db: Transaction, slug: string, tenantId: string, now: Date): Promise<TrustFacts> {
    const today = now.toISOString().slice(0, 10);
    const controller = await db.first<Organisation & { isSpecialRuledOut: boolean }>(sql`select name,
      special_categories_ruled_out as "isSpecialRuledOut", legal_name as "legalName", country,
      privacy_contact as contact from tenant where tenant_id = ${tenantId}::uuid`);
    if (!controller) throw notFound('slug');
    const held = await db.many<{ category: DataCategory; hasReaders: boolean }>(sql`select category,
        bool_or(cardinality(readable_by) > 0) as "hasReaders"
      from field_definition where tenant_id = ${tenantId}::uuid and retired_at is null group by category`);
    return {
      slug,
      controller,
      isSpecialRuledOut: controller.isSpecialRuledOut,
      processor: await db.first(sql`select name, legal_name as "legalName", country, contact,
        data_protection_officer as "dataProtectionOfficer" from processor`),
      measures: await db.many(sql`select heading, text from measure where sub_processor_id is null
        order by array_position(${measureHeadings}::text[], heading), created_at, id`),
      special: categoryNames.filter(isSpecial).flatMap((name) => held.filter(({ category }) => category === name)),
      subProcessors: await this.subProcessors.effectiveFor(db, tenantId, now),
      agreements:
        await db.many(sql`select a.number, a.version, a.starts_on::text as "startsOn", a.ends_on::text as "endsOn",
          case when a.ends_on < ${today}::date then 'ENDED'
            when not exists (select 1 from agreement_signature p join agreement_signature c on c.tenant_id = p.tenant_id
              and c.agreement_id = p.agreement_id and c.document_hash = p.document_hash and c.side = 'CONTROLLER'
              where p.tenant_id = a.tenant_id and p.agreement_id = a.id and p.side = 'PROCESSOR') then 'DRAFT'
            when a.starts_on > ${today}::date then 'SIGNED' else 'IN_FORCE' end as state
        from agreement a where a.tenant_id = ${tenantId}::uuid order by a.number desc limit 20`),
      certifications: await db.many(sql`select standard, scope, issuer, valid_until::text as "validUntil",
          document_url as "documentUrl" from certification
        where is_public and valid_from <= ${today}::date and valid_until >= ${today}::date order by standard, id limit 100`),
      analyses: await db.many(sql`select kind, subject, held_on::text as "heldOn", next_due_on::text as "nextDueOn"
        from processor_analysis where held_on is not null order by held_on desc, id limit 100`),
    };
  }
}
