import { enumOf } from '../../base/graphql/enum.js';
import { findingKinds } from './detect/index.js';
import { parts } from './extract/index.js';
import {
  findingDecisions,
  findingStates,
  screenedContents,
  screeningFailures,
  screeningStates,
  severities,
  tombstoneActs,
} from './screening.states.js';

export const FindingKindEnum = enumOf(findingKinds, 'FindingKind', 'What a finding seems to be.');
export const FindingPartEnum = enumOf(parts, 'FindingPart', 'Which part of a content a finding stands in.');
export const FindingStateEnum = enumOf(
  findingStates,
  'FindingState',
  'What became of a finding: nothing yet, it may stay, its value was taken out, or its whole content was taken away.',
);
export const FindingDecisionEnum = enumOf(
  findingDecisions,
  'FindingDecision',
  'Let it stay, take the value out of every version, or take the whole content away.',
);
export const SeverityEnum = enumOf(
  severities,
  'FindingSeverity',
  'HIGH is what must not be there at all: a word of a special category where the controller rules these out.',
);
export const ScreenedContentEnum = enumOf(
  screenedContents,
  'ScreenedContent',
  'What is screened: comments, files attached to them, and files in tenant-defined fields.',
);
export const ScreeningStateEnum = enumOf(
  screeningStates,
  'ScreeningState',
  'Whether a content waits to be screened, was screened, cannot be read, or is not to be screened.',
);
export const ScreeningFailureEnum = enumOf(
  screeningFailures,
  'ScreeningFailure',
  'Why a content could not be read. SCANNED is pictures of text; TOO_COMPLEX is what could not be read in a few tries.',
);
export const TombstoneActEnum = enumOf(tombstoneActs, 'TombstoneAct', 'Values were taken out, or all of it.');
