import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { Refusal } from '../../base/errors.js';
import type { Viewer } from '../../base/viewer.js';
import { isSensitive, type SensitiveAction, sensitiveActions } from '../../catalogue/index.js';
import { fixedRoles } from '../roles.js';

/** How old a second factor may be where the tenant has said nothing. */
export const USUAL_MINUTES = 60;

/**
 * How a sign-in is asked for that has a second factor, as `acr_values` of OpenID Connect Core 1.0 (3.1.2.1): the profile that
 * education has agreed upon, and that of OpenID.
 */
export const multiFactorAcrs: readonly string[] = [
  'https://refeds.org/profile/mfa',
  'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
];

/** What a sensitive action asks for in one tenant. */
export interface SecondFactorDemand {
  readonly action: SensitiveAction;
  /** Null where no second factor is asked for. */
  readonly maxAgeMinutes: number | null;
  /** 0 where the tenant has never said anything. */
  readonly version: number;
}

/** A demand, and how the viewer stands to it. */
export interface SecondFactorNeed {
  readonly isMet: boolean;
  /** Seconds. */
  readonly maxAge: number;
  readonly lastAt: Date | null;
  readonly acrValues: string;
}

/** The sensitive actions that are a matter for the viewer's organisation: those of a controller, or of the processor. */
export const sensitiveFor = ({ isOperator }: Pick<Viewer, 'isOperator'>): readonly SensitiveAction[] => {
  const ofProcessor: readonly string[] = fixedRoles.operator.actions;
  return sensitiveActions.filter((action) => ofProcessor.includes(action) === isOperator);
};

/** What the viewer's tenant asks for before these actions. */
export async function demandsOf(
  { db, viewer }: Context,
  actions: readonly SensitiveAction[],
): Promise<SecondFactorDemand[]> {
  const rules = await db.many<SecondFactorDemand>(sql`select action, maximum_age_minutes as "maxAgeMinutes", version
    from second_factor_rule where tenant_id = ${viewer.tenantId}::uuid and action = any(${[...actions]}::text[])`);
  return actions.map(
    (action) => rules.find((rule) => rule.action === action) ?? { action, maxAgeMinutes: USUAL_MINUTES, version: 0 },
  );
}

/** How the viewer stands to a demand; null where none is made. */
export function needOf({ viewer, now }: Context, { maxAgeMinutes }: SecondFactorDemand): SecondFactorNeed | null {
  if (maxAgeMinutes === null) return null;
  const { secondFactorAt: lastAt } = viewer;
  const maxAge = maxAgeMinutes * 60;
  const isMet = lastAt !== null && now.getTime() - lastAt.getTime() <= maxAge * 1_000;
  return { isMet, maxAge, lastAt, acrValues: multiFactorAcrs.join(' ') };
}

/** What an action asks of the viewer; null where it asks for no second factor. */
export async function secondFactorNeed(context: Context, action: string): Promise<SecondFactorNeed | null> {
  if (!isSensitive(action)) return null;
  const [demand] = await demandsOf(context, [action]);
  return demand ? needOf(context, demand) : null;
}

/**
 * Refuses a mutation whose action asks for a more recent second factor, and says how to step up (RFC 9470). `opensLockOut` is
 * of the mutation that sets the rule itself: where nobody of the tenant has ever presented a second factor, its identity
 * provider may have none, and nothing else could ever be done there again.
 */
export async function requireSecondFactor(context: Context, action: string, opensLockOut: boolean): Promise<void> {
  const need = await secondFactorNeed(context, action);
  if (need === null || need.isMet) return;
  const { maxAge, lastAt, acrValues } = need;
  if (opensLockOut && lastAt === null && (await isWithoutFactors(context))) return;
  throw new Refusal({
    code: 'SECOND_FACTOR_REQUIRED',
    messageKey: 'factor.required',
    facts: { action, maxAge, minutes: maxAge / 60, lastAt: lastAt?.toISOString() ?? null, acrValues },
  });
}

async function isWithoutFactors({ db, viewer }: Context): Promise<boolean> {
  const presented = await db.first(sql`select 1 from account
    where tenant_id = ${viewer.tenantId}::uuid and last_second_factor_at is not null limit 1`);
  return presented === null;
}
