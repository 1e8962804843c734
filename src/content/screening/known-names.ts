import { setImmediate as breathe } from 'node:timers/promises';
import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { NameIndex, type PersonName } from './detect/index.js';

/** For how long the names of a tenant are taken as they were read. */
const KEPT_MS = 60_000;
/** Of how many tenants the names are kept at a time. */
const TENANTS = 4;
/** No more people than these are known by name: the memory that they take is bounded. */
const MAXIMUM_PEOPLE = 200_000;
/** So many are taken in before others get their turn. */
const AT_A_TIME = 2_000;

/** The names in each tenant's own register, which are looked for in its own free text and nowhere else. */
export class KnownNames {
  private readonly kept = new Map<string, { readonly names: NameIndex; readonly until: number }>();

  /** The names of the transaction's tenant. */
  async of(db: Transaction): Promise<NameIndex> {
    const tenantId = db.scope.tenantId ?? '';
    const known = this.kept.get(tenantId);
    if (known && known.until > Date.now()) return known.names;
    const people = await db.many<PersonName>(sql`
      select distinct coalesce(given_name, '') as "givenName", coalesce(family_name, '') as "familyName",
        preferred_name as "preferredName" from person
      where tenant_id = ${tenantId}::uuid and erasure_id is null limit ${MAXIMUM_PEOPLE}`);
    const names = NameIndex.of([]);
    for (let at = 0; at < people.length; at += AT_A_TIME) {
      for (const person of people.slice(at, at + AT_A_TIME)) names.add(person);
      await breathe();
    }
    this.kept.delete(tenantId);
    this.kept.set(tenantId, { names, until: Date.now() + KEPT_MS });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= TENANTS) break;
      this.kept.delete(oldest);
    }
    return names;
  }
}
