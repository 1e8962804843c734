import sql, { raw } from 'sql-template-tag';
import { writeLog, writeSystemLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { Fault } from '../../base/errors.js';
import type { Connection } from '../../base/graphql/connection.types.js';
import { toGlobalId, uuidOf } from '../../base/ids.js';
import type { Translator } from '../../base/messages.js';
import { MAXIMUM_PAGE, type PageArguments } from '../../base/reading/index.js';
import { STANDARD_TEMPLATE_VERSION } from '../agreements/agreement.entity.js';
import type { AgreementRow, AnnexReader } from '../agreements/annex-sources.js';
import { wordsIn } from '../agreements/annex-words.js';
import { composeRecord } from './record.js';
import type { ProcessingRecord, RegisterEntry } from './record.types.js';

interface ListedTenant {
  readonly tenantId: string;
  readonly slug: string;
}

/** The record is not about the agreement: whatever stands there of one is not told. */
const anyAgreement = (tenantId: string): AgreementRow => ({
  tenantId,
  id: tenantId,
  number: 1,
  language: 'en',
  template: 'STANDARD',
  templateVersion: STANDARD_TEMPLATE_VERSION,
  mainContractName: '',
  mainContractNumber: null,
  mainContractDate: null,
  annexNumber: '',
  startsOn: '1970-01-01',
  endsOn: null,
  authorisation: 'GENERAL',
  contactPersonId: null,
  contactName: null,
  contactPosition: null,
  contactEmail: null,
  contactTelephone: null,
  version: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
});

/**
 * The processor's records of its processing activities (Article 30(2) GDPR). A record is a reading of what the annexes are
 * made of, at the moment when it is asked for: it cannot say something else than they do, and is never out of date.
 */
export class RecordService {
  constructor(
    private readonly reader: AnnexReader,
    private readonly translator: Translator,
  ) {}

  /** The record of the viewer's own organisation as it is now; null while the processor has not said who it is. */
  async record(context: Context): Promise<ProcessingRecord | null> {
    const sources = await this.reader.read(context, anyAgreement(context.viewer.tenantId));
    return sources && composeRecord(sources, wordsIn(this.translator, context.locale));
  }

  /** A page of the register of all controllers, by short name. */
  async register(context: Context, { first, last, after, before }: PageArguments): Promise<Connection<RegisterEntry>> {
    const limit = first ?? last;
    if (limit == null || (first != null && last != null)) {
      throw new Fault('BAD_USER_INPUT', 'pageSize', { maximum: MAXIMUM_PAGE });
    }
    const backwards = last != null;
    if (backwards ? after : before) throw new Fault('BAD_USER_INPUT', 'cursorDirection');
    const cursor = backwards ? before : after;
    const from = cursor ? uuidOf('Tenant', cursor) : null;
    if (cursor && from === null) throw new Fault('BAD_USER_INPUT', 'badCursor');
    const beyond = sql`${raw(backwards ? '<' : '>')} (select l.slug from tenant l where l.tenant_id = ${from}::uuid)`;
    const listed = await context.db.many<ListedTenant>(sql`select t.tenant_id as "tenantId", t.slug from tenant t
      where t.kind = 'controller' and (${from}::uuid is null or t.slug ${beyond})
      order by t.slug ${raw(backwards ? 'desc' : 'asc')} limit ${limit + 1}`);
    const total = await context.db.first<{ count: number }>(
      sql`select count(*)::int as count from tenant where kind = 'controller'`,
    );
    const shown = listed.slice(0, limit);
    if (backwards) shown.reverse();
    const nodes = await this.entries(context, shown);
    const edges = nodes.map((node) => ({ node, cursor: node.tenantId }));
    const more = listed.length > limit;
    return {
      nodes,
      edges,
      pageInfo: {
        hasNextPage: backwards ? from !== null : more,
        hasPreviousPage: backwards ? more : from !== null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
      totalCount: total?.count ?? 0,
    };
  }

  /** The whole register, for the file. */
  async wholeRegister(context: Context): Promise<RegisterEntry[]> {
    const tenants = await context.db.many<ListedTenant>(
      sql`select tenant_id as "tenantId", slug from tenant where kind = 'controller' order by slug`,
    );
    return this.entries(context, tenants);
  }

  /** One after the other: each is read in its controller's scope, which has it in its log, and none of its persons is. */
  private async entries(context: Context, tenants: readonly ListedTenant[]): Promise<RegisterEntry[]> {
    const { db, requestId } = context;
    const entries: RegisterEntry[] = [];
    for (const { tenantId, slug } of tenants) {
      const sources = await db.lendTo(tenantId, async (lent) => {
        const action = 'record.register';
        await writeSystemLog(lent, { action, role: 'operator', requestId });
        const there = Object.create(context, { db: { value: lent } }) as Context;
        return this.reader.read(there, anyAgreement(tenantId));
      });
      const record = sources && composeRecord(sources, wordsIn(this.translator, context.locale));
      entries.push({ tenantId: toGlobalId('Tenant', tenantId), slug, record });
    }
    await writeLog(context, { action: 'record.register', details: { controllers: tenants.length } });
    return entries;
  }
}
