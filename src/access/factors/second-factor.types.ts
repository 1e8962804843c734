import { IsOptional, Max, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { TextInput } from '../../base/graphql/input-fields.js';
import { Payload } from '../../base/graphql/user-error.types.js';

const LONGEST_MINUTES = 24 * 60;

@ObjectType('SecondFactorNeed', {
  description: 'A second factor that must have been presented not long ago, and how the viewer stands to that.',
  simpleResolvers: true,
})
export class SecondFactorNeedType {
  @Field(() => Boolean, { description: 'Whether the viewer’s token tells of one that is recent enough.' })
  isMet!: boolean;

  @Field(() => Int, { description: 'How old it may be, in seconds: `max_age` of an authorization request (RFC 9470).' })
  maxAge!: number;

  @Field(() => Date, { nullable: true, description: 'When the viewer presented one; null without.' })
  lastAt!: Date | null;

  @Field(() => String, {
    description: 'What to ask the identity provider for: `acr_values` of an authorization request.',
  })
  acrValues!: string;
}

@ObjectType('SensitiveAction', {
  description: 'Risky work, for which a recent second factor is asked for.',
  simpleResolvers: true,
})
export class SensitiveActionType {
  @Field(() => String, { description: 'The action, such as `role.grant`.' })
  action!: string;

  @Field(() => String, { description: 'What it is, in the language of the request.' })
  description!: string;

  @Field(() => Int, { description: 'How old the second factor may be where nothing was set, in minutes.' })
  defaultMaxAgeMinutes!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How old it may be here, in minutes; null where none is asked for.',
  })
  maxAgeMinutes!: number | null;

  @Field(() => Int, { description: 'Grows with every change, from 0; give it as `expectedVersion`.' })
  version!: number;

  @Field(() => SecondFactorNeedType, {
    nullable: true,
    description: 'How the viewer stands to it; null where none is asked for.',
  })
  secondFactor!: SecondFactorNeedType | null;
}

@InputType({ description: 'How recent a second factor an action asks for.' })
export class SetSecondFactorAgeInput {
  @TextInput(60, 'The sensitive action.')
  action!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How old it may be: 1 to 1440 minutes; null or absent for none at all.',
  })
  @IsOptional()
  @Min(1)
  @Max(LONGEST_MINUTES)
  maxAgeMinutes?: number | null;

  @Field(() => Int, { description: 'The version that was read; a newer one refuses the change.' })
  @Min(0)
  expectedVersion!: number;
}

@ObjectType({ description: 'The action after a change.' })
export class SetSecondFactorAgePayload extends Payload {
  @Field(() => SensitiveActionType, {
    nullable: true,
    description: 'The action as it is now; null when it was refused.',
  })
  sensitiveAction!: SensitiveActionType | null;
}
