import type { Domain } from '../../catalogue/index.js';
import { ContentScreening } from './content-screening.entity.js';
import { contentScreeningObject } from './content-screening.objects.js';
import { ContentTombstone } from './content-tombstone.entity.js';
import { commentScreening, contentTombstoneObject, uploadScreening } from './content-tombstone.objects.js';
import { DismissedValue } from './dismissed-value.entity.js';
import { Finding } from './finding.entity.js';
import { findingObject } from './finding.objects.js';
import { FindingType } from './finding.types.js';
import { screeningLabels } from './screening.labels.js';
import { screeningMessages } from './screening.messages.js';
import { ScreeningRule, ScreeningSecret } from './screening-rule.entity.js';

export { composeScreening } from './screening.compose.js';

/** Personal data in free text, found and decided on (BJ-9). */
export const screening = {
  entities: [ScreeningRule, ScreeningSecret, ContentScreening, Finding, DismissedValue, ContentTombstone],
  objects: [findingObject, contentScreeningObject, contentTombstoneObject],
  extensions: [commentScreening, uploadScreening],
  nodeTypes: [FindingType],
  messages: [screeningLabels, screeningMessages],
} as const satisfies Domain;
