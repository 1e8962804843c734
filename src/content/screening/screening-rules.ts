import { createHash, createHmac } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { defaultRules, type FindingKind, findingKinds, RULES_VERSION } from './detect/index.js';
import type { ScreenedContent } from './screening.states.js';

/** What a tenant has its free text screened for, as it is now. */
export interface TenantRules {
  readonly kinds: readonly FindingKind[];
  /** Between 0 and 1. */
  readonly minimumConfidence: number;
  readonly comments: boolean;
  readonly files: boolean;
  /** Special categories are looked for whatever is chosen, and none of them is too unsure to be told. */
  readonly specialCategoriesRuledOut: boolean;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly version: number;
  /** Names these rules together with the product's own: a content that was screened by others is screened again. */
  readonly name: string;
  /** By which a value is known again in this tenant, and in no other. */
  keyOf(kind: FindingKind, value: string): string;
}

interface RuleRow {
  readonly kinds: FindingKind[] | null;
  readonly minimumConfidence: number | null;
  readonly comments: boolean | null;
  readonly files: boolean | null;
  readonly valueSecret: string | null;
  readonly version: number | null;
  readonly ruledOut: boolean;
  readonly country: string;
}

/** The rules of the transaction's tenant. */
export async function rulesOf(db: Transaction): Promise<TenantRules> {
  const row =
    await db.first<RuleRow>(sql`select r.kinds, r.minimum_confidence as "minimumConfidence", r.comments, r.files,
      s.value as "valueSecret", r.version, t.special_categories_ruled_out as "ruledOut", t.country
    from tenant t left join screening_rule r on r.tenant_id = t.tenant_id
      left join screening_secret s on s.tenant_id = t.tenant_id
    where t.tenant_id = ${db.scope.tenantId}::uuid`);
  if (!row) throw new Error('There is no such tenant');
  const kinds = findingKinds.filter((kind) => (row.kinds ?? defaultRules.kinds).includes(kind));
  const minimum = row.minimumConfidence ?? Math.round(defaultRules.minimumConfidence * 100);
  const { comments, files, ruledOut, country } = row;
  const chosen = [RULES_VERSION, kinds, minimum, comments ?? true, files ?? true, ruledOut, country];
  return {
    kinds,
    minimumConfidence: minimum / 100,
    comments: comments ?? true,
    files: files ?? true,
    specialCategoriesRuledOut: ruledOut,
    country,
    version: row.version ?? 0,
    name: createHash('sha256').update(JSON.stringify(chosen)).digest('hex').slice(0, 32),
    keyOf: (kind, value) => {
      if (row.valueSecret === null) throw new Error('The tenant has no secret for values yet');
      return createHmac('sha256', row.valueSecret).update(`${kind}\n${value}`).digest('base64url').slice(0, 32);
    },
  };
}

/** Makes sure that the tenant has a secret of its own. */
export async function ensureSecret(db: Transaction): Promise<void> {
  await db.run(sql`insert into screening_secret (tenant_id) values (${db.scope.tenantId}::uuid)
    on conflict (tenant_id) do nothing`);
}

/** The kinds that are looked for in a content; null where it is not screened. */
export function kindsFor(rules: TenantRules, content: ScreenedContent): readonly FindingKind[] | null {
  const isOn = content === 'COMMENT' ? rules.comments : rules.files;
  const special: readonly FindingKind[] = rules.specialCategoriesRuledOut ? ['SPECIAL_CATEGORY'] : [];
  const kinds = new Set([...(isOn ? rules.kinds : []), ...special]);
  return isOn || special.length > 0 ? [...kinds] : null;
}

/** From which confidence on a finding of the kind is told. */
export const minimumFor = (rules: TenantRules, kind: FindingKind): number =>
  rules.specialCategoriesRuledOut && kind === 'SPECIAL_CATEGORY' ? 0 : rules.minimumConfidence;
