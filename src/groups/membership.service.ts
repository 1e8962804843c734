import sql from 'sql-template-tag';
import { writeLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { alreadyExists, invalid, managedInSource, notFound, Refusal } from '../base/errors.js';
import { newId, uuidOf } from '../base/ids.js';
import { lockPersons } from '../people/index.js';
import type { AddMemberInput, UpdateMembershipInput } from './group.inputs.js';
import { lockGroup } from './group.service.js';
import type { MembershipRole } from './membership.entity.js';

interface MembershipRow {
  readonly id: string;
  readonly groupId: string;
  readonly personId: string;
  readonly role: MembershipRole;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly source: string | null;
  readonly unitId: string;
}

function requireOrder(startsOn: string | null, endsOn: string | null): void {
  // ISO 8601 dates are ordered as texts.
  if (startsOn && endsOn && endsOn < startsOn) throw invalid('membership.dates', ['input', 'endsOn']);
}

/** Who belongs to a group, and who supervises it and thereby sees its members. */
export class MembershipService {
  /** Adds a person whom the viewer keeps to a group that the viewer manages; answers the membership's id. */
  async add(context: Context, input: AddMemberInput): Promise<string> {
    const groupId = uuidOf('Group', input.groupId);
    const personId = uuidOf('Person', input.personId);
    if (!personId) throw notFound('input', 'personId');
    const group = await lockGroup(context, groupId, 'groupId');
    if (group.archivedAt)
      throw new Refusal({ code: 'CONFLICT', messageKey: 'group.archived', field: ['input', 'groupId'] });
    await context.access.requirePersons('person.update', [personId], 'personId', { category: 'MEMBERSHIP' });
    // Supervision opens the members' data, and nobody gives rights to themselves.
    if (input.role === 'SUPERVISOR' && personId === context.viewer.personId) {
      throw new Refusal({ code: 'FORBIDDEN', messageKey: 'membership.notOneself', field: ['input', 'personId'] });
    }
    const { startsOn = null, endsOn = null } = input;
    requireOrder(startsOn, endsOn);
    await lockPersons(context.db, [personId], 'personId');
    const id = newId();
    const added = await context.db.run(sql`insert into membership
        (tenant_id, id, group_id, person_id, role, starts_on, ends_on)
      values (${context.viewer.tenantId}::uuid, ${id}::uuid, ${groupId}::uuid, ${personId}::uuid, ${input.role},
        ${startsOn}::date, ${endsOn}::date)
      on conflict (tenant_id, group_id, person_id, role) do nothing`);
    if (added === 0) throw alreadyExists('membership.exists', 'input', 'personId');
    await this.log(context, { id, personId, role: input.role, unitId: group.unitId }, 'added');
    return id;
  }

  /** Changes the dates between which a membership holds. */
  async update(context: Context, input: UpdateMembershipInput): Promise<string> {
    const membership = await this.lock(context, input.membershipId);
    const startsOn = input.startsOn === undefined ? membership.startsOn : input.startsOn;
    const endsOn = input.endsOn === undefined ? membership.endsOn : input.endsOn;
    if (startsOn === membership.startsOn && endsOn === membership.endsOn) return membership.id;
    requireOrder(startsOn, endsOn);
    if (membership.role === 'SUPERVISOR' && membership.personId === context.viewer.personId) {
      throw new Refusal({ code: 'FORBIDDEN', messageKey: 'membership.notOneself', field: ['input', 'membershipId'] });
    }
    await context.db.run(sql`update membership set starts_on = ${startsOn}::date, ends_on = ${endsOn}::date
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${membership.id}::uuid`);
    await this.log(context, membership, 'updated');
    return membership.id;
  }

  /** Takes a person out of a group; answers the group's id. */
  async remove(context: Context, globalId: string): Promise<string> {
    const membership = await this.lock(context, globalId);
    await context.db.run(sql`delete from membership
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${membership.id}::uuid`);
    await this.log(context, membership, 'removed');
    return membership.groupId;
  }

  private async lock(context: Context, globalId: string): Promise<MembershipRow> {
    const id = uuidOf('Membership', globalId);
    const membership =
      id &&
      (await context.db.first<MembershipRow>(sql`select m.id, m.group_id as "groupId", m.person_id as "personId",
          m.role, m.starts_on::text as "startsOn", m.ends_on::text as "endsOn", m.source, g.unit_id as "unitId"
        from membership m join person_group g on g.tenant_id = m.tenant_id and g.id = m.group_id
        where m.tenant_id = ${context.viewer.tenantId}::uuid and m.id = ${id}::uuid for no key update of m`));
    if (!membership) throw notFound('input', 'membershipId');
    context.access.requireUnit('group.manage', membership.unitId, 'membershipId');
    await context.access.requirePersons('person.update', [membership.personId], 'membershipId', {
      category: 'MEMBERSHIP',
    });
    if (membership.source) throw managedInSource(membership.source, 'input', 'membershipId');
    return membership;
  }

  private log(
    context: Context,
    membership: Pick<MembershipRow, 'id' | 'personId' | 'role' | 'unitId'>,
    change: string,
  ): Promise<void> {
    return writeLog(context, {
      action: 'group.manage',
      personIds: [membership.personId],
      categories: ['MEMBERSHIP'],
      unitId: membership.unitId,
      details: { membershipId: membership.id, role: membership.role, change },
    });
  }
}
