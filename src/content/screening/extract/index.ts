export { defaultLimits, extractText, placeWithin } from './extract-text.js';
export {
  type Extraction,
  type ExtractionLimits,
  type Part,
  type Place,
  parts,
  type Segment,
  type Shown,
  type UnreadableReason,
  unreadableReasons,
} from './extraction.types.js';
export { readableTypes } from './read-file.js';
