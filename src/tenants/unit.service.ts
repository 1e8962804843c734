import sql, { empty } from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { managedInSource, notFound, staleVersion } from '../base/errors.js';
import { newId, uuidOf } from '../base/ids.js';
import { requiredText, textOrNull } from '../base/input-text.js';
import type { CreateUnitInput, UpdateUnitInput } from './unit.inputs.js';

interface UnitRow {
  readonly kind: string;
  readonly name: string;
  readonly organisationNumber: string | null;
  readonly source: string | null;
  readonly version: number;
}

/** The units in an input, as UUIDs: open ones in which the viewer may do the action; missing and forbidden fail alike. */
export async function requireOpenUnits(
  context: Context,
  action: string,
  ids: readonly string[],
  field: string,
): Promise<string[]> {
  const unitIds = [...new Set(ids)].map((id) => {
    const unitId = uuidOf('Unit', id);
    if (!unitId) throw notFound('input', field);
    context.access.requireUnit(action, unitId, field);
    return unitId;
  });
  if (unitIds.length === 0) return unitIds;
  const open = await context.db.many(sql`select 1 from unit
    where tenant_id = ${context.viewer.tenantId}::uuid and id = any(${unitIds}::uuid[]) and archived_at is null
    for key share`);
  if (open.length !== unitIds.length) throw notFound('input', field);
  return unitIds;
}

/** Units: made, changed, archived and restored. Whatever belongs to an archived unit stays as it is. */
export class UnitService {
  async create(context: Context, input: CreateUnitInput): Promise<string> {
    const id = newId();
    await context.db.run(sql`insert into unit (tenant_id, id, kind, name, organisation_number)
      values (${context.viewer.tenantId}::uuid, ${id}::uuid, ${input.kind}, ${requiredText(input.name, 'name')},
        ${textOrNull(input.organisationNumber)})`);
    await this.log(context, id, 'created');
    return id;
  }

  async update(context: Context, input: UpdateUnitInput): Promise<string> {
    const { id, unit } = await this.lock(context, input.unitId);
    if (unit.version !== input.expectedVersion) throw staleVersion(unit.version);
    const wanted = {
      kind: input.kind ?? unit.kind,
      name: input.name == null ? unit.name : requiredText(input.name, 'name'),
      organisationNumber:
        input.organisationNumber === undefined ? unit.organisationNumber : textOrNull(input.organisationNumber),
    };
    const changed = (['kind', 'name', 'organisationNumber'] as const).filter((name) => wanted[name] !== unit[name]);
    if (changed.length === 0) return id;
    if (unit.source) throw managedInSource(unit.source, 'input', changed[0] ?? '');
    await context.db.run(sql`update unit set kind = ${wanted.kind}, name = ${wanted.name},
        organisation_number = ${wanted.organisationNumber}, version = version + 1
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid`);
    await this.log(context, id, 'updated');
    return id;
  }

  /** Archives or restores; what is so already stays as it is. */
  async setArchived(context: Context, globalId: string, archived: boolean): Promise<string> {
    const { id } = await this.lock(context, globalId);
    const changed = await context.db.run(sql`update unit
      set archived_at = ${archived ? sql`now()` : sql`null`}, version = version + 1
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid
        and archived_at is ${archived ? empty : sql`not`} null`);
    if (changed > 0) await this.log(context, id, archived ? 'archived' : 'restored');
    return id;
  }

  private async lock(context: Context, globalId: string): Promise<{ id: string; unit: UnitRow }> {
    const id = uuidOf('Unit', globalId);
    if (!id) throw notFound('input', 'unitId');
    context.access.requireUnit('unit.manage', id, 'unitId');
    const unit = await context.db.first<UnitRow>(sql`select kind, name,
        organisation_number as "organisationNumber", source, version
      from unit where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid for no key update`);
    if (!unit) throw notFound('input', 'unitId');
    return { id, unit };
  }

  private log(context: Context, unitId: string, change: string): Promise<void> {
    return writeLog(context, { action: 'unit.manage', unitId, details: { unitId, change } });
  }
}
