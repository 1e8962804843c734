import type { FastifyError, FastifyReply } from 'fastify';
import { Fault } from '../errors.js';
import { type FaultTexts, toGraphQLError } from '../graphql/faults.js';
import { HttpFault, statusOf } from './http-fault.js';

/** Bytes of a request's body. Files do not pass through here, so operations are small. */
export const BODY_LIMIT = 1_048_576;

/** What the HTTP library refuses by itself, in our words. */
function libraryFault(error: FastifyError): Fault | null {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new HttpFault(413, 'LIMIT_EXCEEDED', 'request.tooLarge', { maximum: BODY_LIMIT });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new HttpFault(415, 'BAD_REQUEST', 'request.contentType');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new HttpFault(400, 'BAD_REQUEST', 'request.notJson');
  }
  const status = error.statusCode ?? 500;
  if (status === 400 && error instanceof SyntaxError) return new HttpFault(400, 'BAD_REQUEST', 'request.notJson');
  return status >= 400 && status < 500 ? new HttpFault(status, 'BAD_REQUEST', 'request.malformed') : null;
}

/** Answers a fault outside of GraphQL's own errors, in the same shape: `{ errors: [{ message, extensions }] }`. */
export function sendFault(
  reply: FastifyReply,
  error: unknown,
  texts: FaultTexts,
  report: (error: unknown) => void,
): FastifyReply {
  const known = error instanceof Fault ? error : libraryFault(error as FastifyError);
  const answered = toGraphQLError(known ?? error, texts, report);
  const code = answered.extensions['code'];
  if (code === 'UNAUTHENTICATED') {
    // Who brought no token is asked for one, and told of no error (RFC 6750, 3.1).
    const challenge = reply.request.headers.authorization === undefined ? 'Bearer' : 'Bearer error="invalid_token"';
    void reply.header('www-authenticate', challenge);
  }
  if (known instanceof HttpFault) void reply.headers({ ...known.headers });
  return reply
    .code(known instanceof HttpFault ? known.status : statusOf(code))
    .header('x-request-id', texts.requestId)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [answered] }));
}
