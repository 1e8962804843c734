import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { Fault, type FaultCode, faultCodes } from '../errors.js';
import { type FaultTexts, toGraphQLError } from './faults.js';
import { operationLimits } from './limits.js';

/** Codes of the GraphQL server that say the same as one of ours. */
const sameAs: Readonly<Record<string, FaultCode>> = {
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
};

/** Mistakes that the GraphQL server finds and explains in English. */
const malformed = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/** Our own fault, however often libraries have wrapped it. */
function faultInside(error: unknown): Fault | null {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; depth += 1) {
    if (inner instanceof Fault) return inner;
    inner = 'originalError' in inner ? inner.originalError : undefined;
  }
  return null;
}

/** Told by the parser as a mistake of syntax, which it is not. */
const isTokenLimit = ({ message }: GraphQLFormattedError): boolean => / more tha[nt] \d+ tokens/.test(message);

/** Where a variable has a value that does not fit: its name, and the way to the value; null for any other mistake. */
function wrongVariable({ message, extensions }: GraphQLFormattedError): string[] | null {
  const name = /^Variable "\$(\w+)"/.exec(message)?.[1];
  if (!name || extensions?.['requestId'] !== undefined) return null;
  const at = / at "([^"]+)"; /.exec(message)?.[1];
  return (at ?? name).split(/[.[\]]+/).filter(Boolean);
}

/**
 * One error as the API answers it: a code of the closed set, our own messages in the caller's language, and the id of the
 * request to quote. `formatted` is what the GraphQL server would answer, `error` what it was given.
 */
export function answeredError(
  formatted: GraphQLFormattedError,
  error: unknown,
  texts: FaultTexts,
): GraphQLFormattedError {
  const { locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const answer = (message: string, code: FaultCode, more: object = {}): GraphQLFormattedError => ({
    message,
    ...place,
    extensions: { ...more, code, requestId: texts.requestId },
  });
  const fault = faultInside(error);
  if (fault) {
    return answer(texts.text(fault.messageKey, fault.parameters), fault.code, fault.field && { field: fault.field });
  }
  const told = String(formatted.extensions?.['code']);
  if (told === 'GRAPHQL_PARSE_FAILED' && isTokenLimit(formatted)) {
    return answer(texts.text('limit.tokens', { maximum: operationLimits.tokens }), 'LIMIT_EXCEEDED');
  }
  const code = sameAs[told] ?? faultCodes.find((known) => known === told);
  const field = formatted.extensions?.['field'];
  const variable = told === 'BAD_USER_INPUT' ? wrongVariable(formatted) : null;
  if (variable)
    return answer(texts.text('malformed.variable', { at: variable.join('.') }), 'BAD_USER_INPUT', {
      field: variable,
      detail: formatted.message,
    });
  if (code) {
    // What the library finds wrong is for whoever writes the operation; what kind of mistake it is, is said in words.
    const isOurs = formatted.extensions?.['requestId'] !== undefined || !malformed.has(told);
    const message = isOurs ? formatted.message : `${texts.text(`malformed.${told}`)} ${formatted.message}`;
    return answer(message, code, Array.isArray(field) ? { field: field as unknown[] } : {});
  }
  // Reported when it arose; here it only gets the caller's language.
  const masked = toGraphQLError(unwrapResolverError(error), texts, () => undefined);
  return answer(masked.message, masked.extensions['code'] as FaultCode);
}
