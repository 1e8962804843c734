import type { Domain } from '../catalogue/index.js';
import { IdentityIssuer } from './identity-issuer.entity.js';
import { legalPeriods } from './legal-periods/index.js';
import { Processor } from './processor.entity.js';
import { Tenant } from './tenant.entity.js';
import { tenantMessages } from './tenant.messages.js';
import { identityIssuerObject, processorObject, tenantObject } from './tenant.objects.js';
import { TenantPayload, TenantType } from './tenant.types.js';
import { Unit } from './unit.entity.js';
import { unitObject } from './unit.objects.js';
import { UnitType } from './unit.types.js';

export { IssuerService } from './issuer.service.js';
export { composeLegalPeriods, dueTime, lawAt, legalPeriodAt, periodSql } from './legal-periods/index.js';
export { CONTACT } from './tenant.inputs.js';
export { TenantResolver } from './tenant.resolver.js';
export { TenantService } from './tenant.service.js';
export { countryOf } from './tenant-country.js';
export { UnitResolver } from './unit.resolver.js';
export { requireOpenUnits, UnitService } from './unit.service.js';
export { IdentityIssuer, Processor, Tenant, TenantPayload, TenantType, Unit, UnitType };

/** Controllers, their units, and the processor that serves them. */
export const tenantsDomain: Domain = {
  entities: [Tenant, IdentityIssuer, Processor, Unit, ...legalPeriods.entities],
  objects: [tenantObject, identityIssuerObject, processorObject, unitObject, ...legalPeriods.objects],
  nodeTypes: [TenantType, UnitType, ...legalPeriods.nodeTypes],
  messages: [tenantMessages, ...legalPeriods.messages],
};
