export { type Finding, type FindingKind, findingKinds } from './finding.js';
export { NameIndex, type PersonName } from './name-index.js';
export {
  defaultRules,
  MAXIMUM_FINDINGS,
  RULES_VERSION,
  type ScreeningOptions,
  type ScreeningRules,
  screenText,
} from './screen-text.js';
