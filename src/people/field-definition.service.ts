import sql, { type Sql } from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { notFound, Refusal, type RefusalReason, staleVersion } from '../base/errors.js';
import { newId, uuidOf } from '../base/ids.js';
import { FieldDefinition } from './field-definition.entity.js';
import type { CreateFieldInput, FieldVersionInput, UpdateFieldInput } from './field-definition.inputs.js';
import { forgetFieldDefinitions, MAXIMUM_FIELDS, readFieldDefinitions } from './field-definition.loader.js';
import { draftOf, type FieldDraft, mistakesIn, normalised } from './field-definition.rules.js';
import { declaredScope, lockFieldDeclarations, stillAcknowledged } from './field-scope.js';
import { requireNotRuledOut } from './special-category.service.js';

/** Told of every change of what fields declare, in the transaction that makes it. */
export type FollowDeclarations = (context: Context) => Promise<unknown>;

/** What may not change under values that were given for something else, and what is then said. */
const settled = { type: 'field.typeSettled', category: 'field.categorySettled' } as const;

/**
 * The fields that a tenant defines. Nothing here touches a value: renaming keeps them, and a retired field keeps them too,
 * to be shown to the person, exported and erased like any other.
 */
export class FieldDefinitionService {
  constructor(private readonly follow: FollowDeclarations) {}

  /** Defines a field; answers its id. */
  async create(context: Context, input: CreateFieldInput): Promise<string> {
    context.access.requireUnit('field.manage', null, 'input');
    const { key, ...given } = input;
    const draft = normalised(given);
    this.check(context, draft);
    // In this order, as whoever changes the settings of the tenant takes the locks.
    await this.requireRoom(context);
    await requireNotRuledOut(context, draft.category, 'category');
    const id = newId();
    const { tenantId } = context.viewer;
    const made = await context.db.run(sql`insert into field_definition (tenant_id, id, key, label, description, type,
        choices, registers, category, purposes, retention, readable_by, correctable)
      values (${tenantId}::uuid, ${id}::uuid, ${key}, ${draft.label}, ${draft.description}, ${draft.type},
        ${draft.choices}::text[], ${draft.registers}::text[], ${draft.category}, ${draft.purposes}::text[],
        ${draft.retention}, ${draft.readableBy}::text[], ${draft.correctable})
      on conflict (tenant_id, key) do nothing`);
    if (made === 0)
      throw new Refusal({ code: 'ALREADY_EXISTS', messageKey: 'field.keyTaken', field: ['input', 'key'] });
    await this.wrote(context, draft, { created: id });
    return id;
  }

  /** Changes what is given; answers the field's id. */
  async update(context: Context, input: UpdateFieldInput): Promise<string> {
    const { fieldId, expectedVersion, ...given } = input;
    const before = await this.lock(context, fieldId, expectedVersion);
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
    const draft = normalised(Object.assign(draftOf(before), changes));
    this.check(context, draft);
    if (draft.category !== before.category) await requireNotRuledOut(context, draft.category, 'category');
    await this.requireSettled(context, before, draft);
    const changed = (Object.keys(changes) as (keyof FieldDraft)[]).filter(
      (property) => JSON.stringify(draft[property]) !== JSON.stringify(before[property]),
    );
    if (changed.length === 0) return before.id;
    await this.write(context, before.id, {
      ...Object.fromEntries(changed.map((property) => [property, draft[property]])),
      acknowledged: stillAcknowledged(declaredScope(draft), before.acknowledged),
    });
    await this.wrote(context, draft, { changed: before.id, properties: changed });
    return before.id;
  }

  /** Takes a field out of use, its values kept; or takes it into use again. Answers the field's id. */
  async setRetired(context: Context, input: FieldVersionInput, retired: boolean): Promise<string> {
    const before = await this.lock(context, input.fieldId, input.expectedVersion);
    if ((before.retiredAt !== null) === retired) return before.id;
    if (!retired) await requireNotRuledOut(context, before.category, 'fieldId');
    // What comes into use again is processed anew, so that it is acknowledged anew.
    await this.write(context, before.id, { retiredAt: retired ? context.now : null, acknowledged: null });
    await this.wrote(context, before, { [retired ? 'retired' : 'restored']: before.id });
    return before.id;
  }

  private check(context: Context, draft: FieldDraft): void {
    const [first, ...rest] = mistakesIn(draft, context.access.fieldReaders);
    if (first) throw new Refusal(first, ...rest);
  }

  /** Counted under a lock, because two who count at once would both find room. */
  private async requireRoom(context: Context): Promise<void> {
    const { tenantId } = context.viewer;
    await lockFieldDeclarations(context.db);
    const row = await context.db.first<{ used: number }>(
      sql`select count(*)::int as used from field_definition where tenant_id = ${tenantId}::uuid`,
    );
    const used = row?.used ?? 0;
    if (used < MAXIMUM_FIELDS) return;
    throw new Refusal({
      code: 'QUOTA_EXCEEDED',
      messageKey: 'field.limit',
      field: ['input'],
      facts: { limit: String(MAXIMUM_FIELDS), used: String(used) },
    });
  }

  /** Locked against whoever writes a value of the field meanwhile: they hold it shared until they are done. */
  private async lock(context: Context, fieldId: string, expectedVersion: number): Promise<FieldDefinition> {
    context.access.requireUnit('field.manage', null, 'fieldId');
    const id = uuidOf('FieldDefinition', fieldId);
    await lockFieldDeclarations(context.db);
    const [field] = id ? await readFieldDefinitions(context.db, sql`and id = ${id}::uuid`, sql`for update`) : [];
    if (!field) throw notFound('input', 'fieldId');
    if (field.version !== expectedVersion) throw staleVersion(field.version);
    return field;
  }

  private async requireSettled(context: Context, before: FieldDefinition, draft: FieldDraft): Promise<void> {
    const reasons: RefusalReason[] = [];
    const moved = (['type', 'category'] as const).filter((property) => draft[property] !== before[property]);
    if (moved.length > 0 && (await this.isHeld(context, before.id))) {
      reasons.push(
        ...moved.map((property) => ({
          code: 'CONFLICT' as const,
          messageKey: settled[property],
          field: ['input', property],
        })),
      );
    }
    const removed = before.choices.filter((choice) => !draft.choices.includes(choice));
    if (removed.length > 0 && (await this.isHeld(context, before.id, removed))) {
      reasons.push({ code: 'CONFLICT', messageKey: 'field.choiceChosen', field: ['input', 'choices'] });
    }
    const [first, ...rest] = reasons;
    if (first) throw new Refusal(first, ...rest);
  }

  private async isHeld(context: Context, fieldId: string, among?: readonly string[]): Promise<boolean> {
    const chosen: Sql = among
      ? sql`field_values ->> ${fieldId} = any(${among}::text[])`
      : sql`jsonb_exists(field_values, ${fieldId})`;
    const row = await context.db.first<{ held: boolean }>(sql`select exists (select 1 from person
      where tenant_id = ${context.viewer.tenantId}::uuid and ${chosen}) as held`);
    return row?.held === true;
  }

  private async write(context: Context, id: string, changes: Partial<FieldDefinition>): Promise<void> {
    await context.db.manager.update(
      FieldDefinition,
      { tenantId: context.viewer.tenantId, id },
      { ...changes, version: () => 'version + 1', updatedAt: () => 'now()' },
    );
  }

  private async wrote(context: Context, field: FieldDraft, details: Record<string, unknown>): Promise<void> {
    forgetFieldDefinitions(context.db);
    await writeLog(context, { action: 'field.manage', categories: [field.category], details });
    await this.follow(context);
  }
}
