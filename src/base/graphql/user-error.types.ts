import { Field, Float, Int, InterfaceType, ObjectType } from 'type-graphql';
import { type RefusalCode, type RefusalReason, refusalCodes } from '../errors.js';
import { enumOf } from './enum.js';

const UserErrorCode = enumOf(refusalCodes, 'UserErrorCode', 'Why a mutation was refused. Codes never change.');

@InterfaceType({
  description:
    'An expected refusal of a mutation. What `field` names was not changed, and nothing else either unless the mutation says so.',
  resolveType: (error: UserError) => error.typeName,
})
export abstract class UserError {
  typeName!: string;

  @Field(() => String, { description: 'What to tell the user, in the language of the request.' })
  message!: string;

  @Field(() => [String], { description: 'The path into the input that was refused; empty for the whole of it.' })
  field!: readonly string[];

  @Field(() => UserErrorCode, { description: 'The machine-readable reason.' })
  code!: RefusalCode;
}

@ObjectType({
  implements: UserError,
  description: 'A refusal whose code says all there is to say.',
  simpleResolvers: true,
})
export class PlainError extends UserError {}

@ObjectType({
  implements: UserError,
  description: 'The record was changed since it was read. Read it again and merge.',
  simpleResolvers: true,
})
export class StaleVersionError extends UserError {
  @Field(() => Int, { description: 'The version that the record has now.' })
  currentVersion!: number;
}

@ObjectType({
  implements: UserError,
  description: 'The document is not the one that was read. Read it again before signing it.',
  simpleResolvers: true,
})
export class DocumentChangedError extends UserError {
  @Field(() => String, { description: 'The hash of the document as it is now, SHA-256 in hexadecimal.' })
  currentHash!: string;
}

@ObjectType({
  implements: UserError,
  description: 'A source system owns the value. It must be corrected there; a request to the controller was recorded.',
  simpleResolvers: true,
})
export class OwnedBySourceError extends UserError {
  @Field(() => String, { description: 'The source system that owns the value.' })
  source!: string;

  @Field(() => String, { nullable: true, description: 'The id of the recorded correction request.' })
  requestId!: string | null;
}

@ObjectType({
  implements: UserError,
  description: 'The value is the controller’s to correct; a request to the controller was recorded.',
  simpleResolvers: true,
})
export class NotCorrectableError extends UserError {
  @Field(() => String, { nullable: true, description: 'The id of the recorded correction request.' })
  requestId!: string | null;
}

@ObjectType({
  implements: UserError,
  description:
    'The field widens what is processed, and stores nothing before the controller has acknowledged the version of the annexes that says so.',
  simpleResolvers: true,
})
export class AnnexNotAcknowledgedError extends UserError {
  @Field(() => Int, { description: 'The version to acknowledge.' })
  annexVersion!: number;
}

@ObjectType({ implements: UserError, description: 'A limit was reached.', simpleResolvers: true })
export class LimitReachedError extends UserError {
  @Field(() => String, { description: 'The limit, in its own unit; a decimal number, as it may pass 32 bits.' })
  limit!: string;

  @Field(() => String, { description: 'How much of it is used.' })
  used!: string;
}

@ObjectType({
  implements: UserError,
  description: 'No seat is free. End a role of somebody who needs it no longer, or raise the cap.',
  simpleResolvers: true,
})
export class SeatLimitReachedError extends UserError {
  @Field(() => Int, { description: 'The cap.' })
  limit!: number;

  @Field(() => Int, { description: 'How many seats are taken.' })
  used!: number;
}

@ObjectType({
  implements: UserError,
  description: 'The uploaded file is not the one that was declared. It was removed; stage a new upload.',
  simpleResolvers: true,
})
export class UploadMismatchError extends UserError {
  @Field(() => Float, { description: 'The size that was declared, in bytes.' })
  declaredBytes!: number;

  @Field(() => Float, { nullable: true, description: 'The size that was measured, in bytes.' })
  measuredBytes!: number | null;

  @Field(() => String, { description: 'The media type that was declared.' })
  declaredType!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The media type that was detected; null where it is none known.',
  })
  detectedType!: string | null;
}

@ObjectType({
  implements: UserError,
  description:
    'The action asks for a more recent second factor. Send the person to the identity provider with these values, and do it again with the new token (RFC 9470).',
  simpleResolvers: true,
})
export class SecondFactorRequiredError extends UserError {
  @Field(() => String, { description: 'The action, such as `role.grant`.' })
  action!: string;

  @Field(() => Int, {
    description: 'How old the second factor may be, in seconds: `max_age` of the authorization request.',
  })
  maxAge!: number;

  @Field(() => String, { description: '`acr_values` of the authorization request: sign-ins with a second factor.' })
  acrValues!: string;

  @Field(() => Date, { nullable: true, description: 'When one was last presented for this token; null without.' })
  lastAt!: Date | null;
}

@ObjectType({
  implements: UserError,
  description:
    'The tenant has objected to a sub-processor that is needed for it, or has not accepted one yet, so its data is not handed over.',
  simpleResolvers: true,
})
export class SubProcessorNotAcceptedError extends UserError {
  @Field(() => String, { description: 'Which: their names, with commas between them.' })
  subProcessors!: string;
}

/** The members of the interface that carry facts, by code; every other code is a PlainError. */
const members: Partial<Record<RefusalCode, string>> = {
  STALE_VERSION: 'StaleVersionError',
  DOCUMENT_CHANGED: 'DocumentChangedError',
  ANNEX_NOT_ACKNOWLEDGED: 'AnnexNotAcknowledgedError',
  OWNED_BY_SOURCE: 'OwnedBySourceError',
  NOT_CORRECTABLE: 'NotCorrectableError',
  QUOTA_EXCEEDED: 'LimitReachedError',
  SEAT_LIMIT_REACHED: 'SeatLimitReachedError',
  UPLOAD_MISMATCH: 'UploadMismatchError',
  SECOND_FACTOR_REQUIRED: 'SecondFactorRequiredError',
  SUB_PROCESSOR_NOT_ACCEPTED: 'SubProcessorNotAcceptedError',
};

export const userErrorTypes = [
  PlainError,
  StaleVersionError,
  DocumentChangedError,
  AnnexNotAcknowledgedError,
  OwnedBySourceError,
  NotCorrectableError,
  LimitReachedError,
  SeatLimitReachedError,
  UploadMismatchError,
  SecondFactorRequiredError,
  SubProcessorNotAcceptedError,
] as const;

/** A refusal as the API answers it. */
export function toUserError(reason: RefusalReason, message: string): UserError {
  return {
    ...reason.facts,
    typeName: members[reason.code] ?? 'PlainError',
    message,
    field: reason.field ?? [],
    code: reason.code,
  };
}

/** The base of every mutation's payload. */
@ObjectType({ simpleResolvers: true })
export abstract class Payload {
  @Field(() => [UserError], { description: 'Expected refusals; empty when the whole mutation took effect.' })
  userErrors?: UserError[];
}
