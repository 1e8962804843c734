import { Matches, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { TextInput } from '../../../base/graphql/input-fields.js';

@InputType({ description: 'Which version the controller acknowledges.' })
export class AcknowledgeAnnexVersionInput {
  @Field(() => Int, { description: 'Its number: that of the latest version.' })
  @Min(1)
  @Max(1_000_000)
  number!: number;

  @TextInput(64, 'Its `hash`, so that what is acknowledged is what was read.')
  @Matches(/^[0-9a-f]{64}$/)
  expectedHash!: string;
}

@InputType({ description: 'Whether fields wait for the controller’s acknowledgement.' })
export class SetAnnexRuleInput {
  @Field(() => Boolean, {
    description: 'Whether a field stores nothing before what it declares has been acknowledged.',
  })
  waitsForAcknowledgement!: boolean;

  @Field(() => Int, { description: 'The `version` that was read; 0 for the standard rule.' })
  @Min(0)
  @Max(1_000_000)
  expectedVersion!: number;
}
