import type { Context } from '../../base/context.js';
import { type TranslatedText, textIn } from '../../base/translated-text.js';
import { describeObject } from '../../catalogue/index.js';
import { SubProcessor } from './sub-processor.entity.js';

const inRequestLanguage = ([texts]: readonly unknown[], context: Context): string =>
  textIn(texts as TranslatedText, context.locale);

export const subProcessorObject = describeObject<SubProcessor>({
  type: 'SubProcessor',
  entity: SubProcessor,
  columns: [
    'legalName',
    { serviceTexts: 'service', processingTexts: 'processing', responsibilitiesTexts: 'responsibilities' },
    'dataCategories',
    'address',
    'country',
    'locations',
    'transferBasis',
    'transferDetails',
    'contact',
    'isPrimary',
    'since',
    'until',
    'version',
    'updatedAt',
  ],
  computed: {
    service: { from: ['service'], value: inRequestLanguage },
    processing: { from: ['processing'], value: inRequestLanguage },
    responsibilities: { from: ['responsibilities'], value: inRequestLanguage },
  },
  sorts: { NAME: [{ property: 'legalName', type: 'text' }] },
});
