import { MaxLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgs } from '../../base/graphql/connection.types.js';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { CalendarDate } from '../../base/graphql/scalars.js';
import { TranslatedTextInput } from '../../base/graphql/translated-text.types.js';
import type { PlatformFunction } from './sub-processor.terms.js';
import { PlatformFunctionEnum } from './sub-processor.types.js';
import type { Settlement } from './sub-processor-announcement.entity.js';
import { SettlementEnum } from './sub-processor-change.types.js';

@ArgsType()
export class SubProcessorChangesArgs extends PageArgs {
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Only those for which the viewer’s tenant has an open window, or which wait for its authorisation; none for those who do not decide about them.',
  })
  undecided!: boolean;
}

@ArgsType()
export class SubProcessorObjectionsArgs extends PageArgs {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only those that stand and are not settled.',
  })
  openOnly!: boolean;
}

@ArgsType()
export class ProcessingClearanceArgs {
  @Field(() => ID, { description: 'Whose data.' })
  @MaxLength(128)
  tenantId!: string;

  @Field(() => PlatformFunctionEnum, { description: 'For what.' })
  function!: PlatformFunction;
}

@InputType({ description: 'The announcement of a proposal to every controller.' })
export class AnnounceSubProcessorChangeInput {
  @IdInput('Which change.')
  id!: string;

  @Field(() => TranslatedTextInput, { description: 'Why.' })
  @ValidateNested()
  reason!: TranslatedTextInput;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'From which day on: not before the windows of the law have closed. The first such day where absent.',
  })
  takesEffectOn?: string | null;
}

@InputType({ description: 'The end of a proposal or an announcement.' })
export class WithdrawSubProcessorChangeInput {
  @IdInput('Which change.')
  id!: string;

  @Field(() => TranslatedTextInput, { description: 'Why it is given up.' })
  @ValidateNested()
  reason!: TranslatedTextInput;
}

@InputType({ description: 'A controller’s objection.' })
export class ObjectToSubProcessorInput {
  @IdInput('To which change.')
  changeId!: string;

  @TextInput(2_000, 'On which ground. The operator reads it: name no person.')
  reason!: string;
}

@InputType({ description: 'The end of a controller’s objection.' })
export class WithdrawSubProcessorObjectionInput {
  @IdInput('To which change.')
  changeId!: string;
}

@InputType({ description: 'A controller’s authorisation.' })
export class AuthoriseSubProcessorInput {
  @IdInput('Of which change.')
  changeId!: string;
}

@InputType({ description: 'How an objection is settled.' })
export class SettleSubProcessorObjectionInput {
  @IdInput('Which objection.')
  id!: string;

  @Field(() => SettlementEnum, {
    description: 'CHANGE_GIVEN_UP withdraws the change for everybody; with the others it stays as announced.',
  })
  settlement!: Settlement;

  @TextInput(2_000, 'What the controller is told of it.')
  note!: string;
}
