import { Field, ID, Int, ObjectType } from 'type-graphql';
import { AccountType } from '../../accounts/index.js';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { LocaleEnum } from '../../base/graphql/locale.enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import type { Locale } from '../../base/locale.js';
import { type DataCategory, DataCategoryEnum, PersonalField } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import { TenantType } from '../../tenants/index.js';
import { SubProcessorType } from '../sub-processors/sub-processor.types.js';
import {
  type AssessmentState,
  AssessmentStateEnum,
  BreachNoticeKindEnum,
  type BreachOrigin,
  BreachOriginEnum,
  type BreachState,
  BreachStateEnum,
  type NoticeKind,
} from './breach.enums.js';
import { BreachPerson } from './breach-person.entity.js';

@ObjectType({ description: 'How many people are affected with a category of data.', simpleResolvers: true })
export class AffectedCategoryType {
  @Field(() => DataCategoryEnum, { description: 'The category.' })
  category!: DataCategory;

  @Field(() => Boolean, { description: 'Whether it is one of Article 9 GDPR.' })
  isSpecial!: boolean;

  @Field(() => Int, { description: 'How many people.' })
  people!: number;
}

@ObjectType({ description: 'How many people of a register are affected.', simpleResolvers: true })
export class AffectedRegisterType {
  @Field(() => String, { description: 'The register.' })
  register!: string;

  @Field(() => Int, { description: 'How many people.' })
  people!: number;
}

@ObjectType({ description: 'How many people of a unit are affected.', simpleResolvers: true })
export class AffectedUnitType {
  @Field(() => ID, { description: 'The unit.' })
  unitId!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Int, { description: 'How many people.' })
  people!: number;
}

@ObjectType({ description: 'What an assessment found otherwise than the one before it.', simpleResolvers: true })
export class AssessmentDifferenceType {
  @Field(() => Int, { description: 'How many people more, or less.' })
  people!: number;

  @Field(() => Int, { description: 'How many people are affected who were not known to be.' })
  newPeople!: number;

  @Field(() => Int, { description: 'How many records more, or less.' })
  records!: number;

  @Field(() => [DataCategoryEnum], { description: 'Categories that were not known to be affected.' })
  addedCategories!: DataCategory[];

  @Field(() => [DataCategoryEnum], { description: 'Categories that turned out not to be affected.' })
  removedCategories!: DataCategory[];
}

@ObjectType('BreachPerson', {
  implements: Node,
  description: 'Somebody whom a breach affects. For the controller alone, never for the operator.',
  simpleResolvers: true,
})
export class BreachPersonType extends Node {
  @Field(() => PersonType, { nullable: true, description: 'Who.' })
  person!: PersonType | null;

  @PersonalField(BreachPerson, 'categories', () => [DataCategoryEnum], 'With which data.')
  categories!: DataCategory[] | null;

  @PersonalField(BreachPerson, 'firstAt', () => Date, 'When first, by the log; null where a sub-processor is suspected.')
  firstAt!: Date | null;

  @PersonalField(BreachPerson, 'lastAt', () => Date, 'When last, by the log.')
  lastAt!: Date | null;

  @Field(() => Int, { description: 'How many entries of the log tell of it.' })
  entries!: number;
}

export const BreachPersonConnection = connectionOf(BreachPersonType, 'BreachPerson');

@ObjectType('BreachAssessment', {
  implements: Node,
  description: 'Whom a breach affects, in numbers, read from the log and frozen.',
  simpleResolvers: true,
})
export class BreachAssessmentType extends Node {
  @Field(() => Int, { description: 'Counts the breach’s assessments from 1.' })
  phase!: number;

  @Field(() => AssessmentStateEnum, { description: 'Whether it is complete; before that the numbers are not.' })
  state!: AssessmentState;

  @Field(() => Int, { description: 'How many entries of the log have been read.' })
  done!: number;

  @Field(() => Int, { description: 'How many entries of the log there are to read.' })
  total!: number;

  @Field(() => Int, { description: 'How many people are affected.' })
  peopleCount!: number;

  @Field(() => Int, { description: 'How many of them have been erased since; they are in no list.' })
  erasedPeople!: number;

