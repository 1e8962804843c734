export { PersonWall } from './person-wall.js';
export { RequestContext, type RequestFacts, type RequestServices } from './request-context.js';
export { RoleGrant } from './role-grant.entity.js';
export { type BuiltInRole, builtInRoles, isRole, roleNames } from './roles.js';
export { ViewerResolver } from './viewer.resolver.js';
