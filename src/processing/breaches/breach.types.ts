import { Field, Int, ObjectType } from 'type-graphql';
import { AccountType } from '../../accounts/index.js';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { LocaleEnum } from '../../base/graphql/locale.enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import type { Locale } from '../../base/locale.js';
import { TenantType } from '../../tenants/index.js';
import { SubProcessorType } from '../sub-processors/sub-processor.types.js';
import {
  BreachNoticeKindEnum,
  type BreachOrigin,
  BreachOriginEnum,
  type BreachState,
  BreachStateEnum,
  type NoticeKind,
} from './breach.enums.js';
import { BreachAssessmentType } from './breach-assessment.types.js';

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

  @Field(() => Date, {
    nullable: true,
    description: 'When it was sent; null for a draft, which the operator alone sees.',
  })
  sentAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the notice’s JSON as it was sent, in hexadecimal.' })
  hash!: string | null;

  @Field(() => Date, { nullable: true, description: 'When the controller acknowledged its receipt.' })
  acknowledgedAt!: Date | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

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

  @Field(() => Date, {
    nullable: true,
    description: 'Until when the processor must have told the controller (Article 33(2)).',
  })
  dueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the processor told the controller: its first notice.' })
  toldAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether the controller was or is told too late.' })
  isOverdue!: boolean;

  @Field(() => Date, {
    nullable: true,
    description: 'Until when the controller must have told its authority (Article 33(1)).',
  })
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
