import type { Domain } from '../../catalogue/index.js';
import { AgreedPeriod } from './agreed-period.entity.js';
import { LegalPeriod } from './legal-period.entity.js';
import { legalPeriodMessages } from './legal-period.messages.js';
import { agreedPeriodObject, legalPeriodObject } from './legal-period.objects.js';
import { LegalPeriodResolver } from './legal-period.resolver.js';
import { LegalPeriodService } from './legal-period.service.js';
import { AgreedPeriodType, LegalPeriodType } from './legal-period.types.js';

export { dueTime } from './due-time.js';
export { lawAt, legalPeriodAt, periodSql } from './legal-periods.js';

/** Periods that the law sets, dated, and the stricter ones of tenants. */
export const legalPeriods = {
  entities: [LegalPeriod, AgreedPeriod],
  objects: [legalPeriodObject, agreedPeriodObject],
  nodeTypes: [LegalPeriodType, AgreedPeriodType],
  messages: [legalPeriodMessages],
} as const satisfies Domain;

export const composeLegalPeriods = (): { readonly resolvers: readonly object[] } => ({
  resolvers: [new LegalPeriodResolver(new LegalPeriodService())],
});
