import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { alreadyExists, invalid, managedInSource, notFound, Refusal } from '../base/errors.js';
import { newId, uuidOf } from '../base/ids.js';
import { requireOpenUnits } from '../tenants/index.js';
import { noteDepartures, noteReturns } from './departures.js';
import { lockPersons } from './person-card.js';

interface Sourced {
  readonly source: string | null;
}

const AFFILIATION = { category: 'AFFILIATION' };
const RELATION = { category: 'RELATION' };

/** To which units a person belongs, and who is whose guardian. */
export class PersonLinksService {
  /** Gives a person a place in a unit. The viewer must have both in reach, so that nobody reaches a person by it. */
  async addAffiliation(context: Context, input: { personId: string; unitId: string }): Promise<string> {
    const personId = await this.require(context, 'person.update', input.personId, 'personId', AFFILIATION);
    const [unitId] = await requireOpenUnits(context, 'person.create', [input.unitId], 'unitId');
    await lockPersons(context.db, [personId], 'personId');
    const added = await context.db.run(sql`insert into affiliation (tenant_id, person_id, unit_id)
      values (${context.viewer.tenantId}::uuid, ${personId}::uuid, ${unitId}::uuid) on conflict do nothing`);
    if (added === 0) throw alreadyExists('affiliation.exists', 'input', 'unitId');
    await noteReturns(context.db, [personId]);
    await this.log(context, [personId], 'AFFILIATION', { unitId, change: 'added' });
    return personId;
  }

  /** Ends a person's place in a unit. */
  async removeAffiliation(context: Context, input: { personId: string; unitId: string }): Promise<string> {
    const personId = await this.require(context, 'person.update', input.personId, 'personId', AFFILIATION);
    const unitId = uuidOf('Unit', input.unitId);
    if (!unitId) throw notFound('input', 'unitId');
    context.access.requireUnit('person.create', unitId, 'unitId');
    await lockPersons(context.db, [personId], 'personId');
    const removed = await context.db.first<Sourced>(sql`delete from affiliation
      where tenant_id = ${context.viewer.tenantId}::uuid and person_id = ${personId}::uuid and unit_id = ${unitId}::uuid
      returning source`);
    if (!removed) throw notFound('input', 'unitId');
    if (removed.source) throw managedInSource(removed.source, 'input', 'unitId');
    await noteDepartures(context.db, [personId]);
    await this.log(context, [personId], 'AFFILIATION', { unitId, change: 'removed' });
    return personId;
  }

  /** Links a guardian, whom the viewer sees, to a pupil, whom the viewer keeps. Answers the pupil's id. */
  async linkGuardian(context: Context, input: { guardianId: string; pupilId: string }): Promise<string> {
    const pupilId = await this.require(context, 'person.update', input.pupilId, 'pupilId', RELATION);
    const guardianId = await this.require(context, 'person.read', input.guardianId, 'guardianId', RELATION);
    if (guardianId === pupilId) throw invalid('guardianship.oneself', ['input', 'guardianId']);
    // A guardian sees the pupil, for longer than any role holds, and nobody gives rights to themselves.
    if (guardianId === context.viewer.personId) {
      throw new Refusal({ code: 'FORBIDDEN', messageKey: 'guardianship.notOwn', field: ['input', 'guardianId'] });
    }
    await lockPersons(context.db, [guardianId, pupilId], 'pupilId');
    const pupil = await context.db.first<{ register: string }>(
      sql`select register from person where tenant_id = ${context.viewer.tenantId}::uuid and id = ${pupilId}::uuid`,
    );
    if (pupil?.register !== 'STUDENT') throw invalid('guardianship.notPupil', ['input', 'pupilId']);
    const linked = await context.db.run(sql`insert into guardianship (tenant_id, id, guardian_id, pupil_id)
      values (${context.viewer.tenantId}::uuid, ${newId()}::uuid, ${guardianId}::uuid, ${pupilId}::uuid)
      on conflict (tenant_id, guardian_id, pupil_id) do nothing`);
    if (linked === 0) throw alreadyExists('guardianship.exists', 'input', 'guardianId');
    await noteReturns(context.db, [guardianId]);
    await this.log(context, [guardianId, pupilId], 'RELATION', { change: 'linked' });
    return pupilId;
  }

  /** Ends the link: from then on the guardian sees nothing of the pupil. Answers the pupil's id. */
  async unlinkGuardian(context: Context, input: { guardianId: string; pupilId: string }): Promise<string> {
    const pupilId = await this.require(context, 'person.update', input.pupilId, 'pupilId', RELATION);
    const guardianId = await this.require(context, 'person.read', input.guardianId, 'guardianId', RELATION);
    const removed = await context.db.first<Sourced>(sql`delete from guardianship
      where tenant_id = ${context.viewer.tenantId}::uuid and guardian_id = ${guardianId}::uuid
        and pupil_id = ${pupilId}::uuid returning source`);
    if (!removed) throw notFound('input', 'guardianId');
    if (removed.source) throw managedInSource(removed.source, 'input', 'guardianId');
    await noteDepartures(context.db, [guardianId]);
    await this.log(context, [guardianId, pupilId], 'RELATION', { change: 'unlinked' });
    return pupilId;
  }

  private async require(
    context: Context,
    action: string,
    globalId: string,
    field: string,
    need: { readonly category: string },
  ): Promise<string> {
    const personId = uuidOf('Person', globalId);
    if (!personId) throw notFound('input', field);
    await context.access.requirePersons(action, [personId], field, need);
    return personId;
  }

  private log(context: Context, personIds: string[], category: string, details: object): Promise<void> {
    return writeLog(context, { action: 'person.update', personIds, categories: [category], details: { ...details } });
  }
}
