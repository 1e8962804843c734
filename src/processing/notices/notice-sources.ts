import sql from 'sql-template-tag';
import type { RoleBook, RoleBooks } from '../../access/index.js';
import type { Context } from '../../base/context.js';
import type { Catalogue, Element, TenantField } from '../../catalogue/index.js';
import { type Register, registers } from '../../people/index.js';
import type { EffectiveSubProcessor, SubProcessorService } from '../sub-processors/index.js';

/** Data that is passed on to another system. */
export interface NoticeTransfer {
  readonly name: string;
  readonly register: Register;
}

/** Everything that the derived parts of a notice are made of. */
export interface NoticeSources {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Where data subjects reach the controller; empty where nothing is recorded. */
  readonly contact: string;
  readonly controller: string;
  /** The registers in which somebody is. */
  readonly registers: readonly Register[];
  /** What the catalogue declares, and the tenant's own fields that are in use. */
  readonly elements: readonly Element[];
  /** The systems from which data came. */
  readonly sources: readonly string[];
  readonly transfers: readonly NoticeTransfer[];
  readonly book: RoleBook;
  readonly processor: string | null;
  /** Those that are in force for the tenant. */
  readonly subProcessors: readonly EffectiveSubProcessor[];
}

interface TenantFacts {
  readonly country: string;
  readonly contact: string;
  readonly controller: string;
  readonly processor: string | null;
  readonly registers: Register[];
  readonly sources: string[];
  readonly transfers: NoticeTransfer[];
}

/** Reads what notices are made of, in the tenant of the request. */
export class NoticeReader {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly books: RoleBooks,
    private readonly subProcessors: SubProcessorService,
  ) {}

  async read({ db, now }: Pick<Context, 'db' | 'now'>): Promise<NoticeSources> {
    const { tenantId } = db.scope;
    if (tenantId === null) throw new Error('notices are read in a tenant');
    const [facts, fields, subProcessors, book] = await Promise.all([
      db.first<TenantFacts>(sql`select t.country, t.privacy_contact as contact, t.legal_name as controller,
          (select legal_name from processor) as processor,
          array(select r.register from unnest(${registers}::text[]) with ordinality r (register, n)
            where exists (select 1 from person p where p.tenant_id = t.tenant_id and p.register = r.register)
            order by r.n) as registers,
          array(select distinct p.source from person p where p.tenant_id = t.tenant_id and p.source is not null order by 1)
            as sources,
          coalesce((select json_agg(json_build_object('name', o.name, 'register', o.register) order by o.name, o.id)
            from transfer o where o.tenant_id = t.tenant_id and o.account_id is not null), '[]') as transfers
        from tenant t where t.tenant_id = ${tenantId}::uuid`),
      db.many<TenantField>(sql`select id, label, category, purposes, retention, correctable, type from field_definition f
        where f.tenant_id = ${tenantId}::uuid and (f.retired_at is null or exists (select 1 from person p
          where p.tenant_id = f.tenant_id and jsonb_exists(p.field_values, f.id::text))) order by label, id`),
      this.subProcessors.effectiveFor(db, tenantId, now),
      this.books.now(db),
    ]);
    if (!facts) throw new Error('a request has a tenant');
    const declared = this.catalogue.elements.filter(({ tenantFields }) => !tenantFields);
    const elements = [...declared, ...fields.map((field) => this.catalogue.ofField(field))];
    return { ...facts, elements, book, subProcessors };
  }
}