  @Field(() => Int, { description: 'How many of them with special categories of data (Article 9 GDPR).' })
  specialPeople!: number;

  @Field(() => Int, { description: 'How many units they belong to.' })
  unitCount!: number;

  @Field(() => Int, { description: 'How many records: pairs of a person and a category.' })
  records!: number;

  @Field(() => Int, { description: 'By how many entries of the log a copy of everything was made or fetched.' })
  copies!: number;

  @Field(() => [AffectedCategoryType], { description: 'The categories affected.' })
  categories!: AffectedCategoryType[];

  @Field(() => [AffectedRegisterType], { description: 'The registers affected, of people who still have a card.' })
  registers!: AffectedRegisterType[];

  @Field(() => Date, { nullable: true, description: 'How far back the log went; null where it was empty.' })
  logFrom!: Date | null;

  @Field(() => Boolean, {
    description: 'Whether entries of the suspected period are past the log’s retention, so that more may be affected.',
  })
  isIncomplete!: boolean;

  @Field(() => Date, { description: 'Until when the log was read.' })
  asOf!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was complete.' })
  computedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of what was found, people included, in hexadecimal.' })
  hash!: string | null;

  @Field(() => AssessmentDifferenceType, { nullable: true, description: 'What differs from the one before; null for the first.' })
  difference!: AssessmentDifferenceType | null;

  @Field(() => [AffectedUnitType], { nullable: true, description: 'By unit, as they are now; null for the operator.' })
  units!: AffectedUnitType[] | null;
}

@ObjectType('BreachNotice', {
  implements: Node,
  description: 'A notice of a breach to the controller, with the contents of Article 33(3) GDPR.',
  simpleResolvers: true,
})
export class BreachNoticeType extends Node {
  @Field(() => Int, { description: 'Counts the breach’s notices from 1.' })
  phase!: number;

  @Field(() => BreachNoticeKindEnum, { description: 'Whether it is the first, one that follows, or the last.' })
  kind!: NoticeKind;

  @Field(() => LocaleEnum, { description: 'Its language: the controller’s.' })
  language!: Locale;

  @Field(() => String, { description: 'The nature of the breach (Article 33(3)(a)).' })
  nature!: string;

  @Field(() => String, { description: 'Where more can be learnt (Article 33(3)(b)).' })
  contact!: string;

  @Field(() => String, { description: 'The likely consequences (Article 33(3)(c)).' })
  consequences!: string;

  @Field(() => String, { description: 'The measures taken or proposed (Article 33(3)(d)).' })
  measures!: string;

  @Field(() => BreachAssessmentType, { nullable: true, description: 'The assessment whose numbers it tells.' })
  assessment!: BreachAssessmentType | null;

  @Field(() => Date, { nullable: true, description: 'When it was sent; null for a draft, which the operator alone sees.' })
  sentAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the notice’s JSON as it was sent, in hexadecimal.' })
  hash!: string | null;

  @Field(() => Date, { nullable: true, description: 'When the controller acknowledged its receipt.' })
  acknowledgedAt!: Date | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const BreachAssessmentConnection = connectionOf(BreachAssessmentType, 'BreachAssessment');
export const BreachNoticeConnection = connectionOf(BreachNoticeType, 'BreachNotice');

@ObjectType('Breach', {
  implements: Node,
  description: 'A personal-data breach in a controller’s register (Article 33(5) GDPR), with each of its times apart.',
  simpleResolvers: true,
})
export class BreachType extends Node {
  @Field(() => Int, { description: 'Counts the controller’s breaches from 1.' })
  number!: number;

  @Field(() => TenantType, { nullable: true, description: 'Whose data it concerns.' })
  tenant!: TenantType | null;

  @Field(() => BreachOriginEnum, { description: 'Who entered it.' })
  origin!: BreachOrigin;

  @Field(() => BreachStateEnum, { description: 'How far it is.' })
  state!: BreachState;

  @Field(() => String, { description: 'What happened.' })
  description!: string;

  @Field(() => [AccountType], { description: 'The suspected accounts; for the controller.' })
  accounts!: AccountType[];

