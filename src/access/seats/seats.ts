import sql, { type Sql } from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import { Refusal } from '../../base/errors.js';
import type { SeatKind } from '../matrix/matrix.model.js';
import type { RoleBook } from '../matrix/role-book.js';

/** The seats that are taken: by grants in force, and by those that will be, so that a seat is never promised twice. */
export const takesSeat = (grant: Sql, roles: readonly string[]): Sql => sql`(${grant}.role = any(${[...roles]}::text[])
  and (${grant}.valid_until is null or ${grant}.valid_until > clock_timestamp()))`;

export interface SeatUse {
  readonly id: string;
  readonly kind: SeatKind;
  readonly unitId: string | null;
  readonly limit: number;
  readonly used: number;
  readonly version: number;
}

/**
 * The caps of the tenant, each with how many seats are taken; `but` leaves out one account, which is about to take one. A
 * closed account keeps its seats until its roles end or it is deleted: it can be opened again at any time, with them.
 */
export function seatUse(db: Transaction, book: RoleBook, but: string | null = null): Promise<SeatUse[]> {
  const used = (kind: SeatKind): Sql => sql`(select count(distinct g.account_id)::int from role_grant g
    where g.tenant_id = c.tenant_id and (c.unit_id is null or g.unit_id = c.unit_id)
      and g.account_id is distinct from ${but}::uuid and ${takesSeat(sql`g`, book.seatRoles(kind))})`;
  return db.many<SeatUse>(sql`select c.id, c.kind, c.unit_id as "unitId", c.maximum as limit, c.version,
      case c.kind when 'ADMINISTRATOR' then ${used('ADMINISTRATOR')} else ${used('OBSERVER')} end as used
    from seat_cap c where c.tenant_id = ${db.scope.tenantId}::uuid order by c.unit_id nulls first, c.kind`);
}

/** The cap that leaves no seat for an account to take a role, in a unit or in the whole tenant; null where none does. */
export async function fullCap(
  db: Transaction,
  book: RoleBook,
  wanted: { readonly accountId: string; readonly role: string; readonly unitId: string | null },
): Promise<SeatUse | null> {
  const kinds = book.algebra.seats(wanted.role);
  if (kinds.size === 0) return null;
  // One at a time: whoever counts next counts this one too.
  await db.run(sql`select 1 from tenant where tenant_id = ${db.scope.tenantId}::uuid for no key update`);
  const caps = await seatUse(db, book, wanted.accountId);
  const concerned = caps.filter((cap) => kinds.has(cap.kind) && (cap.unitId === null || cap.unitId === wanted.unitId));
  return concerned.find(({ limit, used }) => used >= limit) ?? null;
}

/** The cap that another matrix would pass, with the seats that it would then take; null where it would none. */
export async function passedCap(db: Transaction, before: RoleBook, after: RoleBook): Promise<SeatUse | null> {
  const taken = new Map((await seatUse(db, before)).map(({ id, used }) => [id, used]));
  const uses = await seatUse(db, after);
  return uses.find(({ id, limit, used }) => used > limit && used > (taken.get(id) ?? 0)) ?? null;
}

/** Refuses a seat beyond a cap, with the cap, its use, and how to free one. */
export function seatRefusal({ kind, limit, used }: SeatUse, field: readonly string[]): Refusal {
  return new Refusal({ code: 'SEAT_LIMIT_REACHED', messageKey: `seat.full.${kind}`, field, facts: { limit, used } });
}

/** Refuses a change by which more seats would be taken than may be, with the cap, how many, and what to do. */
export function seatsRefusal({ kind, limit, used }: SeatUse, field: readonly string[]): Refusal {
  return new Refusal({ code: 'SEAT_LIMIT_REACHED', messageKey: `seat.passed.${kind}`, field, facts: { limit, used } });
}
