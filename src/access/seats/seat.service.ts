import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { staleVersion } from '../../base/errors.js';
import { newId } from '../../base/ids.js';
import { requireOpenUnits } from '../../tenants/index.js';
import type { RoleBooks } from '../matrix/role-book.js';
import type { SetSeatCapInput } from './seat.types.js';
import { type SeatUse, seatUse } from './seats.js';

/** Caps on seats. One below what is used takes no seat away; it keeps new ones from being taken. */
export class SeatService {
  constructor(private readonly books: RoleBooks) {}

  private async uses({ db }: Context): Promise<SeatUse[]> {
    return seatUse(db, await this.books.now(db));
  }

  /** As far as the viewer administers: caps of units whose accounts the viewer reads, and with any such unit the tenant's. */
  async usesShown(context: Context): Promise<SeatUse[]> {
    const units = context.access.units('account.read');
    if (units === 'all') return this.uses(context);
    if (units.length === 0) return [];
    return (await this.uses(context)).filter(({ unitId }) => unitId === null || units.includes(unitId));
  }

  /** The roles that take a seat of a kind, or of either. */
  async roles({ db }: Context, kind: SeatUse['kind'] | null): Promise<readonly string[]> {
    const book = await this.books.now(db);
    return kind ? book.seatRoles(kind) : [...book.seatRoles('ADMINISTRATOR'), ...book.seatRoles('OBSERVER')];
  }

  /** Sets a cap, or takes it away. */
  async set(context: Context, input: SetSeatCapInput): Promise<SeatUse[]> {
    const { db, viewer } = context;
    const { kind, maximum = null, expectedVersion = null } = input;
    const [unitId = null] = input.unitId
      ? await requireOpenUnits(context, 'seat.manage', [input.unitId], 'unitId')
      : [];
    await db.run(sql`select 1 from tenant where tenant_id = ${viewer.tenantId}::uuid for no key update`);
    const known = await db.first<{ version: number }>(sql`select version from seat_cap
      where tenant_id = ${viewer.tenantId}::uuid and kind = ${kind} and unit_id is not distinct from ${unitId}::uuid`);
    if ((known?.version ?? 0) !== (expectedVersion ?? 0)) throw staleVersion(known?.version ?? 0);
    await (maximum === null
      ? db.run(sql`delete from seat_cap where tenant_id = ${viewer.tenantId}::uuid and kind = ${kind}
          and unit_id is not distinct from ${unitId}::uuid`)
      : db.run(sql`insert into seat_cap (tenant_id, id, kind, unit_id, maximum)
          values (${viewer.tenantId}::uuid, ${newId()}::uuid, ${kind}, ${unitId}::uuid, ${maximum})
          on conflict (tenant_id, kind, unit_id) do update
            set maximum = excluded.maximum, version = seat_cap.version + 1, updated_at = now()`));
    await writeLog(context, { action: 'seat.manage', unitId, details: { kind, maximum } });
    return this.uses(context);
  }
}
