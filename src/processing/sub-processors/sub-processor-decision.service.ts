import sql from 'sql-template-tag';
import { writeLog, writeSystemLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText } from '../../base/input-text.js';
import { dueTime, lawAt } from '../../tenants/index.js';
import { isInForce } from './sub-processor.effect.js';
import type { TenantAnnouncement } from './sub-processor.records.js';
import {
  type ChangeRow,
  keepAnnouncements,
  readAnnouncements,
  readChanges,
  readEntries,
} from './sub-processor.records.js';
import type {
  AnnounceSubProcessorChangeInput,
  AuthoriseSubProcessorInput,
  ObjectToSubProcessorInput,
  SettleSubProcessorObjectionInput,
  WithdrawSubProcessorChangeInput,
  WithdrawSubProcessorObjectionInput,
} from './sub-processor-change.inputs.js';
import { conflict, lockList, logChange, type SubProcessorKeeping, textsOf } from './sub-processor-keeping.service.js';

const DAY_MS = 86_400_000;
const dayAfter = (moment: Date): string => new Date(moment.getTime() + DAY_MS).toISOString().slice(0, 10);

/** What the operator announces and gives up, and what each controller says to it. */
export class SubProcessorDecisions {
  constructor(
    private readonly keeping: SubProcessorKeeping,
    private readonly follow: (context: Context) => Promise<unknown>,
  ) {}

  /** Announces a proposal to every controller; each has its window from now on. */
  async announce(context: Context, input: AnnounceSubProcessorChangeInput): Promise<string> {
    const change = await this.change(context, input.id, 'id');
    if (change.announcedAt !== null || change.withdrawnAt !== null) throw conflict('subProcessor.notProposed');
    const reason = textsOf(input.reason, 'reason');
    const first = await this.firstDay(context);
    const planned = input.takesEffectOn ?? change.takesEffectOn;
    const takesEffectOn = input.takesEffectOn || first === null || planned >= first ? planned : first;
    if (first !== null && takesEffectOn < first) {
      throw invalid('subProcessor.tooSoon', ['input', 'takesEffectOn'], { first });
    }
    await context.db.run(sql`update sub_processor_change set announced_at = ${context.now}::timestamptz,
      takes_effect_on = ${takesEffectOn}::date, reason = ${JSON.stringify(reason)}::jsonb where id = ${change.id}::uuid`);
    if (change.kind === 'ENGAGE') {
      await context.db.run(sql`update sub_processor set since = ${takesEffectOn}::date, version = version + 1,
        updated_at = now() where id = ${change.subProcessorId}::uuid`);
    }
    const announcements = await readAnnouncements(context.db, sql`true`, sql`c.id = ${change.id}::uuid`);
    await keepAnnouncements(context.db, announcements);
    await logChange(context, change.subProcessorId, 'announced');
    await this.tell(
      context,
      announcements.map(({ tenantId }) => tenantId),
      { changeId: change.id, subProcessorId: change.subProcessorId, change: 'announced', takesEffectOn },
    );
    const entries = await readEntries(context.db);
    const isFirst = entries.every(({ isPrimary, until }) => !isPrimary || until !== null);
    if (change.kind === 'ENGAGE' && isFirst) await this.keeping.makePrimary(context, change.subProcessorId);
    return change.id;
  }

  /** The operator gives a change up: before it was announced, while windows run, or, where it widened, after. */
  async withdraw(context: Context, input: WithdrawSubProcessorChangeInput): Promise<string> {
    const change = await this.change(context, input.id, 'id');
    await this.giveUp(context, change, JSON.stringify(textsOf(input.reason, 'reason')), 'id');
    return change.id;
  }

  async object(context: Context, input: ObjectToSubProcessorInput): Promise<string> {
    const { change, announcement } = await this.window(context, input);
    const reason = requiredText(input.reason, 'reason');
    if (announcement.closesAt < context.now) {
      throw new Refusal({ code: 'EXPIRED', messageKey: 'subProcessor.windowClosed', field: ['input', 'changeId'] });
    }
    if (announcement.objections.some(({ withdrawnAt }) => withdrawnAt === null)) {
      throw new Refusal({ code: 'ALREADY_EXISTS', messageKey: 'subProcessor.objected', field: ['input', 'changeId'] });
    }
    await context.db.run(sql`insert into sub_processor_objection (tenant_id, id, change_id, reason, raised_at)
      values (${context.viewer.tenantId}::uuid, ${newId()}::uuid, ${change.id}::uuid, ${reason}, ${context.now}::timestamptz)`);
    await this.decided(context, change, 'objected');
    return change.id;
  }

  /** What was objected to is in force once the window has closed, and at once where it has. */
  async withdrawObjection(context: Context, input: WithdrawSubProcessorObjectionInput): Promise<string> {
    const { change } = await this.window(context, input);
    const withdrawn =
      await context.db.run(sql`update sub_processor_objection set withdrawn_at = ${context.now}::timestamptz
      where tenant_id = ${context.viewer.tenantId}::uuid and change_id = ${change.id}::uuid and withdrawn_at is null`);
    if (withdrawn === 0) throw conflict('subProcessor.noObjection', 'changeId');
    await this.decided(context, change, 'objectionWithdrawn');
    return change.id;
  }