  @Field(() => [String], { description: 'The keys of the suspected roles.' })
  roles!: string[];

  @Field(() => [SubProcessorType], { description: 'The suspected sub-processors.' })
  subProcessors!: SubProcessorType[];

  @Field(() => Date, { nullable: true, description: 'When the suspected period begins; null where it is not known.' })
  from!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the suspected period ends; null where it is not known.' })
  until!: Date | null;

  @Field(() => Date, { description: 'When there was the first sign of it.' })
  signalAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When whoever entered it became aware that it is a breach.' })
  awareAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when the processor must have told the controller (Article 33(2)).' })
  dueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the processor told the controller: its first notice.' })
  toldAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether the controller was or is told too late.' })
  isOverdue!: boolean;

  @Field(() => Date, { nullable: true, description: 'Until when the controller must have told its authority (Article 33(1)).' })
  authorityDueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the controller told its authority.' })
  authorityToldAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether the authority was or is told too late, and no reason says why not.' })
  isAuthorityOverdue!: boolean;

  @Field(() => String, { description: 'The authority’s reference; empty without one.' })
  authorityReference!: string;

  @Field(() => String, { description: 'Why the authority was told late, or need not be told.' })
  authorityReason!: string;

  @Field(() => Date, { nullable: true, description: 'When the controller told the people (Article 34).' })
  peopleToldAt!: Date | null;

  @Field(() => String, { description: 'How the people were told, or why they need not be.' })
  peopleReason!: string;

  @Field(() => Date, { nullable: true, description: 'When it was closed.' })
  closedAt!: Date | null;

  @Field(() => String, { description: 'What was learnt.' })
  lessons!: string;

  @Field(() => BreachAssessmentType, { nullable: true, description: 'The last assessment that is complete.' })
  assessment!: BreachAssessmentType | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const BreachConnection = connectionOf(BreachType, 'Breach');

@ObjectType('Incident', {
  implements: Node,
  description: 'What happened at the processor. For the operator; each controller concerned has a breach of its own.',
  simpleResolvers: true,
})
export class IncidentType extends Node {
  @Field(() => Int, { description: 'Counts incidents from 1.' })
  number!: number;

  @Field(() => String, { description: 'What it is called.' })
  title!: string;

  @Field(() => String, { description: 'What happened.' })
  description!: string;

  @Field(() => String, { description: 'What was or will be done about it.' })
  measures!: string;

  @Field(() => [String], { description: 'The keys of the suspected roles.' })
  roles!: string[];

  @Field(() => [SubProcessorType], { description: 'The suspected sub-processors.' })
  subProcessors!: SubProcessorType[];

  @Field(() => Date, { nullable: true, description: 'When the suspected period begins.' })
  from!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the suspected period ends.' })
  until!: Date | null;

  @Field(() => Date, { description: 'When there was the first sign of it.' })
  signalAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Since when it is known to be a breach.' })
  awareAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was closed.' })
  closedAt!: Date | null;

  @Field(() => String, { description: 'What was learnt.' })
  lessons!: string;

  @Field(() => Date, { nullable: true, description: 'When it was last opened again.' })
  reopenedAt!: Date | null;

  @Field(() => String, { description: 'Why it was opened again.' })
  reopenedBecause!: string;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const IncidentConnection = connectionOf(IncidentType, 'Incident');

@ObjectType({ description: 'The incident after a change.', simpleResolvers: true })
export class IncidentPayload extends Payload {
  @Field(() => IncidentType, { nullable: true, description: 'The incident as it is now; null when it was refused.' })
  incident!: IncidentType | null;
}

@ObjectType({ description: 'The breach after a change.', simpleResolvers: true })
export class BreachPayload extends Payload {
  @Field(() => BreachType, { nullable: true, description: 'The breach as it is now; null when it was refused.' })
  breach!: BreachType | null;
}

@ObjectType({ description: 'The notice after a change.', simpleResolvers: true })
export class BreachNoticePayload extends Payload {
  @Field(() => BreachNoticeType, { nullable: true, description: 'The notice as it is now; null when it was refused.' })
  notice!: BreachNoticeType | null;
}
