import sql, { type Sql } from 'sql-template-tag';
import type { Access } from '../base/access.js';
import { describeObject } from '../catalogue/index.js';
import { IdentityIssuer } from './identity-issuer.entity.js';
import { Processor } from './processor.entity.js';
import { Tenant } from './tenant.entity.js';

const ownOrOperator = ({ viewer }: Access, alias: Sql): Sql | boolean =>
  viewer.isOperator ? true : sql`${alias}.tenant_id = ${viewer.tenantId}::uuid`;

/** What the operator sees of a tenant is this row and its issuers: never what the tenant holds. */
export const tenantObject = describeObject<Tenant>({
  type: 'Tenant',
  entity: Tenant,
  id: 'tenantId',
  acrossTenants: true,
  rows: ownOrOperator,
  columns: [
    'slug',
    'kind',
    'name',
    'legalName',
    'organisationNumber',
    'address',
    'country',
    'locale',
    'privacyContact',
    'dataProtectionOfficer',
    'representative',
    'storageQuotaBytes',
    'logRetentionDays',
    'specialCategoriesRuledOut',
    'publishesTrustPage',
    'version',
    'createdAt',
  ],
  relations: {
    processor: { to: 'Processor', shape: 'one', element: null, on: () => sql`true` },
    issuers: {
      to: 'IdentityIssuer',
      shape: 'list',
      element: null,
      on: (tenant, issuer) => sql`${issuer}.tenant_id = ${tenant}.tenant_id`,
      order: (issuer) => sql`${issuer}.issuer limit 100`,
    },
  },
  sorts: { NAME: [{ property: 'name', type: 'text' }] },
});

export const identityIssuerObject = describeObject<IdentityIssuer>({
  type: 'IdentityIssuer',
  entity: IdentityIssuer,
  id: 'issuer',
  acrossTenants: true,
  rows: (access, alias) =>
    access.can('settings.manage') || access.can('tenant.read') ? ownOrOperator(access, alias) : false,
  columns: ['issuer', 'audience', 'jwksUri', 'createdAt'],
});

export const processorObject = describeObject<Processor>({
  type: 'Processor',
  entity: Processor,
  columns: [
    'name',
    'legalName',
    'organisationNumber',
    'address',
    'country',
    'contact',
    'dataProtectionOfficer',
    'representative',
    'version',
    'updatedAt',
  ],
});
