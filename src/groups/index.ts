export { Group } from './group.entity.js';
export { groupObject, membershipObject, personGroups } from './group.objects.js';
export { GroupResolver, PersonGroupsResolver } from './group.resolver.js';
export { GroupConnection, GroupType, MembershipType } from './group.types.js';
export { Membership, type MembershipRole } from './membership.entity.js';
