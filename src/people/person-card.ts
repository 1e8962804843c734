import sql from 'sql-template-tag';
import type { Context } from '../base/context.js';
import type { Transaction } from '../base/database/transaction.js';
import { notFound, Refusal } from '../base/errors.js';
import { newId } from '../base/ids.js';
import type { Register } from './person.entity.js';

/** What a new card in a register says. */
export interface PersonCard {
  readonly register: Register;
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName?: string | null;
  readonly email?: string | null;
  readonly telephone?: string | null;
  readonly birthDate?: string | null;
  readonly identifier?: string | null;
  readonly unitIds?: readonly string[];
}

/** Adds a card and its place in units, in the transaction's tenant. Who may, and what is valid, was asked before. */
export async function insertPerson(db: Transaction, card: PersonCard): Promise<string> {
  const { tenantId } = db.scope;
  const id = newId();
  await db.run(sql`insert into person
      (tenant_id, id, register, given_name, family_name, preferred_name, email, telephone, birth_date, identifier)
    values (${tenantId}::uuid, ${id}::uuid, ${card.register}, ${card.givenName}, ${card.familyName},
      ${card.preferredName ?? null}, ${card.email ?? null}, ${card.telephone ?? null}, ${card.birthDate ?? null}::date,
      ${card.identifier ?? null})`);
  const unitIds = [...new Set(card.unitIds)];
  if (unitIds.length > 0) {
    await db.run(sql`insert into affiliation (tenant_id, person_id, unit_id)
      select ${tenantId}::uuid, ${id}::uuid, u.id from unnest(${unitIds}::uuid[]) as u (id)`);
  }
  return id;
}

/** Holds cards against other changes; answers as for a missing record when one is gone or is being erased. */
export async function lockPersons(db: Transaction, personIds: readonly string[], field: string): Promise<void> {
  const ids = [...new Set(personIds)];
  const open = await db.many(sql`select 1 from person where tenant_id = ${db.scope.tenantId}::uuid
    and id = any(${ids}::uuid[]) and erasure_id is null order by id for no key update`);
  if (open.length !== ids.length) throw notFound('input', field);
}

/**
 * Refuses to give somebody a login, or a card to a login, with which come rights in the whole tenant that the viewer has not:
 * nobody grants more than they hold, also by a register.
 */
export async function requireCardRights(
  { access, db }: Context,
  card: { readonly register: Register } | { readonly personId: string },
  field: string,
): Promise<void> {
  const found =
    'register' in card
      ? card
      : await db.first<{ register: Register }>(sql`select register from person
          where tenant_id = ${db.scope.tenantId}::uuid and id = ${card.personId}::uuid`);
  if (!found || access.holdsAllOnCard(found.register)) return;
  throw new Refusal({ code: 'FORBIDDEN', messageKey: 'role.beyondOwn', field: ['input', field] });
}
