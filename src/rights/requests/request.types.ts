import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, SortDirection } from '../../base/graphql/connection.types.js';
import { enumOf } from '../../base/graphql/enum.js';
import { Node } from '../../base/graphql/node.types.js';
import { Payload } from '../../base/graphql/user-error.types.js';
import { PersonalField } from '../../catalogue/index.js';
import { PersonType } from '../../people/index.js';
import {
  DataSubjectRequest,
  type RequestKind,
  type RequestState,
  requestKinds,
  requestStates,
} from '../data-subject-request.entity.js';

export const RequestKindEnum = enumOf(
  requestKinds,
  'RequestKind',
  'What a data subject may ask for: access (Article 15 GDPR), rectification (16), erasure (17), restriction (18), portability (20) or objection (21).',
);

export const RequestStateEnum = enumOf(requestStates, 'RequestState', 'What has become of a request.');

@ObjectType('DataSubjectRequest', {
  implements: Node,
  description: 'A data subject’s request, with its deadline (Article 12(3) GDPR) and its outcome.',
  simpleResolvers: true,
})
export class DataSubjectRequestType extends Node {
  @PersonalField(DataSubjectRequest, 'kind', () => RequestKindEnum, 'What is asked for.')
  kind!: RequestKind | null;

  @PersonalField(DataSubjectRequest, 'state', () => RequestStateEnum, 'What has become of it.')
  state!: RequestState | null;

  @Field(() => PersonType, { nullable: true, description: 'Who asks; null after an erasure.' })
  person!: PersonType | null;

  @PersonalField(DataSubjectRequest, 'element', () => String, 'What is to be corrected: an element of the catalogue.')
  element!: string | null;

  @PersonalField(DataSubjectRequest, 'proposedValue', () => String, 'The value that the person says is right.')
  proposedValue!: string | null;

  @PersonalField(DataSubjectRequest, 'details', () => String, 'The request in the person’s words.')
  details!: string | null;

  @PersonalField(DataSubjectRequest, 'receivedAt', () => Date, 'When it came.')
  receivedAt!: Date | null;

  @PersonalField(
    DataSubjectRequest,
    'dueAt',
    () => Date,
    'Until when it must be answered: the end of the last day of what `legalPeriods` said when it came, with the extension where there is one.',
  )
  dueAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether it is open past its deadline.' })
  isOverdue!: boolean;

  @Field(() => Boolean, { description: 'Whether the controller recorded it for the person.' })
  isRecorded!: boolean;

  @PersonalField(DataSubjectRequest, 'extendedAt', () => Date, 'When the deadline was extended.')
  extendedAt!: Date | null;

  @PersonalField(DataSubjectRequest, 'extensionReason', () => String, 'Why the deadline was extended.')
  extensionReason!: string | null;

  @PersonalField(DataSubjectRequest, 'outcome', () => String, 'What the controller answered.')
  outcome!: string | null;

  @PersonalField(DataSubjectRequest, 'closedAt', () => Date, 'When it was answered or withdrawn.')
  closedAt!: Date | null;

  @Field(() => Int, { description: 'Grows with every change; give it as `expectedVersion`.' })
  version!: number;
}

export const DataSubjectRequestConnection = connectionOf(DataSubjectRequestType, 'DataSubjectRequest');

export enum RequestSort {
  DUE_AT = 'DUE_AT',
  RECEIVED_AT = 'RECEIVED_AT',
}
registerEnumType(RequestSort, { name: 'RequestSort', description: 'What requests can be ordered by.' });

@InputType({ description: 'The order of requests.' })
export class RequestOrder {
  @Field(() => RequestSort, { description: 'What to order by.' })
  field!: RequestSort;

  @Field(() => SortDirection, { description: 'Ascending or descending.', defaultValue: SortDirection.ASC })
  direction!: SortDirection;
}

@ObjectType({ description: 'The request after a change.' })
export class RequestPayload extends Payload {
  @Field(() => DataSubjectRequestType, {
    nullable: true,
    description: 'The request as it is now; null when the change was refused.',
  })
  request!: DataSubjectRequestType | null;
}

@ObjectType({ description: 'The answered request.' })
export class AnswerRequestPayload extends Payload {
  @Field(() => DataSubjectRequestType, {
    nullable: true,
    description: 'The request as it is now; null when the answer was refused.',
  })
  request!: DataSubjectRequestType | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a granted rectification was written with the answer. False where a source system owns the value, and where there is nothing to write.',
  })
  applied!: boolean | null;
}
