import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { alreadyExists, invalid, notFound, staleVersion } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText } from '../../base/input-text.js';
import type { ObjectMaps } from '../../base/reading/index.js';
import type { Catalogue } from '../../catalogue/index.js';
import { labelOf } from '../../catalogue/index.js';
import { fieldDefinitionsOf, type Register } from '../../people/index.js';
import { requireOpenUnits } from '../../tenants/index.js';
import { type Transfer, weekdays } from './transfer.entity.js';
import type { CreateTransferInput, TransferScheduleInput, UpdateTransferInput } from './transfer.inputs.js';
import { lockTransfer, refuse } from './transfer.records.js';
import type { TransferableColumn } from './transfer.types.js';
import { carriedElements, carriedFields, fieldSource, readColumns } from './transfer-columns.js';
import { scheduleNext } from './transfer-schedule.js';

/** Removes blobs for good once the request has taken effect. */
export interface FileRemovals {
  remove(context: Context, names: readonly string[]): Promise<void>;
}

type Draft = Omit<Transfer, 'tenantId' | 'id' | 'isPaused' | 'nextDueAt' | 'version' | 'createdAt'>;
type Schedule = Pick<Transfer, 'frequency' | 'timeOfDay' | 'weekday'>;

const RETENTION_DAYS = 30;

/** Transfers as they are defined: by whoever acts for the controller alone, because each reads with the rights of its account. */
export class TransferService {
  constructor(
    private readonly maps: ObjectMaps,
    private readonly catalogue: Catalogue,
    private readonly removals: FileRemovals,
  ) {}

  /** What a transfer of a register can carry. */
  async transferable(context: Context, register: Register): Promise<readonly TransferableColumn[]> {
    const columns = [...carriedElements(this.maps).keys()].flatMap((id) => {
      const element = this.catalogue.byName(id);
      return element
        ? [{ element: id, fieldKey: null, label: labelOf(context, element), category: element.category }]
        : [];
    });
    const fields = carriedFields(await fieldDefinitionsOf(context.db), register);
    return [
      ...columns,
      ...fields.map((field) => ({
        element: null,
        fieldKey: field.key,
        label: field.label,
        category: this.catalogue.byName(fieldSource(field).element)?.category ?? field.category,
      })),
    ];
  }

  async create(context: Context, input: CreateTransferInput): Promise<string> {
    const { db } = context;
    context.access.requireUnit('transfer.manage', null, 'name');
    const draft: Draft = {
      name: requiredText(input.name, 'name'),
      accountId: await this.accountOf(context, input.accountId),
      register: input.register,
      columns: readColumns(input.columns, input.register, this.maps, await fieldDefinitionsOf(db)),
      format: input.format,
      purpose: input.purpose,
      unitId: await this.unitOf(context, input.unitId ?? null),
      ...scheduleOf(input.schedule ?? null),
      retentionDays: input.retentionDays ?? RETENTION_DAYS,
    };
    const id = newId();
    await this.requireFreeName(context, id, draft.name);
    await db.manager.insert('transfer', { tenantId: context.viewer.tenantId, id, ...draft });
    await scheduleNext(db, id);
    await this.log(context, id, 'defined', { account: draft.accountId ?? '' });
    return id;
  }

  async update(context: Context, input: UpdateTransferInput): Promise<string> {
    const { db } = context;
    const before = await lockTransfer(context, 'transfer.manage', input.transferId);
    if (before.version !== input.expectedVersion) throw staleVersion(before.version);
    const register = input.register ?? before.register;
    const columns = input.columns ?? before.columns;
    const given = {
      ...(input.name == null ? {} : { name: requiredText(input.name, 'name') }),
      ...(input.accountId == null ? {} : { accountId: await this.accountOf(context, input.accountId) }),
      ...(input.columns == null && input.register == null
        ? {}
        : { register, columns: readColumns(columns, register, this.maps, await fieldDefinitionsOf(db)) }),
      ...(input.format == null ? {} : { format: input.format }),
      ...(input.purpose == null ? {} : { purpose: input.purpose }),
      ...(input.unitId === undefined ? {} : { unitId: await this.unitOf(context, input.unitId) }),
      ...(input.schedule === undefined ? {} : scheduleOf(input.schedule)),
      ...(input.retentionDays == null ? {} : { retentionDays: input.retentionDays }),
    } satisfies Partial<Draft>;
    const changed = (Object.keys(given) as (keyof typeof given)[]).filter(
      (property) => JSON.stringify(given[property]) !== JSON.stringify(before[property]),
    );
    if (changed.length === 0) return before.id;
    if (given.name !== undefined) await this.requireFreeName(context, before.id, given.name);
    const isMoved = changed.some((property) => ['frequency', 'timeOfDay', 'weekday'].includes(property));
    await this.write(context, before.id, { ...given, ...(isMoved ? { nextDueAt: null } : {}) });
    if (isMoved) await scheduleNext(db, before.id);
    await this.log(context, before.id, 'changed', {
      properties: changed.join(', '),
      ...(given.accountId ? { account: given.accountId } : {}),
    });
    return before.id;
  }

