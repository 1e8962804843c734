import { accessDomain } from './access/index.js';
import { accountsDomain } from './accounts/index.js';
import { auditDomain } from './audit/index.js';
import { baseMessages } from './base/base.messages.js';
import { edgeMessages } from './base/edge.messages.js';
import type { Messages } from './base/messages.js';
import {
  accessActionLabels,
  actionLabels,
  catalogueMessages,
  clockLabels,
  type Domain,
  processingActionLabels,
} from './catalogue/index.js';
import { contentDomain } from './content/index.js';
import { exchangeDomain } from './exchange/index.js';
import { groupsDomain } from './groups/index.js';
import { jobsDomain } from './jobs/index.js';
import { peopleDomain } from './people/index.js';
import { processingDomain } from './processing/index.js';
import { rightsDomain } from './rights/index.js';
import { tenantsDomain } from './tenants/index.js';

/** Every domain, each after those whose rows its own rows name. */
export const domains: readonly Domain[] = [
  auditDomain,
  jobsDomain,
  tenantsDomain,
  peopleDomain,
  groupsDomain,
  accountsDomain,
  accessDomain,
  processingDomain,
  exchangeDomain,
  contentDomain,
  rightsDomain,
];

/** Every message, of what is shared and of each domain. */
export const messages: readonly Messages[] = [
  baseMessages,
  edgeMessages,
  catalogueMessages,
  actionLabels,
  accessActionLabels,
  processingActionLabels,
  clockLabels,
  ...domains.flatMap((domain) => domain.messages ?? []),
];

/** Every table, as TypeORM knows it. */
export const entities = domains.flatMap((domain) => domain.entities ?? []);
