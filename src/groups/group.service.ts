import sql, { empty } from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { managedInSource, notFound, staleVersion } from '../base/errors.js';
import { newId, uuidOf } from '../base/ids.js';
import { requiredText, textOrNull } from '../base/input-text.js';
import { requireOpenUnits } from '../tenants/index.js';
import type { CreateGroupInput, UpdateGroupInput } from './group.inputs.js';

interface GroupRow {
  readonly unitId: string;
  readonly kind: string;
  readonly name: string;
  readonly stage: string | null;
  readonly source: string | null;
  readonly archivedAt: Date | null;
  readonly version: number;
}

/** A group that the viewer may manage, held against other changes; missing and forbidden fail alike. */
export async function lockGroup(context: Context, groupId: string | null, field: string): Promise<GroupRow> {
  if (!groupId) throw notFound('input', field);
  const group = await context.db.first<GroupRow>(sql`select unit_id as "unitId", kind, name, stage, source,
      archived_at as "archivedAt", version
    from person_group where tenant_id = ${context.viewer.tenantId}::uuid and id = ${groupId}::uuid for no key update`);
  if (!group) throw notFound('input', field);
  context.access.requireUnit('group.manage', group.unitId, field);
  return group;
}

/** Classes, circles and teams: made, changed, archived and restored in the units that the viewer administers. */
export class GroupService {
  async create(context: Context, input: CreateGroupInput): Promise<string> {
    const [unitId = ''] = await requireOpenUnits(context, 'group.manage', [input.unitId], 'unitId');
    const id = newId();
    await context.db.run(sql`insert into person_group (tenant_id, id, unit_id, kind, name, stage)
      values (${context.viewer.tenantId}::uuid, ${id}::uuid, ${unitId}::uuid, ${input.kind},
        ${requiredText(input.name, 'name')}, ${textOrNull(input.stage)})`);
    await this.log(context, id, unitId, 'created');
    return id;
  }

  async update(context: Context, input: UpdateGroupInput): Promise<string> {
    const id = uuidOf('Group', input.groupId) ?? '';
    const group = await lockGroup(context, id, 'groupId');
    if (group.version !== input.expectedVersion) throw staleVersion(group.version);
    const wanted = {
      kind: input.kind ?? group.kind,
      name: input.name == null ? group.name : requiredText(input.name, 'name'),
      stage: input.stage === undefined ? group.stage : textOrNull(input.stage),
    };
    const changed = (['kind', 'name', 'stage'] as const).filter((name) => wanted[name] !== group[name]);
    if (changed.length === 0) return id;
    if (group.source) throw managedInSource(group.source, 'input', changed[0] ?? '');
    await context.db.run(sql`update person_group set kind = ${wanted.kind}, name = ${wanted.name},
        stage = ${wanted.stage}, version = version + 1
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid`);
    await this.log(context, id, group.unitId, 'updated');
    return id;
  }

  /** Archives or restores; what is so already stays as it is. */
  async setArchived(context: Context, globalId: string, archived: boolean): Promise<string> {
    const id = uuidOf('Group', globalId) ?? '';
    const group = await lockGroup(context, id, 'groupId');
    const changed = await context.db.run(sql`update person_group
      set archived_at = ${archived ? sql`now()` : sql`null`}, version = version + 1
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid
        and archived_at is ${archived ? empty : sql`not`} null`);
    if (changed > 0) await this.log(context, id, group.unitId, archived ? 'archived' : 'restored');
    return id;
  }

  private log(context: Context, groupId: string, unitId: string, change: string): Promise<void> {
    return writeLog(context, { action: 'group.manage', unitId, details: { groupId, change } });
  }
}
