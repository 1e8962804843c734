import { GraphQLError } from 'graphql';
import type { DatabaseError } from 'pg';
import { ArgumentValidationError } from 'type-graphql';
import { QueryFailedError } from 'typeorm';
import { Fault, type FaultCode, isGraphQLError, Refusal, type RefusalReason } from '../errors.js';
import type { MessageParameters } from '../messages.js';

/** What may be told of a fault: a code of the closed set, a translated message, and the request's id to quote. */
export interface FaultTexts {
  readonly requestId: string;
  text(key: string, parameters?: MessageParameters): string;
}

const sqlStates: readonly (readonly [RegExp, FaultCode, string])[] = [
  [/^22/, 'BAD_USER_INPUT', 'badInput'],
  [/^(40001|40P01|55P03)$/, 'CONFLICT', 'tryAgain'],
  [/^(57014)$/, 'LIMIT_EXCEEDED', 'tookTooLong'],
  [/^(08|53|57P)/, 'UNAVAILABLE', 'unavailable'],
];

/** Finds what an error means to the caller; whatever is not expected is INTERNAL and tells nothing. */
function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (/^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND)$/.test(code))
    return new Fault('UNAVAILABLE', 'unavailable');
  // The pool's own error has no code: every connection was held for as long as a request waits for one.
  if (cause instanceof Error && cause.message.includes('timeout exceeded when trying to connect')) {
    return new Fault('UNAVAILABLE', 'tryLater');
  }
  const known = sqlStates.find(([pattern]) => /^[0-9A-Z]{5}$/.test(code) && pattern.test(code));
  return known ? new Fault(known[1], known[2]) : new Fault('INTERNAL', 'internal');
}

/** A fault as the API answers it. `report` is told of what was not expected. */
export function toGraphQLError(error: unknown, texts: FaultTexts, report: (error: unknown) => void): GraphQLError {
  if (isGraphQLError(error) && error.extensions['code']) return error;
  const fault = faultOf(error);
  if (fault.code === 'INTERNAL') report(error);
  return new GraphQLError(texts.text(fault.messageKey, fault.parameters), {
    extensions: { ...(fault.field && { field: fault.field }), code: fault.code, requestId: texts.requestId },
  });
}

interface Violation {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly Violation[];
}

function violations(found: readonly Violation[], path: readonly string[]): RefusalReason[] {
  return found.flatMap((violation) => {
    const field = [...path, violation.property];
    const own = Object.keys(violation.constraints ?? {}).map(
      (constraint): RefusalReason => ({ code: 'INVALID', messageKey: `invalid.${constraint}`, field }),
    );
    return [...own, ...violations(violation.children ?? [], field)];
  });
}

/** By which the database refuses what a rule of its own forbids: the message is a key, the detail its facts as JSON. */
const REFUSED_BY_RULE = 'VR001';

function ruleOf(error: unknown): readonly RefusalReason[] | null {
  const cause = (error instanceof QueryFailedError ? error.driverError : error) as Partial<DatabaseError> | null;
  if (cause?.code !== REFUSED_BY_RULE || !cause.message) return null;
  const facts = JSON.parse(cause.detail ?? '{}') as NonNullable<RefusalReason['facts']>;
  return [{ code: 'CONFLICT', messageKey: cause.message, field: ['input'], facts }];
}

/** The refusal behind an error, if it is one: thrown by a service, by the validation of an input, or by the database. */
export function refusalOf(error: unknown): readonly RefusalReason[] | null {
  if (error instanceof Refusal) return error.reasons;
  if (error instanceof ArgumentValidationError) {
    return violations(error.extensions['validationErrors'], ['input']);
  }
  return ruleOf(error);
}
