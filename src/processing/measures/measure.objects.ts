import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { type TranslatedText, textIn } from '../../base/translated-text.js';
import { describeObject } from '../../catalogue/index.js';
import { Measure } from './measure.entity.js';

export const measureObject = describeObject<Measure>({
  type: 'Measure',
  entity: Measure,
  columns: ['heading', { texts: 'text' }, 'version', 'updatedAt'],
  computed: {
    text: {
      from: ['text'],
      value: ([texts], context: Context) => textIn(texts as TranslatedText, context.locale),
    },
  },
  relations: {
    subProcessor: {
      to: 'SubProcessor',
      shape: 'one',
      element: null,
      on: (measure, row) => sql`${row}.id = ${measure}.sub_processor_id`,
    },
  },
});
