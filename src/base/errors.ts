import { GraphQLError } from 'graphql';

/**
 * The closed set of codes of top-level `errors`: faults, sign-in, limits and malformed operations. The two with the prefix
 * GRAPHQL_ are told by the GraphQL library, in English, to the developer of a client.
 */
export const faultCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'LIMIT_EXCEEDED',
  'RATE_LIMITED',
  'CONFLICT',
  'UNAVAILABLE',
  'INTERNAL',
  'BAD_REQUEST',
  'NOT_FOUND',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/**
 * A fault that ends the operation. `messageKey` is a key of the message catalogue, `parameters` its values, `field` the path
 * into the input that it is about.
 */
export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    readonly messageKey: string,
    readonly parameters: Record<string, string | number> = {},
    readonly field?: readonly string[],
  ) {
    super(messageKey);
    this.name = 'Fault';
  }
}

/**
 * What a transaction assumed when it was begun does not hold: it is rolled back, and what it was for is done again. Only
 * somebody who changed it at the same moment twice is told of it.
 */
export class OutdatedAssumption extends Fault {
  constructor() {
    super('CONFLICT', 'tryAgain');
  }
}

/** The codes of expected refusals, answered as data in `userErrors`. Codes never change; messages are translated. */
export const refusalCodes = [
  'INVALID',
  'NOT_FOUND',
  'FORBIDDEN',
  'STALE_VERSION',
  'DOCUMENT_CHANGED',
  'ANNEX_NOT_ACKNOWLEDGED',
  'OWNED_BY_SOURCE',
  'NOT_CORRECTABLE',
  'SUPERFLUOUS',
  'SEAT_LIMIT_REACHED',
  'ALREADY_EXISTS',
  'QUOTA_EXCEEDED',
  'EXPIRED',
  'LAST_CONTROLLER',
  'CONFLICT',
  'LEGAL_HOLD',
  'UPLOAD_MISMATCH',
  'MALWARE_FOUND',
  'SERVICE_ACCOUNT',
  'SPECIAL_CATEGORY_RULED_OUT',
  'SECOND_FACTOR_REQUIRED',
  'SUB_PROCESSOR_NOT_ACCEPTED',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Facts that a refusal carries beside its code, for user interfaces that say more than the message. */
export interface RefusalFacts {
  readonly [name: string]: string | number | boolean | null;
}

/** One expected refusal: `field` is the path into the input, `messageKey` a key of the message catalogue. */
export interface RefusalReason {
  readonly code: RefusalCode;
  readonly messageKey: string;
  readonly field?: readonly string[];
  readonly facts?: RefusalFacts;
}

/**
 * Thrown by services for what users must expect: a stale version, a missing record, a value that is not theirs.
 * The mutation takes no effect and answers with `userErrors`; the attempt is logged in a transaction of its own.
 */
export class Refusal extends Error {
  readonly reasons: readonly RefusalReason[];

  constructor(...reasons: readonly [RefusalReason, ...RefusalReason[]]) {
    super(reasons[0].messageKey);
    this.name = 'Refusal';
    this.reasons = reasons;
  }
}

/** Missing and forbidden answer alike, so that an id tells nothing about what exists elsewhere. */
export const notFound = (...field: string[]): Refusal =>
  new Refusal({ code: 'NOT_FOUND', messageKey: 'notFound', field });

export const invalid = (messageKey: string, field: readonly string[], facts: RefusalFacts = {}): Refusal =>
  new Refusal({ code: 'INVALID', messageKey, field, facts });

/** A source system owns what was to be changed; `field` is the path into the input. */
export const managedInSource = (source: string, ...field: string[]): Refusal =>
  new Refusal({ code: 'OWNED_BY_SOURCE', messageKey: 'managedInSource', field, facts: { source, requestId: null } });

export const alreadyExists = (messageKey: string, ...field: string[]): Refusal =>
  new Refusal({ code: 'ALREADY_EXISTS', messageKey, field });

/** The record was changed by somebody else since it was read; `currentVersion` lets the client read again and merge. */
export const staleVersion = (currentVersion: number): Refusal =>
  new Refusal({
    code: 'STALE_VERSION',
    messageKey: 'staleVersion',
    field: ['input', 'expectedVersion'],
    facts: { currentVersion },
  });

export const isGraphQLError = (error: unknown): error is GraphQLError => error instanceof GraphQLError;
