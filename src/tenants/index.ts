import type { Domain } from '../catalogue/index.js';
import { IdentityIssuer } from './identity-issuer.entity.js';
import { Tenant } from './tenant.entity.js';
import { Unit } from './unit.entity.js';
import { unitObject } from './unit.objects.js';
import { UnitType } from './unit.types.js';

export { UnitResolver } from './unit.resolver.js';
export { IdentityIssuer, Tenant, Unit, UnitType };

/** Controllers and their units. */
export const tenantsDomain: Domain = {
  entities: [Tenant, IdentityIssuer, Unit],
  objects: [unitObject],
  nodeTypes: [UnitType],
};
