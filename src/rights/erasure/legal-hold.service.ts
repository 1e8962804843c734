import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText } from '../../base/input-text.js';
import type { Catalogue } from '../../catalogue/index.js';
import type { LiftLegalHoldInput, PlaceLegalHoldInput } from './erasure.inputs.js';
import { type Hold, holdsInForce } from './holds.js';

const MAXIMUM_HOLDS = 100;

/** Duties to keep data, placed and lifted by the controller. */
export class LegalHoldService {
  constructor(private readonly catalogue: Catalogue) {}

  async place(context: Context, input: PlaceLegalHoldInput): Promise<readonly Hold[]> {
    const { db, viewer, access } = context;
    const personId = uuidOf('Person', input.personId);
    if (!personId) throw notFound('input', 'personId');
    await access.requirePersons('hold.manage', [personId], 'personId');
    const { category = null, element = null, until = null } = input;
    const ground = requiredText(input.ground, 'ground');
    if (category && element) throw invalid('hold.categoryOrElement', ['input', 'element']);
    if (element && !this.catalogue.byName(element)) throw invalid('hold.unknownElement', ['input', 'element']);
    if (until && until < context.now.toISOString().slice(0, 10)) throw invalid('hold.past', ['input', 'until']);
    await this.lockOpenCard(context, personId);
    if ((await holdsInForce(db, personId)).length >= MAXIMUM_HOLDS) {
      throw new Refusal({
        code: 'QUOTA_EXCEEDED',
        messageKey: 'hold.tooMany',
        field: ['input'],
        facts: { limit: String(MAXIMUM_HOLDS), used: String(MAXIMUM_HOLDS) },
      });
    }
    const id = newId();
    await db.run(sql`insert into legal_hold (tenant_id, id, person_id, category, element, ground, until, placed_by_account_id)
      values (${viewer.tenantId}::uuid, ${id}::uuid, ${personId}::uuid, ${category}, ${element}, ${ground},
        ${until}::date, ${viewer.accountId}::uuid)`);
    await writeLog(context, { action: 'hold.manage', personIds: [personId], details: { holdPlaced: id } });
    return holdsInForce(db, personId);
  }

  async lift(context: Context, input: LiftLegalHoldInput): Promise<readonly Hold[]> {
    const { db, viewer, access } = context;
    const holdId = uuidOf('LegalHold', input.legalHoldId);
    const hold =
      holdId &&
      (await db.first<{ personId: string }>(sql`select person_id as "personId" from legal_hold
        where tenant_id = ${viewer.tenantId}::uuid and id = ${holdId}::uuid for update`));
    if (!holdId || !hold) throw notFound('input', 'legalHoldId');
    await access.requirePersons('hold.manage', [hold.personId], 'legalHoldId');
    await db.run(sql`delete from legal_hold where tenant_id = ${viewer.tenantId}::uuid and id = ${holdId}::uuid`);
    await writeLog(context, { action: 'hold.manage', personIds: [hold.personId], details: { holdLifted: holdId } });
    return holdsInForce(db, hold.personId);
  }

  /** A hold comes in time or not at all: an erasure under way would pass it by. */
  private async lockOpenCard(context: Context, personId: string): Promise<void> {
    const { tenantId } = context.viewer;
    const card = await context.db.first<{ busy: boolean }>(sql`select exists (select 1 from erasure e
        where e.tenant_id = p.tenant_id and e.person_id = p.id and e.completed_at is null) as busy
      from person p where p.tenant_id = ${tenantId}::uuid and p.id = ${personId}::uuid for share`);
    if (!card) throw notFound('input', 'personId');
    if (card.busy) throw new Refusal({ code: 'CONFLICT', messageKey: 'erasure.running', field: ['input', 'personId'] });
  }
}
