import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { Refusal, staleVersion } from '../base/errors.js';
import { categoryNames, type DataCategory, isSpecial } from '../catalogue/index.js';
import type { RuleOutSpecialCategoriesInput } from './special-category.types.js';

/** What else has to be done once a tenant rules special categories out, or no longer does. */
export type AfterRuling = (context: Context) => Promise<void>;

/**
 * Refuses a field of a special category where the tenant rules these out (DP-9), and keeps the tenant from ruling them out
 * before the field is there.
 */
export async function requireNotRuledOut(
  { db }: Pick<Context, 'db'>,
  category: DataCategory,
  field: string,
): Promise<void> {
  if (!isSpecial(category)) return;
  const tenant = await db.first<{ ruledOut: boolean }>(sql`select special_categories_ruled_out as "ruledOut"
    from tenant where tenant_id = ${db.scope.tenantId}::uuid for share`);
  if (!tenant?.ruledOut) return;
  throw new Refusal({
    code: 'SPECIAL_CATEGORY_RULED_OUT',
    messageKey: 'field.specialRuledOut',
    field: ['input', field],
    facts: { category },
  });
}

/** Refuses to rule special categories out while a field of one is in use, or still holds values. */
export async function requireNoSpecialFields(db: Transaction, argument: string): Promise<void> {
  const fields = await db.many<{ label: string; category: string }>(sql`select f.label, f.category
    from field_definition f where f.tenant_id = ${db.scope.tenantId}::uuid
      and f.category = any(${categoryNames.filter(isSpecial)}::text[])
      and (f.retired_at is null or exists (select 1 from person p
        where p.tenant_id = f.tenant_id and jsonb_exists(p.field_values, f.id::text)))
    order by f.label, f.id limit 200`);
  const [first, ...rest] = fields.map(({ label, category }) => ({
    code: 'CONFLICT' as const,
    messageKey: 'field.specialStands',
    field: ['input', argument],
    facts: { label, category },
  }));
  if (first) throw new Refusal(first, ...rest);
}

/** Whether a controller keeps any special categories of personal data at all (Article 9 GDPR). */
export class SpecialCategoryService {
  constructor(private readonly after: AfterRuling) {}

  /** Rules them out, or no longer. Every field of such a category that is in use, or still holds values, stands in the way. */
  async setRuledOut(context: Context, { ruledOut, expectedVersion }: RuleOutSpecialCategoriesInput): Promise<void> {
    const { db, viewer } = context;
    context.access.requireUnit('settings.manage', null, 'input');
    const tenant = await db.first<{ version: number; ruledOut: boolean }>(sql`select version,
        special_categories_ruled_out as "ruledOut"
      from tenant where tenant_id = ${viewer.tenantId}::uuid for no key update`);
    if (tenant?.version !== expectedVersion) throw staleVersion(tenant?.version ?? 0);
    if (tenant.ruledOut === ruledOut) return;
    if (ruledOut) await requireNoSpecialFields(db, 'ruledOut');
    await db.run(sql`update tenant set special_categories_ruled_out = ${ruledOut}, version = version + 1
      where tenant_id = ${viewer.tenantId}::uuid`);
    await writeLog(context, { action: 'settings.manage', details: { specialCategoriesRuledOut: ruledOut } });
    await this.after(context);
  }
}
