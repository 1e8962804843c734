import sql from 'sql-template-tag';
import { describeObject } from '../catalogue/index.js';
import { Unit } from './unit.entity.js';

/** A customer company is no business of another: only one's own units are seen, the home unit too, unless one acts for the whole tenant. */
export const unitObject = describeObject<Unit>({
  type: 'Unit',
  entity: Unit,
  columns: ['kind', 'name', 'organisationNumber', 'source', 'archivedAt', 'version'],
  rows: (access, alias) => {
    const units = access.units('unit.read');
    if (units === 'all') return true;
    const ofReachable = access.persons('person.read', sql`f.person_id`, { category: 'AFFILIATION' });
    if (typeof ofReachable === 'boolean') return ofReachable;
    const { homeUnitId } = access.viewer;
    return sql`(${alias}.id = any(${[...units]}::uuid[]) or ${alias}.id = ${homeUnitId}::uuid or exists (select 1 from affiliation f
      where f.tenant_id = ${alias}.tenant_id and f.unit_id = ${alias}.id and ${ofReachable}))`;
  },
  sorts: { NAME: [{ property: 'name', type: 'text' }] },
});
