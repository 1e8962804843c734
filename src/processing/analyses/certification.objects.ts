import type { Context } from '../../base/context.js';
import { type TranslatedText, textIn } from '../../base/translated-text.js';
import { describeObject } from '../../catalogue/index.js';
import { today } from './analysis.objects.js';
import { Certification } from './certification.entity.js';
import type { CertificationState } from './certification.types.js';

function stateOn(day: string, from: string, until: string): CertificationState {
  if (day < from) return 'FUTURE';
  return day > until ? 'EXPIRED' : 'VALID';
}

export const certificationObject = describeObject<Certification>({
  type: 'Certification',
  entity: Certification,
  columns: [
    'standard',
    { scopeTexts: 'scope' },
    'issuer',
    'certificateNumber',
    'validFrom',
    'validUntil',
    'documentUrl',
    'isPublic',
    'version',
  ],
  computed: {
    scope: { from: ['scope'], value: ([texts], { locale }: Context) => textIn(texts as TranslatedText, locale) },
    state: {
      from: ['validFrom', 'validUntil'],
      value: ([from, until], context: Context) => stateOn(today(context), String(from), String(until)),
    },
  },
});
