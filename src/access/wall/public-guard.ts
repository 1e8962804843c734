import type { ObjectMap, RowGuard } from '../../base/reading/index.js';

const openGuard: RowGuard = { rows: () => true, shows: () => true, listed: () => true, about: () => openGuard };
const closedGuard: RowGuard = { rows: () => false, shows: () => false, listed: () => false, about: () => closedGuard };

/** For nobody, and for an identity without an account: the platform's own tables, where they are for everybody. */
export const publicGuard = ({ tenant, rows }: ObjectMap): RowGuard => (tenant || rows ? closedGuard : openGuard);
