import sql, { type Sql } from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid } from '../../base/errors.js';
import { translatedText } from '../../base/graphql/translated-text.types.js';
import { newId } from '../../base/ids.js';
import { parseLegalPeriod } from './due-time.js';
import type { AgreePeriodInput, SetLegalPeriodInput } from './legal-period.types.js';
import { isStricterSql, lawAt } from './legal-periods.js';

/** Periods are added for the time to come, never changed: what began under one is judged by it. */
export class LegalPeriodService {
  /** The operator adds a period that the law sets from a day to come; answers its id. */
  async set(context: Context, input: SetLegalPeriodInput): Promise<string> {
    const { db, now } = context;
    const { key, period, validFrom } = input;
    const basis = translatedText(input.basis);
    if (!basis) throw invalid('invalid.empty', ['input', 'basis', 'en']);
    await this.requirePeriod(context, period);
    await db.run(sql`select pg_advisory_xact_lock(hashtext('legal_period'))`);
    const last = await db.first<{ at: Date | null }>(
      sql`select max(valid_from) as at from legal_period where key = ${key}`,
    );
    if (validFrom <= now || (last?.at && validFrom <= last.at)) {
      throw invalid('legalPeriod.later', ['input', 'validFrom']);
    }
    const id = newId();
    await db.run(sql`insert into legal_period (id, key, period, valid_from, basis)
      values (${id}::uuid, ${key}, ${period}, ${validFrom}::timestamptz, ${JSON.stringify(basis)}::jsonb)`);
    await writeLog(context, { action: 'legalPeriod.manage', details: { key, period, validFrom } });
    return id;
  }

  /** The controller goes by a stricter period; answers its id. */
  async agree(context: Context, input: AgreePeriodInput): Promise<string> {
    const { db, viewer, now } = context;
    const { key, period } = input;
    const validFrom = input.validFrom ?? now;
    await this.requirePeriod(context, period);
    if (validFrom < now) throw invalid('legalPeriod.past', ['input', 'validFrom']);
    const law = await lawAt(db, key, validFrom);
    const isStrict = isStricterSql(key, sql`interval '0'`, sql`${period}::text`, sql`${law}::text`, true);
    if (!(await this.holds(context, isStrict))) {
      throw invalid('legalPeriod.looser', ['input', 'period'], { law });
    }
    await db.run(sql`select 1 from tenant where tenant_id = ${viewer.tenantId}::uuid for no key update`);
    const id = newId();
    const added = await db.run(sql`insert into agreed_period (tenant_id, id, key, period, valid_from)
      select ${viewer.tenantId}::uuid, ${id}::uuid, ${key}, ${period}, ${validFrom}::timestamptz
      where not exists (select 1 from agreed_period a where a.tenant_id = ${viewer.tenantId}::uuid and a.key = ${key}
        and a.valid_from >= ${validFrom}::timestamptz)`);
    if (added === 0) throw invalid('legalPeriod.later', ['input', 'validFrom']);
    await writeLog(context, { action: 'settings.manage', details: { agreedPeriod: key, period, validFrom } });
    return id;
  }

  private async requirePeriod(context: Context, period: string): Promise<void> {
    const isShort =
      parseLegalPeriod(period) && (await this.holds(context, sql`${period}::interval <= interval '1 year'`));
    if (!isShort) throw invalid('legalPeriod.period', ['input', 'period']);
  }

  private async holds({ db }: Context, condition: Sql): Promise<boolean> {
    return (await db.first<{ holds: boolean }>(sql`select ${condition} as holds`))?.holds ?? false;
  }
}
