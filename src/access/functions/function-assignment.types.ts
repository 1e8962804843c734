import { IsOptional } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdInput, TextInput } from '../../base/graphql/input-fields.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { PersonalField } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import { FunctionAssignment } from './function-assignment.entity.js';

@ObjectType('FunctionAssignment', {
  implements: Node,
  description: 'A job function that a person has: which roles may be granted, and take effect, follows from it.',
  simpleResolvers: true,
})
export class FunctionAssignmentType extends Node {
  @PersonalField(FunctionAssignment, 'function', () => String, 'The function’s key in the matrix.')
  function!: string | null;

  @Field(() => PersonType, { nullable: true, description: 'The person who has it.' })
  person!: PersonType | null;

  @Field(() => Date, { nullable: true, description: 'When its guidance was acknowledged; null where it has none.' })
  guidanceAcknowledgedAt!: Date | null;

  @Field(() => Date, { description: 'From when the person has it.' })
  validFrom!: Date;

  @Field(() => Date, { nullable: true, description: 'Until when; null for good.' })
  validUntil!: Date | null;
}

@InputType({ description: 'A job function that a person is to have.' })
export class AssignFunctionInput {
  @IdInput('The person.')
  personId!: string;

  @TextInput(60, 'The function’s key in the adopted matrix.')
  function!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'That the function’s guidance was read; a function that has some is not assigned without.',
  })
  acknowledgesGuidance!: boolean;

  @Field(() => Date, { nullable: true, description: 'From when; from now on where absent.' })
  @IsOptional()
  validFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when; for good where absent.' })
  @IsOptional()
  validUntil?: Date | null;
}

@InputType({ description: 'A job function that a person has no longer.' })
export class EndFunctionInput {
  @IdInput('The assignment.')
  functionAssignmentId!: string;
}

@ObjectType({ description: 'The assignment after a change.', simpleResolvers: true })
export class FunctionAssignmentPayload extends Payload {
  @Field(() => FunctionAssignmentType, {
    nullable: true,
    description: 'The assignment as it is now; null when it was refused.',
  })
  functionAssignment!: FunctionAssignmentType | null;
}
