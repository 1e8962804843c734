import sql from 'sql-template-tag';
import type { Transaction } from '../base/database/transaction.js';
import { Refusal } from '../base/errors.js';
import { newId } from '../base/ids.js';

export interface NewAccount {
  readonly issuer: string;
  readonly subject: string;
  readonly kind: 'personal' | 'service';
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
