import type { DemoTenant } from './demo.types.js';

/** The five demo tenants, each recognisable from one of the systems that Varde learned from; names and people are invented. */
export const demoTenants: readonly DemoTenant[] = [];
