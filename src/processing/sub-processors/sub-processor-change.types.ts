import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { TranslatedTextType } from '../../base/graphql/translated-text.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { type DataCategory, DataCategoryEnum } from '../../catalogue/index.js';
import { TenantType } from '../../tenants/index.js';
import { AuthorisationEnum } from '../agreements/annexes.types.js';
import {
  type ChangeKind,
  type ChangeState,
  changeKinds,
  changeStates,
  type WindowState,
  windowStates,
} from './sub-processor.effect.js';
import type { PlatformFunction, TransferBasis } from './sub-processor.terms.js';
import { PlatformFunctionEnum, SubProcessorType, TransferBasisEnum } from './sub-processor.types.js';
import { type Settlement, settlements } from './sub-processor-announcement.entity.js';

const ChangeKindEnum = enumOf(
  changeKinds,
  'SubProcessorChangeKind',
  'Engaging somebody and widening what an entry does are announced and wait for their windows; correcting or narrowing an entry, making it the primary one and ending it take effect at once.',
);
const ChangeStateEnum = enumOf(
  changeStates,
  'SubProcessorChangeState',
  'How a change stands on the platform: proposed (which only the operator sees), announced, in force where no window keeps it off, or given up.',
);
const WindowStateEnum = enumOf(
  windowStates,
  'SubProcessorWindowState',
  'How a change stands with a tenant: its window is open, it objected, it has yet to authorise it, it waits for the day from which it takes effect, it is in force, or it was given up.',
);
export const SettlementEnum = enumOf(
  settlements,
  'SubProcessorObjectionSettlement',
  'How an objection was settled: the change was given up, the tenant is served without it, or the contract ends.',
);

@ObjectType('SubProcessorWindow', {
  description: 'A controller’s window to object to a change of the list of sub-processors.',
  simpleResolvers: true,
})
export class SubProcessorWindowType {
  @Field(() => Date, { description: 'When it was announced to the tenant.' })
  opensAt!: Date;

  @Field(() => Date, { description: 'The last moment at which the tenant can object; nothing takes effect before.' })
  closesAt!: Date;

  @Field(() => WindowStateEnum, { description: 'How the change stands with the tenant now.' })
  state!: WindowState;

  @Field(() => Boolean, { description: 'Whether the tenant can object now.' })
  mayObject!: boolean;

  @Field(() => Boolean, { description: 'Whether the change waits for the tenant’s authorisation.' })
  mayAuthorise!: boolean;

  @Field(() => AuthorisationEnum, {
    description: 'SPECIFIC where silence is no consent, and the change is in force only once it was authorised.',
  })
  authorisation!: 'GENERAL' | 'SPECIFIC';

  @Field(() => Date, { nullable: true, description: 'When the tenant authorised it; null where it did not.' })
  authorisedAt!: Date | null;

  @Field(() => [PlatformFunctionEnum], {
    description:
      'What the platform does not hand out for the tenant, and so does not do with its data, as long as the change is in force for others and not for it.',
  })
  withheldFunctions!: PlatformFunction[];

  @Field(() => Boolean, {
    description:
      'Whether an objection stands against what the platform cannot do without. The change is not in force for the tenant; what follows is settled between controller and processor.',
  })
  needsSettlement!: boolean;
}

@ObjectType('SubProcessorObjection', {
  implements: Node,
  description: 'A controller’s objection to a change of the list of sub-processors (Article 28(2) GDPR).',
  simpleResolvers: true,
})
export class SubProcessorObjectionType extends Node {
  @Field(() => SubProcessorChangeType, { description: 'To which change.' })
  change!: object;

  @Field(() => TenantType, { description: 'Which controller objected.' })
  tenant!: TenantType;

  @Field(() => String, { description: 'On which ground.' })
  reason!: string;

  @Field(() => Date, { description: 'When.' })
  raisedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was withdrawn; null while it stands.' })
  withdrawnAt!: Date | null;

  @Field(() => Boolean, {
    description: 'Whether the operator has to settle it, because the platform cannot do without what it is against.',
  })
  needsSettlement!: boolean;

  @Field(() => SettlementEnum, { nullable: true, description: 'How it was settled; null where it was not.' })
  settlement!: Settlement | null;

  @Field(() => String, { nullable: true, description: 'What the operator says of the settlement.' })
  settlementNote!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was settled.' })
  settledAt!: Date | null;
}

@ObjectType('SubProcessorChange', {
  implements: Node,
  description:
    'A change of the list of sub-processors: what, where, why and from when. Public once it is announced; before, the operator’s.',
  simpleResolvers: true,
})
export class SubProcessorChangeType extends Node {
  @Field(() => Int, { description: 'Its number in the order in which changes were recorded.' })
  number!: number;

