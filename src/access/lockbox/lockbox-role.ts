import type { LockboxRights } from '../../base/viewer.js';
import type { DataCategory, Purpose } from '../../catalogue/index.js';
import type { RoleDefinition } from '../roles.js';

/** The capacity in which staff of the processor read what a controller approved; no matrix has a role of this name. */
export const LOCKBOX_ROLE = 'lockbox';

/** What an approval opens: reading the categories that it names of the people whom it names, and what gives these their names. */
export const lockboxRole = ({ unitId, categories, purpose }: LockboxRights): RoleDefinition => ({
  scope: unitId === null ? 'PEOPLE' : 'UNIT',
  module: null,
  includes: new Set(),
  purpose: purpose as Purpose,
  // Which categories are read was decided field or no field.
  readsEveryField: true,
  actions: ['viewer.read', 'catalogue.read', 'field.read'],
  persons: [
    {
      reach: unitId === null ? 'lockbox' : 'unit',
      rights: { 'person.read': categories as readonly DataCategory[] },
    },
  ],
});