  /** Pauses or resumes; what is so already stays as it is. Times that passed meanwhile are not made up for. */
  async setPaused(context: Context, globalId: string, isPaused: boolean): Promise<string> {
    const before = await lockTransfer(context, 'transfer.manage', globalId);
    if (before.isPaused === isPaused) return before.id;
    await this.write(context, before.id, { isPaused, nextDueAt: null });
    await scheduleNext(context.db, before.id);
    await this.log(context, before.id, isPaused ? 'paused' : 'resumed');
    return before.id;
  }

  /** Deletes a transfer with its runs and files, and stops those that are under way. */
  async remove(context: Context, globalId: string): Promise<void> {
    const { db, viewer } = context;
    const { id } = await lockTransfer(context, 'transfer.manage', globalId);
    // Held first: a run that would hand its file over meanwhile finds itself gone, and takes the file away.
    const runs = await db.many<{ id: string }>(sql`select id from transfer_run
      where tenant_id = ${viewer.tenantId}::uuid and transfer_id = ${id}::uuid for update`);
    const files = await db.many<{ name: string }>(sql`select blob_name as name from transfer_file
      where tenant_id = ${viewer.tenantId}::uuid and run_id = any(${runs.map((run) => run.id)}::uuid[])`);
    await db.run(sql`update operation o set cancel_requested_at = coalesce(cancel_requested_at, now())
      from transfer_run r where r.tenant_id = ${viewer.tenantId}::uuid and r.transfer_id = ${id}::uuid
        and o.tenant_id = r.tenant_id and o.id = r.operation_id and o.state in ('QUEUED', 'RUNNING')`);
    await this.removals.remove(
      context,
      files.map(({ name }) => name),
    );
    await db.run(sql`delete from transfer where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    await this.log(context, id, 'deleted');
  }

  private async accountOf({ db, viewer }: Context, globalId: string): Promise<string> {
    const id = uuidOf('Account', globalId);
    const account =
      id &&
      (await db.first<{ kind: string; closedAt: Date | null }>(sql`select kind, closed_at as "closedAt" from account
        where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid for key share`));
    if (!account) throw notFound('input', 'accountId');
    if (account.kind !== 'transfer') throw invalid('transfer.accountKind', ['input', 'accountId']);
    if (account.closedAt) throw refuse('CONFLICT', 'account.closed', 'accountId');
    return id;
  }

  private async unitOf(context: Context, globalId: string | null): Promise<string | null> {
    if (globalId === null) return null;
    const [unitId = null] = await requireOpenUnits(context, 'transfer.manage', [globalId], 'unitId');
    return unitId;
  }

  /** Looked for under a lock, because two who look at once would both find it free. */
  private async requireFreeName({ db, viewer }: Context, id: string, name: string): Promise<void> {
    await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`transfer ${viewer.tenantId}`}, 0))`);
    const taken = await db.first(sql`select 1 from transfer
      where tenant_id = ${viewer.tenantId}::uuid and name = ${name} and id <> ${id}::uuid`);
    if (taken) throw alreadyExists('transfer.nameTaken', 'input', 'name');
  }

  private async write({ db, viewer }: Context, id: string, changes: Partial<Transfer>): Promise<void> {
    await db.manager.update(
      'transfer',
      { tenantId: viewer.tenantId, id },
      { ...changes, version: () => 'version + 1' },
    );
  }

  private log(
    context: Context,
    transfer: string,
    change: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    return writeLog(context, { action: 'transfer.manage', details: { transfer, change, ...more } });
  }
}

function scheduleOf(schedule: TransferScheduleInput | null): Schedule {
  if (!schedule) return { frequency: null, timeOfDay: null, weekday: null };
  const { frequency, timeOfDay, weekday = null } = schedule;
  if ((frequency === 'WEEKLY') !== (weekday !== null)) {
    throw invalid('transfer.weekday', ['input', 'schedule', 'weekday']);
  }
  return { frequency, timeOfDay, weekday: weekday === null ? null : weekdays.indexOf(weekday) + 1 };
}
