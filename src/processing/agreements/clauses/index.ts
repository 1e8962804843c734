export { annexBlocks, renderAnnexes } from './annexes.document.js';
export {
  type AgreementAnnexes,
  type AgreementParty,
  type AnnexI,
  type AnnexII,
  type AnnexIII,
  type AnnexIV,
  agreementAnnexesSchema,
  type ContactPerson,
  type ListedSubProcessor,
} from './annexes.js';
export { type AnnexesJson, annexesAsJson } from './annexes.json.js';
export { clauseTextHash } from './clause-hash.js';
export { CLAUSE_TEXTS } from './clause-texts.by-locale.js';
export type { ClauseTexts } from './clause-texts.js';
export { ANNEX_NUMBERS, type AnnexNumber, MEASURE_HEADINGS, type MeasureHeading } from './decision.js';
