import type { Context } from '../../base/context.js';
import { type TranslatedText, textIn } from '../../base/translated-text.js';
import { describeObject } from '../../catalogue/index.js';
import { AgreedPeriod } from './agreed-period.entity.js';
import { LegalPeriod } from './legal-period.entity.js';

export const legalPeriodObject = describeObject<LegalPeriod>({
  type: 'LegalPeriod',
  entity: LegalPeriod,
  columns: ['key', 'period', 'validFrom', { basisTexts: 'basis' }],
  computed: {
    basis: { from: ['basis'], value: ([texts], context: Context) => textIn(texts as TranslatedText, context.locale) },
  },
  sorts: {
    KEY: [
      { property: 'key', type: 'text' },
      { property: 'validFrom', type: 'timestamptz' },
    ],
  },
});

export const agreedPeriodObject = describeObject<AgreedPeriod>({
  type: 'AgreedPeriod',
  entity: AgreedPeriod,
  rows: (access) => access.can('agreement.read'),
  columns: ['key', 'period', 'validFrom'],
  sorts: {
    KEY: [
      { property: 'key', type: 'text' },
      { property: 'validFrom', type: 'timestamptz' },
    ],
  },
});
