import sql, { raw } from 'sql-template-tag';
import { writeLog, writeSystemLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { Fault } from '../../base/errors.js';
import type { Connection } from '../../base/graphql/connection.types.js';
import { toGlobalId, uuidOf } from '../../base/ids.js';
import { MAXIMUM_PAGE, type PageArguments } from '../../base/reading/index.js';
import type { Catalogue } from '../../catalogue/index.js';
import { type AnnexVersions, factsIn, wordsOf } from '../agreements/index.js';
import { instructedSystems } from './instructed-systems.js';
import { composeRecord, type RecordVersion } from './record.js';
import type { ProcessingRecord, ProcessingRecordVersion, RegisterEntry } from './record.types.js';

const MAXIMUM_VERSIONS = 1_000;

/** A version as it is kept. */
type StoredVersion = Omit<RecordVersion, 'isCurrent' | 'facts' | 'systems'> & { readonly content: string };

interface ListedTenant {
  readonly tenantId: string;
  readonly slug: string;
}

/**
 * The processor's records of its processing activities (Article 30(2) GDPR). A record is a reading of the versions that the
 * annexes are made of, which follow every change: it cannot say something else than they do, and is never out of date.
 */
export class RecordService {
  constructor(
    private readonly versions: AnnexVersions,
    private readonly catalogue: Catalogue,
  ) {}

  /** The record of the viewer's own organisation: as it is now, of a number, or as it was at the end of a day; null for none. */
  async record(context: Context, number: number | null, on: string | null): Promise<ProcessingRecord | null> {
    const version = await this.version(context, number, on);
    return version && composeRecord(version, wordsOf(context));
  }

  /** The versions of the record, the newest first. */
  async list(context: Context): Promise<ProcessingRecordVersion[]> {
    await this.versions.follow(context);
    return context.db.many<ProcessingRecordVersion>(sql`select number, hash, made_at as "madeAt" from annex_version
      where tenant_id = ${context.viewer.tenantId}::uuid order by number desc limit ${MAXIMUM_VERSIONS}`);
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

  private async version(context: Context, number: number | null, on: string | null): Promise<RecordVersion | null> {
    const current = await this.versions.follow(context);
    if (number === null && on === null) return this.standing(context, current);
    const asked = number ?? (await this.numberOn(context, on ?? ''));
    const found = asked === null ? null : await this.versions.find(context, asked);
    if (!found || found.number === current.number) return found && this.standing(context, found);
    const until = await this.endOf(context, found.number, on);
    const systems = await instructedSystems(context.db, this.catalogue, until);
    return { ...found, isCurrent: false, facts: factsIn(found.content), systems };
  }

  /** The version of now, with what the ledger says now. */
  private async standing({ db }: Pick<Context, 'db'>, version: StoredVersion): Promise<RecordVersion> {
    const systems = await instructedSystems(db, this.catalogue, null);
    return { ...version, isCurrent: true, facts: factsIn(version.content), systems };
  }

  /** The last moment of a version, or of a day in it. */
  private async endOf({ db, viewer }: Context, number: number, on: string | null): Promise<Date> {
    const row = await db.first<{ until: Date }>(sql`select least(made_at, (${on}::date + 1)::timestamptz) as until
      from annex_version where tenant_id = ${viewer.tenantId}::uuid and number = ${number + 1}`);
    if (!row) throw new Error('a version that does not stand was followed by another');
    return row.until;
  }

  private async numberOn({ db, viewer }: Context, day: string): Promise<number | null> {
    const row = await db.first<{ number: number }>(sql`select number from annex_version
      where tenant_id = ${viewer.tenantId}::uuid and made_at < (${day}::date + 1)::timestamptz order by number desc limit 1`);
    return row?.number ?? null;
  }

  /** One after the other: each is read in its controller's scope, which has it in its log, and none of its persons is. */
  private async entries(context: Context, tenants: readonly ListedTenant[]): Promise<RegisterEntry[]> {
    const { db, now, requestId } = context;
    const entries: RegisterEntry[] = [];
    for (const { tenantId, slug } of tenants) {
      const current = await db.lendTo(tenantId, async (lent) => {
        const version = await this.standing({ db: lent }, await this.versions.follow({ db: lent, now }));
        const details = { version: version.number };
        await writeSystemLog(lent, { action: 'record.register', role: 'operator', details, requestId });
        return version;
      });
      entries.push({
        tenantId: toGlobalId('Tenant', tenantId),
        slug,
        record: composeRecord(current, wordsOf(context)),
      });
    }
    await writeLog(context, { action: 'record.register', details: { controllers: tenants.length } });
    return entries;
  }
}
