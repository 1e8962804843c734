import sql from 'sql-template-tag';
import type { AccountKind } from '../../accounts/index.js';
import type { Context } from '../../base/context.js';
import { notFound, Refusal, type RefusalCode } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import { isOpen } from '../leavers/leaver-facts.js';

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
  readonly isOpen: boolean;
}

const refuse = (code: RefusalCode, messageKey: string): Refusal =>
  new Refusal({ code, messageKey, field: ['input', 'accountId'] });

/** Locks the account that is to hold a role, within the viewer's reach; nobody gives a role to themselves. */
export async function holderOf({ db, viewer, access }: Context, globalId: string): Promise<Holder> {
  const id = uuidOf('Account', globalId);
  const account =
    id &&
    (await db.first<AccountRow>(sql`select a.id, a.kind, a.person_id as "personId", ${isOpen(sql`a`)} as "isOpen"
      from account a where a.tenant_id = ${viewer.tenantId}::uuid and a.id = ${id}::uuid for no key update of a`));
  if (!account) throw notFound('input', 'accountId');
  const { personId } = account;
  if (account.id === viewer.accountId || (personId && personId === viewer.personId)) {
    throw refuse('FORBIDDEN', 'role.notOneself');
  }
  if (account.kind === 'service') throw refuse('SERVICE_ACCOUNT', 'role.unlinked');
  if (!personId) throw refuse('CONFLICT', 'role.unlinked');
  if (!account.isOpen) throw refuse('CONFLICT', 'account.closed');
  await access.requirePersons('person.update', [personId], 'accountId', { category: 'SIGN_IN' });
  return { id: account.id, kind: account.kind, personId };
}
