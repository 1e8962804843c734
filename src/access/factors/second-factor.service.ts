import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, staleVersion } from '../../base/errors.js';
import { newId } from '../../base/ids.js';
import type { SensitiveAction } from '../../catalogue/index.js';
import { demandsOf, type SecondFactorDemand, sensitiveFor } from './second-factor.js';
import type { SetSecondFactorAgeInput } from './second-factor.types.js';

/** How recent a second factor a controller asks for before risky work (OP-11). */
export class SecondFactorService {
  demands(context: Context): Promise<SecondFactorDemand[]> {
    return demandsOf(context, sensitiveFor(context.viewer));
  }

  async set(context: Context, input: SetSecondFactorAgeInput): Promise<SecondFactorDemand> {
    const { db, viewer } = context;
    const { maxAgeMinutes = null, expectedVersion } = input;
    const action = sensitiveFor(viewer).find((known) => known === input.action);
    if (!action) throw invalid('factor.notSensitive', ['input', 'action']);
    await db.run(sql`select 1 from tenant where tenant_id = ${viewer.tenantId}::uuid for no key update`);
    const { version } = await this.demand(context, action);
    if (version !== expectedVersion) throw staleVersion(version);
    await db.run(sql`insert into second_factor_rule (tenant_id, id, action, maximum_age_minutes)
      values (${viewer.tenantId}::uuid, ${newId()}::uuid, ${action}, ${maxAgeMinutes}::integer)
      on conflict (tenant_id, action) do update set maximum_age_minutes = excluded.maximum_age_minutes,
        version = second_factor_rule.version + 1, updated_at = now()`);
    await writeLog(context, { action: 'settings.manage', details: { secondFactorFor: action, maxAgeMinutes } });
    return this.demand(context, action);
  }

  private async demand(context: Context, action: SensitiveAction): Promise<SecondFactorDemand> {
    const [demand] = await demandsOf(context, [action]);
    if (!demand) throw new Error(`${action} asks for nothing`);
    return demand;
  }
}