  @Field(() => ChangeKindEnum, { description: 'What kind of change it is.' })
  kind!: ChangeKind;

  @Field(() => ChangeStateEnum, { description: 'How it stands on the platform now.' })
  state!: ChangeState;

  @Field(() => SubProcessorType, { description: 'Of which entry.' })
  subProcessor!: SubProcessorType;

  @Field(() => String, { nullable: true, description: 'What is bought of it from then on; null where that stays.' })
  service!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it does with the data from then on; null where that stays.',
  })
  processing!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is established from then on; null where that stays.' })
  country!: string | null;

  @Field(() => TransferBasisEnum, {
    nullable: true,
    description: 'On what transfers rest from then on; null where that stays.',
  })
  transferBasis!: TransferBasis | null;

  @Field(() => String, { nullable: true, description: 'Which decision, clauses or ground, from then on.' })
  transferDetails!: string | null;

  @Field(() => [String], { description: 'Countries in which it processes from then on, too.' })
  addedLocations!: string[];

  @Field(() => [String], { description: 'Countries in which it processes no longer.' })
  removedLocations!: string[];

  @Field(() => [DataCategoryEnum], { description: 'Kinds of personal data that it processes from then on, too.' })
  addedDataCategories!: DataCategory[];

  @Field(() => [DataCategoryEnum], { description: 'Kinds of personal data that it processes no longer.' })
  removedDataCategories!: DataCategory[];

  @Field(() => [PlatformFunctionEnum], { description: 'Functions of the platform that it serves from then on, too.' })
  addedFunctions!: PlatformFunction[];

  @Field(() => [PlatformFunctionEnum], { description: 'Functions of the platform that it serves no longer.' })
  removedFunctions!: PlatformFunction[];

  @Field(() => String, { nullable: true, description: 'Why; null for what takes effect at once.' })
  reason!: string | null;

  @Field(() => TranslatedTextType, { nullable: true, description: '`reason` in every language.' })
  reasonTexts!: TranslatedTextType | null;

  @Field(() => Date, { nullable: true, description: 'When it was announced; null while it is proposed.' })
  announcedAt!: Date | null;

  @Field(() => CalendarDate, {
    description:
      'From which day on (UTC), wherever the window has closed and nobody objected; a plan while it is proposed.',
  })
  takesEffectOn!: string;

  @Field(() => Date, { nullable: true, description: 'When the operator gave it up; null where it did not.' })
  withdrawnAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was given up.' })
  withdrawalReason!: string | null;

  @Field(() => TranslatedTextType, { nullable: true, description: '`withdrawalReason` in every language.' })
  withdrawalReasonTexts!: TranslatedTextType | null;

  @Field(() => SubProcessorWindowType, {
    nullable: true,
    description:
      'How it stands with the viewer’s tenant, for whoever decides about sub-processors there; null for others, and where the change is older than the tenant.',
  })
  window!: SubProcessorWindowType | null;

  @Field(() => [SubProcessorObjectionType], {
    description:
      'The objections to it, the newest first: the tenant’s own for whoever decides about sub-processors, everybody’s for the operator.',
  })
  objections!: SubProcessorObjectionType[];
}

export const SubProcessorChangeConnection = connectionOf(SubProcessorChangeType, 'SubProcessorChange');
export const SubProcessorObjectionConnection = connectionOf(SubProcessorObjectionType, 'SubProcessorObjection');

@ObjectType({
  description: 'A change of the list of sub-processors after it was decided about.',
  simpleResolvers: true,
})
export class SubProcessorChangePayload extends Payload {
  @Field(() => SubProcessorChangeType, { nullable: true, description: 'The change; null when it was refused.' })
  change!: SubProcessorChangeType | null;
}

@ObjectType({ description: 'The answer of `proposeSubProcessor`.', simpleResolvers: true })
export class ProposeSubProcessorPayload extends Payload {
  @Field(() => SubProcessorType, { nullable: true, description: 'The entry; null when the mutation was refused.' })
  subProcessor!: SubProcessorType | null;

  @Field(() => SubProcessorChangeType, {
    nullable: true,
    description: 'The change that is to be announced; null when the mutation was refused.',
  })
  change!: SubProcessorChangeType | null;
}

@ObjectType({ description: 'The answer of `settleSubProcessorObjection`.', simpleResolvers: true })
export class SettleSubProcessorObjectionPayload extends Payload {
  @Field(() => SubProcessorObjectionType, { nullable: true, description: 'The objection; null when it was refused.' })
  objection!: SubProcessorObjectionType | null;
}
