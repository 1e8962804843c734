import sql from 'sql-template-tag';
import { writeLog } from '../../../audit/index.js';
import type { Clock } from '../../../base/clock.js';
import type { Context } from '../../../base/context.js';
import type { Database } from '../../../base/database/database.js';
import { eachTenant } from '../../../base/database/each-tenant.js';
import { notFound, Refusal, staleVersion } from '../../../base/errors.js';
import { newId } from '../../../base/ids.js';
import { acknowledgeFields, forgetFieldDefinitions, lockFieldDeclarations } from '../../../people/index.js';
import type { AnnexAgreement, AnnexReader } from '../annex-sources.js';
import type { AnnexChange } from './annex-change.js';
import { difference } from './annex-difference.js';
import { type AnnexFacts, factsIn, factsOf, sealed } from './annex-facts.js';
import type { AnnexVersion } from './annex-version.entity.js';
import type { AcknowledgeAnnexVersionInput, SetAnnexRuleInput } from './annex-version.inputs.js';
import type { AnnexRuleType } from './annex-version.types.js';

/** A version as it is read. */
export type AnnexVersionRow = Pick<
  AnnexVersion,
  'id' | 'number' | 'hash' | 'content' | 'widens' | 'madeAt' | 'acknowledgedAt'
>;

/** What following needs of a request; a job has as much. */
type Following = Pick<Context, 'db' | 'now'>;

const columns = sql`id, number, hash, content, widens, made_at as "madeAt", acknowledged_at as "acknowledgedAt"`;

/** The versions of a tenant's annexes: made when what they are made of changes, acknowledged by the controller. */
export class AnnexVersions {
  constructor(
    private readonly reader: AnnexReader,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly report: (error: unknown) => void,
  ) {}

  /**
   * Makes a new version in the tenant of the transaction where the annexes are made of something else than the last one;
   * answers the latest. Whoever changes what they are made of calls it in the transaction of the change.
   */
  readonly follow = async (context: Following): Promise<AnnexVersionRow> => {
    const { db, now } = context;
    await lockFieldDeclarations(db);
    const [last, facts] = await Promise.all([this.find(context), this.facts(context)]);
    const { content, hash } = sealed(facts);
    if (last?.hash === hash) return last;
    const changes = last ? difference(factsIn(last.content), facts) : [];
    const widens = last === null || changes.some((change) => change.widens);
    const causes = last ? [...new Set(changes.map(({ cause }) => cause))] : ['FIRST'];
    const made: AnnexVersionRow = {
      id: newId(),
      number: (last?.number ?? 0) + 1,
      hash,
      content,
      widens,
      madeAt: now,
      acknowledgedAt: null,
    };
    const inserted =
      await db.run(sql`insert into annex_version (tenant_id, id, number, hash, content, difference, causes, widens, made_at)
      values (${db.scope.tenantId}::uuid, ${made.id}::uuid, ${made.number}, ${hash}, ${content},
        ${JSON.stringify(changes)}::jsonb, ${causes}::text[], ${widens}, ${now})
      on conflict (tenant_id, number) do nothing`);
    // Another field of the same request was quicker.
    return inserted === 0 ? ((await this.find(context)) ?? made) : made;
  };

  /** Follows in every tenant what changed on the platform: sub-processors, measures, the processor, the catalogue after an upgrade. */
  sweep(): Promise<void> {
    const { database, clock } = this;
    return eachTenant(
      database,
      (tenantId) =>
        database.transaction({ tenantId }, async (db) => {
          const tenant = await db.first<{ kind: string }>(
            sql`select kind from tenant where tenant_id = ${tenantId}::uuid`,
          );
          if (tenant?.kind === 'controller') await this.follow({ db, now: clock.now() });
        }),
      this.report,
    );
  }

  /** The version of a number, or the latest; null where there is none. */
  find({ db }: Pick<Context, 'db'>, number: number | null = null): Promise<AnnexVersionRow | null> {
    return db.first<AnnexVersionRow>(sql`select ${columns} from annex_version
      where tenant_id = ${db.scope.tenantId}::uuid and (${number}::integer is null or number = ${number}::integer)
      order by number desc limit 1`);
  }

