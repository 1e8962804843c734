import type { Domain } from '../catalogue/index.js';
import { Group } from './group.entity.js';
import { groupLabels } from './group.labels.js';
import { groupMessages } from './group.messages.js';
import { groupObject, membershipObject, personGroups } from './group.objects.js';
import { GroupType, MembershipType } from './group.types.js';
import { Membership, type MembershipRole } from './membership.entity.js';

export { GroupResolver, PersonGroupsResolver } from './group.resolver.js';
export { GroupService } from './group.service.js';
export { MembershipResolver } from './membership.resolver.js';
export { MembershipService } from './membership.service.js';
export { Group, GroupType, Membership, type MembershipRole, MembershipType };

/** Classes, circles and teams, and who belongs to them. */
export const groupsDomain: Domain = {
  entities: [Group, Membership],
  objects: [groupObject, membershipObject],
  extensions: [personGroups],
  nodeTypes: [GroupType, MembershipType],
  messages: [groupLabels, groupMessages],
};
