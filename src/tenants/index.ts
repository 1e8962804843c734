export { IdentityIssuer } from './identity-issuer.entity.js';
export { Tenant } from './tenant.entity.js';
export { Unit } from './unit.entity.js';
export { unitObject } from './unit.objects.js';
export { UnitResolver } from './unit.resolver.js';
export { UnitType } from './unit.types.js';
