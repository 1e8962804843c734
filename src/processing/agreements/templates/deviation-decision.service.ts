import sql from 'sql-template-tag';
import { writeLog, writeSystemLog } from '../../../audit/index.js';
import type { Context } from '../../../base/context.js';
import { notFound, Refusal } from '../../../base/errors.js';
import { newId, uuidOf } from '../../../base/ids.js';
import { textOrNull } from '../../../base/input-text.js';
import type { FilledTemplate } from './filled-template.js';
import { type DeviationRow, deviationColumns, withDecision } from './own-template.service.js';

/** A deviation as the processor sees it: whose, and the texts that are addressed to it. */
export interface AddressedDeviation extends DeviationRow {
  readonly tenantId: string;
  readonly tenantName: string;
}

const MAXIMUM_ADDRESSED = 100;

/** What the processor says to the deviations of agreements that controllers make with it. It reads those texts and no other data. */
export class DeviationDecisionService {
  /** What waits for an answer, the longest first. */
  waiting(context: Context): Promise<AddressedDeviation[]> {
    return this.addressed(context, null, null);
  }

  async decide(
    context: Context,
    input: { readonly tenantId: string; readonly deviationId: string; readonly reason?: string | null },
    isAccepted: boolean,
  ): Promise<AddressedDeviation> {
    const tenantId = uuidOf('Tenant', input.tenantId);
    const id = uuidOf('TemplateDeviation', input.deviationId);
    const find = async () => (tenantId && id ? (await this.addressed(context, tenantId, id))[0] : undefined);
    if (!tenantId || !id || !(await find())) throw notFound('input', 'deviationId');
    const reason = textOrNull(input.reason);
    if (!isAccepted && reason === null) {
      throw new Refusal({ code: 'INVALID', messageKey: 'invalid.empty', field: ['input', 'reason'] });
    }
    const inserted = await context.db.run(sql`insert into agreement_deviation_decision
        (tenant_id, id, deviation_id, is_accepted, reason, decided_at, account_id)
      values (${tenantId}::uuid, ${newId()}::uuid, ${id}::uuid, ${isAccepted}, ${reason}, ${context.now},
        ${context.viewer.accountId}::uuid) on conflict (tenant_id, deviation_id) do nothing`);
    if (inserted === 0) {
      throw new Refusal({ code: 'ALREADY_EXISTS', messageKey: 'template.decided', field: ['input', 'deviationId'] });
    }
    await this.log(context, tenantId, { deviationId: id, isAccepted });
    const decided = await find();
    if (!decided) throw new Error('a deviation that was decided is there');
    return decided;
  }

  /** @throws Refusal where the law's requirements are not met, or a deviation of the document is not accepted */
  async assertAgreed(context: Context, tenantId: string, template: FilledTemplate | null): Promise<void> {
    if (!template) return;
    const refused = (messageKey: string) =>
      new Refusal({ code: 'CONFLICT', messageKey, field: ['input', 'documentHash'] });
    if (template.requirements.some(({ coverage }) => coverage === 'MISSING')) throw refused('template.notMet');
    const ids = template.deviations.map(({ id }) => id);
    const accepted = await context.db.first<{ count: number }>(sql`select count(*)::integer as count
      from agreement_deviation_decision
      where tenant_id = ${tenantId}::uuid and deviation_id = any(${ids}::uuid[]) and is_accepted`);
    if (accepted?.count !== ids.length) throw refused('template.deviationsNotAccepted');
  }

  /** Of templates on which an agreement is being made: what a controller drafts beside that is not addressed to the processor. */
  private addressed(context: Context, tenantId: string | null, id: string | null): Promise<AddressedDeviation[]> {
    return context.db.many<AddressedDeviation>(sql`select d.tenant_id as "tenantId", t.name as "tenantName",
        ${deviationColumns}
      from agreement_deviation d join tenant t on t.tenant_id = d.tenant_id ${withDecision}
      where d.withdrawn_at is null
        and case when ${id}::uuid is null then c.id is null else d.tenant_id = ${tenantId}::uuid and d.id = ${id}::uuid end
        and exists (select 1 from agreement a where a.tenant_id = d.tenant_id and a.template_id = d.template_id)
      order by d.noted_at, d.id limit ${MAXIMUM_ADDRESSED}`);
  }

  private async log(context: Context, tenantId: string, details: Readonly<Record<string, unknown>>): Promise<void> {
    const action = 'agreement.countersign';
    const { requestId } = context;
    await writeLog(context, { action, details: { tenantId, ...details } });
    await context.db.lendTo(tenantId, (db) =>
      writeSystemLog(db, { action, role: 'operator', personIds: [], categories: [], details, requestId }),
    );
  }
}