  /** For a controller that authorises each (clause 7.7(a), option 1). The window still has to close. */
  async authorise(context: Context, input: AuthoriseSubProcessorInput): Promise<string> {
    const { change, announcement } = await this.window(context, input);
    if (announcement.authorisation !== 'SPECIFIC') throw conflict('subProcessor.generallyAuthorised', 'changeId');
    if (announcement.authorisedAt !== null) throw conflict('subProcessor.authorised', 'changeId');
    if (announcement.objections.some(({ withdrawnAt }) => withdrawnAt === null)) {
      throw conflict('subProcessor.objected', 'changeId');
    }
    await context.db.run(sql`insert into sub_processor_authorisation (tenant_id, change_id, authorised_at)
      values (${context.viewer.tenantId}::uuid, ${change.id}::uuid, ${context.now}::timestamptz)`);
    await this.decided(context, change, 'authorised');
    return change.id;
  }

  /** The operator settles an objection; answers its id. */
  async settle(context: Context, input: SettleSubProcessorObjectionInput): Promise<string> {
    await lockList(context);
    const id = uuidOf('SubProcessorObjection', input.id);
    const objection = await context.db.first<{
      tenantId: string;
      changeId: string;
      isOpen: boolean;
    }>(sql`select tenant_id as "tenantId", change_id as "changeId", withdrawn_at is null and settlement is null as "isOpen"
      from sub_processor_objection where id = ${id}::uuid for update`);
    if (!id || !objection) throw notFound('input', 'id');
    if (!objection.isOpen) throw conflict('subProcessor.settled');
    const note = requiredText(input.note, 'note');
    const change = (await readChanges(context.db)).find((row) => row.id === objection.changeId);
    if (!change) throw notFound('input', 'id');
    if (input.settlement === 'CHANGE_GIVEN_UP' && change.withdrawnAt === null) {
      await this.giveUp(context, change, JSON.stringify({ en: note }), 'settlement');
    }
    await context.db.run(sql`update sub_processor_objection set settlement = ${input.settlement}, settlement_note = ${note},
      settled_at = ${context.now}::timestamptz where id = ${id}::uuid`);
    await writeLog(context, {
      action: 'subProcessor.manage',
      details: { objectionId: id, subProcessorId: change.subProcessorId, settlement: input.settlement },
    });
    const told = { changeId: change.id, subProcessorId: change.subProcessorId, settlement: input.settlement };
    await this.tell(context, [objection.tenantId], told);
    return id;
  }

  private async giveUp(context: Context, change: ChangeRow, reason: string, field: string): Promise<void> {
    if (!change.hasWindow || change.withdrawnAt !== null) throw conflict('subProcessor.notPending', field);
    if (change.kind === 'ENGAGE' && isInForce(change, context.now)) throw conflict('subProcessor.endInstead', field);
    await context.db.run(sql`update sub_processor_change set withdrawn_at = ${context.now}::timestamptz,
      withdrawal_reason = ${reason}::jsonb where id = ${change.id}::uuid`);
    await context.db.run(sql`update sub_processor set is_primary = is_primary and ${change.kind !== 'ENGAGE'},
      version = version + 1, updated_at = now() where id = ${change.subProcessorId}::uuid`);
    await logChange(context, change.subProcessorId, 'withdrawn');
    if (change.announcedAt === null) return;
    const announced = await readAnnouncements(context.db, sql`a.change_id is not null`, sql`c.id = ${change.id}::uuid`);
    await this.tell(
      context,
      announced.map(({ tenantId }) => tenantId),
      { changeId: change.id, subProcessorId: change.subProcessorId, change: 'withdrawn' },
    );
  }

  /** The first day on which something that is announced now can take effect; null where there is nobody to wait for. */
  private async firstDay(context: Context): Promise<string | null> {
    const countries = await context.db.many<{ country: string }>(
      sql`select distinct country from tenant where kind = 'controller'`,
    );
    const period = await lawAt(context.db, 'SUB_PROCESSOR_OBJECTION', context.now);
    const days = countries.map(({ country }) => dayAfter(dueTime(context.now, [period], country))).sort();
    return days.at(-1) ?? null;
  }

  private async change(context: Context, globalId: string, field: string): Promise<ChangeRow> {
    await lockList(context);
    const id = uuidOf('SubProcessorChange', globalId);
    const change = (await readChanges(context.db)).find((row) => row.id === id);
    if (!change) throw notFound('input', field);
    return change;
  }

  /** The window of the viewer's tenant for a change that nobody has decided about by its dates. */
  private async window(
    context: Context,
    { changeId }: { readonly changeId: string },
  ): Promise<{ change: ChangeRow; announcement: TenantAnnouncement }> {
    const { db, viewer } = context;
    const change = await this.change(context, changeId, 'changeId');
    const [announcement] = await readAnnouncements(
      db,
      sql`t.tenant_id = ${viewer.tenantId}::uuid`,
      sql`c.id = ${change.id}::uuid`,
    );
    if (!announcement) throw notFound('input', 'changeId');
    if (change.withdrawnAt !== null) throw conflict('subProcessor.notPending', 'changeId');
    await keepAnnouncements(db, [announcement]);
    return { change, announcement };
  }

  /** What the operator says of a change stands in the own log of each controller that it is said to. */
  private async tell(
    { db, requestId }: Context,
    tenantIds: readonly string[],
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    for (const tenantId of tenantIds) {
      await db.lendTo(tenantId, (lent) =>
        writeSystemLog(lent, { action: 'subProcessor.manage', role: 'operator', details, requestId }),
      );
    }
  }

  private async decided(context: Context, { id, subProcessorId }: ChangeRow, decision: string): Promise<void> {
    await writeLog(context, { action: 'subProcessor.decide', details: { changeId: id, subProcessorId, decision } });
    await this.follow(context);
  }
}
