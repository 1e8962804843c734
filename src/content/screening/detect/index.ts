export { type Finding, type FindingKind, findingKinds } from './finding.js';
export { NameIndex, type PersonName } from './name-index.js';
export { RULES_VERSION } from './rules-version.js';
export {
  defaultRules,
  MAXIMUM_FINDINGS,
  type ScreeningOptions,
  type ScreeningRules,
  screenText,
} from './screen-text.js';
