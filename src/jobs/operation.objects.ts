import sql from 'sql-template-tag';
import type { Context } from '../base/context.js';
import { describeObject } from '../catalogue/index.js';
import { Operation } from './operation.entity.js';

const translated = ([key]: readonly unknown[], context: Context): string | null =>
  typeof key === 'string' ? context.text(key) : null;

/** One's own work; the controller sees all of the tenant's. */
export const operationObject = describeObject<Operation>({
  type: 'Operation',
  entity: Operation,
  columns: ['kind', 'state', 'done', 'total', 'cancelRequestedAt', 'createdAt', 'startedAt', 'finishedAt'],
  computed: {
    phase: { from: ['phase'], value: translated },
    failure: { from: ['failure'], value: translated },
  },
  rows: (access, alias) =>
    access.units('export.tenant') === 'all' || sql`${alias}.requested_by_account_id = ${access.viewer.accountId}::uuid`,
  sorts: { CREATED_AT: [{ property: 'createdAt', type: 'timestamptz' }] },
});
