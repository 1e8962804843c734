import type { Locale } from '../../base/locale.js';
import { decisionHeading, measureHeadings } from '../measures/measure-headings.js';
import type { AgreementAnnexesType } from './annexes.types.js';
import { type AgreementAnnexes, CLAUSE_TEXTS } from './clauses/index.js';

/** The annexes as the API answers them: Annex III as a list under the Decision's headings. */
export function annexesForApi(annexes: AgreementAnnexes, locale: Locale): AgreementAnnexesType {
  const { annexI, annexII, annexIII, annexIV } = annexes;
  return {
    annexI,
    annexII,
    annexIII: {
      ...annexIII,
      measures: measureHeadings.flatMap((name) => {
        const heading = decisionHeading(name);
        if (!heading) return [];
        const title = CLAUSE_TEXTS[locale].measures.headings[heading];
        return [{ heading: name, title, measures: annexIII.measures[heading] }];
      }),
    },
    annexIV: { ...annexIV, authorisation: annexIV.authorisation.toUpperCase() },
  };
}
