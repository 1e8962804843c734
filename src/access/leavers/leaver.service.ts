import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal, type RefusalCode, staleVersion } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { keepingController } from '../grants/controllers.js';
import { removeAccounts } from './account-removal.js';
import type { LeaverRuleType, SetLeaverRuleInput } from './leaver.types.js';
import { isHeld, isOpen } from './leaver-facts.js';

/**
 * Where a tenant says nothing: closed at once, because nobody who left needs an account, and deleted after a month, so that
 * a mistake of a source system, or a return, costs nobody what they had.
 */
const standardRule: LeaverRuleType = { closeAfterDays: 0, deleteAfterDays: 30, version: 0 };

const FIELD = ['input', 'accountId'] as const;
const refuse = (code: RefusalCode, messageKey: string): Refusal => new Refusal({ code, messageKey, field: FIELD });

/** What becomes of the accounts of people who left (ST-10). */
export class LeaverService {
  async rule({ db }: Context): Promise<LeaverRuleType> {
    const rule = await db.first<LeaverRuleType>(sql`select close_after_days as "closeAfterDays",
        delete_after_days as "deleteAfterDays", version
      from leaver_rule where tenant_id = ${db.scope.tenantId}::uuid`);
    return rule ?? standardRule;
  }

  async setRule(context: Context, input: SetLeaverRuleInput): Promise<LeaverRuleType> {
    const { db, viewer } = context;
    const { closeAfterDays, deleteAfterDays, expectedVersion } = input;
    if (deleteAfterDays < closeAfterDays) throw invalid('leaver.deletedBeforeClosed', ['input', 'deleteAfterDays']);
    await db.run(sql`select 1 from tenant where tenant_id = ${viewer.tenantId}::uuid for no key update`);
    const { version } = await this.rule(context);
    if (version !== expectedVersion) throw staleVersion(version);
    await keepingController(db, ['input'], () =>
      db.run(sql`insert into leaver_rule (tenant_id, id, close_after_days, delete_after_days)
        values (${viewer.tenantId}::uuid, ${newId()}::uuid, ${closeAfterDays}::integer, ${deleteAfterDays}::integer)
        on conflict (tenant_id) do update set close_after_days = excluded.close_after_days,
          delete_after_days = excluded.delete_after_days, version = leaver_rule.version + 1, updated_at = now()`),
    );
    await writeLog(context, { action: 'account.manage', details: { leaverRule: { closeAfterDays, deleteAfterDays } } });
    return this.rule(context);
  }

  /** Deletes a closed account with its grants; answers its id. */
  async deleteAccount(context: Context, globalId: string): Promise<string> {
    const { db, viewer } = context;
    const id = uuidOf('Account', globalId);
    const account =
      id &&
      (await db.first<{ personId: string | null; isOpen: boolean; isHeld: boolean; isErased: boolean }>(sql`select
          a.person_id as "personId", ${isOpen(sql`a`)} as "isOpen", ${isHeld(sql`a`)} as "isHeld",
          exists (select 1 from person p where p.tenant_id = a.tenant_id and p.id = a.person_id
            and p.erasure_id is not null) as "isErased"
        from account a where a.tenant_id = ${viewer.tenantId}::uuid and a.id = ${id}::uuid for update of a`));
    if (!id || !account) throw notFound(...FIELD);
    if (account.isOpen) throw refuse('CONFLICT', 'leaver.notClosed');
    if (account.isHeld) throw refuse('LEGAL_HOLD', 'leaver.held');
    if (account.isErased) throw refuse('CONFLICT', 'leaver.erased');
    await removeAccounts(db, [id]);
    await writeLog(context, {
      action: 'account.manage',
      personIds: account.personId ? [account.personId] : [],
      categories: ['SIGN_IN'],
      details: { accountId: id, change: 'deleted' },
    });
    return id;
  }
}
