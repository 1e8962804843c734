import { Field, Float, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from '../base/graphql/connection.types.js';
import { enumOf } from '../base/graphql/enum.js';
import { IdInput } from '../base/graphql/input-fields.js';
import { Node } from '../base/graphql/node.types.js';
import { Payload } from '../base/graphql/user-error.types.js';
import { type OperationKind, type OperationState, operationKinds, operationStates } from './operation.entity.js';

const OperationKindEnum = enumOf(operationKinds, 'OperationKind', 'What long-running work does.');
export const OperationStateEnum = enumOf(operationStates, 'OperationState', 'Where long-running work stands.');

@ObjectType('Operation', {
  implements: Node,
  description: 'Work that lasts. Poll it, or subscribe to `operationProgress`.',
  simpleResolvers: true,
})
export class OperationType extends Node {
  @Field(() => OperationKindEnum, { description: 'What the work does.' })
  kind!: OperationKind;

  @Field(() => OperationStateEnum, { description: 'Where it stands.' })
  state!: OperationState;

  @Field(() => String, { description: 'What it is at, in the language of the request.' })
  phase!: string;

  @Field(() => Float, {
    description: 'How much is done, in the unit of `total`. It is all of it once the work has succeeded.',
  })
  done!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'How much there is to do; null while that is not known. Counted in rows and files of an export, steps of an erasure, and of an import in bytes while it is read and then in steps while it is applied.',
  })
  total!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it failed, or was stopped by another decision than its asker’s, in the language of the request.',
  })
  failure!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was asked to stop.' })
  cancelRequestedAt!: Date | null;

  @Field(() => Date, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was begun.' })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;
}

export const OperationConnection = connectionOf(OperationType, 'Operation');

@InputType({ description: 'Which work to stop.' })
export class CancelOperationInput {
  @IdInput('The operation’s id.')
  operationId!: string;
}

@ObjectType({ description: 'The work that was asked to stop.', simpleResolvers: true })
export class CancelOperationPayload extends Payload {
  @Field(() => OperationType, { nullable: true, description: 'The operation as it is now.' })
  operation!: OperationType | null;
}
