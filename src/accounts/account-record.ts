import sql from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';
import { Refusal } from '../base/errors.js';
import { newId } from '../base/ids.js';
import type { AccountKind } from './account.entity.js';

export interface NewAccount {
  readonly issuer: string;
  readonly subject: string;
  readonly kind: AccountKind;
  readonly personId: string | null;
  readonly label: string;
}

/** Adds an account in the transaction's tenant. An identity has one account there, be it open or closed. */
export async function insertAccount(db: Transaction, account: NewAccount): Promise<string> {
  const id = newId();
  const inserted = await db.run(sql`insert into account (tenant_id, id, issuer, subject, kind, person_id, label)
    values (${db.scope.tenantId}::uuid, ${id}::uuid, ${account.issuer}, ${account.subject}, ${account.kind},
      ${account.personId}::uuid, ${account.label})
    on conflict (tenant_id, issuer, subject) do nothing`);
  if (inserted === 0) {
    throw new Refusal({ code: 'ALREADY_EXISTS', messageKey: 'account.exists', field: ['input'] });
  }
  return id;
}

/** Whether somebody signs in as the person already: an invitation then has nothing to give. */
export async function hasAccount(db: Transaction, personId: string): Promise<boolean> {
  const open = await db.first(sql`select 1 from account
    where tenant_id = ${db.scope.tenantId}::uuid and person_id = ${personId}::uuid and kind = 'personal'
      and closed_at is null limit 1`);
  return open !== null;
}
