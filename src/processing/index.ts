import type { Domain } from '../catalogue/index.js';
import { agreements } from './agreements/index.js';
import { analyses } from './analyses/index.js';
import { breaches } from './breaches/index.js';
import { agreementClock } from './calendar/index.js';
import { instructions } from './instructions/index.js';
import { Measure } from './measures/measure.entity.js';
import { measureObject } from './measures/measure.objects.js';
import { MeasureType } from './measures/measure.types.js';
import { notices } from './notices/index.js';
import { processingMessages } from './processing.messages.js';
import { records } from './records/index.js';
import { subProcessors } from './sub-processors/index.js';
import { trust } from './trust/index.js';

export { Clocks } from './calendar/index.js';
export { composeProcessing } from './processing.compose.js';
export { mayProcess, notAcceptedFor, type PlatformFunction } from './sub-processors/index.js';

const own = {
  entities: [Measure],
  objects: [measureObject],
  clocks: [agreementClock],
  nodeTypes: [MeasureType],
  messages: [processingMessages],
} as const satisfies Domain;

const rooms: readonly Domain[] = [
  subProcessors,
  own,
  notices,
  agreements,
  analyses,
  breaches,
  instructions,
  records,
  trust,
];

/** What controller and processor owe each other and the data subjects: agreement, measures, sub-processors, privacy notices. */
export const processingDomain: Domain = {
  entities: rooms.flatMap(({ entities }) => entities ?? []),
  objects: rooms.flatMap(({ objects }) => objects ?? []),
  maps: rooms.flatMap(({ maps }) => maps ?? []),
  extensions: rooms.flatMap(({ extensions }) => extensions ?? []),
  clocks: rooms.flatMap(({ clocks }) => clocks ?? []),
  nodeTypes: rooms.flatMap(({ nodeTypes }) => nodeTypes ?? []),
  messages: rooms.flatMap(({ messages }) => messages ?? []),
};
