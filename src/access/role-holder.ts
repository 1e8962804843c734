import sql from 'sql-template-tag';
import type { AccountKind } from '../accounts/index.js';
import type { Context } from '../base/context.js';
import { notFound, Refusal, type RefusalCode } from '../base/errors.js';
import { uuidOf } from '../base/ids.js';

/** An account that can hold roles: open, and linked to a person. */
export interface Holder {
  readonly id: string;
  readonly kind: AccountKind;
  readonly personId: string;
}

interface AccountRow {
  readonly id: string;
  readonly kind: AccountKind;
  readonly personId: string | null;
  readonly closedAt: Date | null;
}

const refuse = (code: RefusalCode, messageKey: string): Refusal =>
  new Refusal({ code, messageKey, field: ['input', 'accountId'] });

/** Locks the account that is to hold a role, within the viewer's reach; nobody gives a role to themselves. */
export async function holderOf({ db, viewer, access }: Context, globalId: string): Promise<Holder> {
  const id = uuidOf('Account', globalId);
  const account =
    id &&
    (await db.first<AccountRow>(sql`select id, kind, person_id as "personId", closed_at as "closedAt"
      from account where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid for no key update`));
  if (!account) throw notFound('input', 'accountId');
  const { personId } = account;
  if (account.id === viewer.accountId || (personId && personId === viewer.personId)) {
    throw refuse('FORBIDDEN', 'role.notOneself');
  }
  if (account.kind === 'service') throw refuse('SERVICE_ACCOUNT', 'role.unlinked');
  if (!personId) throw refuse('CONFLICT', 'role.unlinked');
  if (account.closedAt) throw refuse('CONFLICT', 'account.closed');
  await access.requirePersons('person.update', [personId], 'accountId', { category: 'SIGN_IN' });
  return { id: account.id, kind: account.kind, personId };
}