  /** What is different between two versions, whichever is the earlier. */
  async between(context: Context, from: number, to: number): Promise<AnnexChange[]> {
    const [before, after] = await Promise.all([this.find(context, from), this.find(context, to)]);
    if (!before) throw notFound('from');
    if (!after) throw notFound('to');
    return difference(factsIn(before.content), factsIn(after.content));
  }

  /** The controller acknowledges the version that stands now; answers its id. */
  async acknowledge(context: Context, input: AcknowledgeAnnexVersionInput): Promise<string> {
    const current = await this.follow(context);
    if (current.number !== input.number || current.hash !== input.expectedHash) {
      throw new Refusal({
        code: 'DOCUMENT_CHANGED',
        messageKey: 'annexVersion.notCurrent',
        field: ['input', current.number === input.number ? 'expectedHash' : 'number'],
        facts: { currentHash: current.hash },
      });
    }
    if (current.acknowledgedAt) {
      throw new Refusal({ code: 'ALREADY_EXISTS', messageKey: 'annexVersion.acknowledged', field: ['input'] });
    }
    await this.mark(context, current);
    await writeLog(context, { action: 'annex.acknowledge', details: { annexVersion: current.number } });
    return current.id;
  }

  /** Whoever signs the agreement for the controller acknowledges the version that stands when it is signed. */
  async acknowledgeBySigning(context: Context): Promise<void> {
    const current = await this.follow(context);
    if (!current.acknowledgedAt) await this.mark(context, current);
  }

  /** The version on which a field waits that is not acknowledged; null where the tenant's rule lets none wait. */
  async awaited(context: Context): Promise<{ readonly number: number } | null> {
    if (!(await this.rule(context)).waitsForAcknowledgement) return null;
    return (await this.find(context)) ?? { number: 1 };
  }

  async rule({ db }: Pick<Context, 'db'>): Promise<AnnexRuleType> {
    const rule =
      await db.first<AnnexRuleType>(sql`select waits_for_acknowledgement as "waitsForAcknowledgement", version
      from annex_rule where tenant_id = ${db.scope.tenantId}::uuid`);
    return rule ?? { waitsForAcknowledgement: true, version: 0 };
  }

  async setRule(context: Context, input: SetAnnexRuleInput): Promise<AnnexRuleType> {
    const { db, viewer } = context;
    const { waitsForAcknowledgement, expectedVersion } = input;
    await db.run(sql`select 1 from tenant where tenant_id = ${viewer.tenantId}::uuid for no key update`);
    const { version } = await this.rule(context);
    if (version !== expectedVersion) throw staleVersion(version);
    await db.run(sql`insert into annex_rule (tenant_id, id, waits_for_acknowledgement)
      values (${viewer.tenantId}::uuid, ${newId()}::uuid, ${waitsForAcknowledgement})
      on conflict (tenant_id) do update set waits_for_acknowledgement = excluded.waits_for_acknowledgement,
        version = annex_rule.version + 1, updated_at = now()`);
    await writeLog(context, { action: 'settings.manage', details: { annexRule: { waitsForAcknowledgement } } });
    return this.rule(context);
  }

  private async facts(context: Following): Promise<AnnexFacts> {
    const { db, now } = context;
    const [basis, agreement] = await Promise.all([
      this.reader.basis(context),
      db.first<AnnexAgreement>(sql`select main_contract_name as "mainContractName", main_contract_number as "mainContractNumber",
          main_contract_date as "mainContractDate", annex_number as "annexNumber", starts_on as "startsOn",
          ends_on as "endsOn", authorisation
        from agreement where tenant_id = ${db.scope.tenantId}::uuid and (ends_on is null or ends_on >= ${now}::timestamptz::date)
        order by number desc limit 1`),
    ]);
    return factsOf(basis, agreement);
  }

  private async mark(context: Context, { id }: AnnexVersionRow): Promise<void> {
    const { db, now, viewer } = context;
    await db.run(sql`update annex_version set acknowledged_at = ${now}, acknowledged_by_account_id = ${viewer.accountId}::uuid,
        acknowledged_by_person_id = ${viewer.personId}::uuid
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    await acknowledgeFields(db);
    forgetFieldDefinitions(db);
  }
}
