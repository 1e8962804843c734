import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { OperationContext } from '../context.js';
import { HttpFault } from '../http/http-fault.js';
import { carryOut, type HttpEdge } from '../http/route.js';
import { sendFault } from '../http/send-fault.js';
import { answeredError } from './answered-errors.js';
import type { FaultTexts } from './faults.js';
import { answerType } from './media-types.js';

export interface GraphQLRouteOptions extends HttpEdge {
  readonly server: ApolloServer<OperationContext>;
}

interface Answer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: string;
}

const PATH = '/graphql';
const ALLOWED = 'GET, POST, HEAD';

function headersOf(request: FastifyRequest, accepted: string): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set('accept', accepted);
  // Another site's page can send a plain GET, but without a cookie it brings nobody's rights along: nothing to forge.
  if (request.method !== 'POST' && request.headers.cookie === undefined)
    headers.set('apollo-require-preflight', 'true');
  return headers;
}

/** Refuses what is no GraphQL request before anything is opened or executed; answers the media type of the answer. */
function negotiate(request: FastifyRequest): string {
  const accepted = answerType(request.headers.accept);
  if (accepted === null) throw new HttpFault(406, 'BAD_REQUEST', 'request.notAcceptable');
  if (request.method !== 'POST') return accepted;
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new HttpFault(415, 'BAD_REQUEST', 'request.contentType');
  if (Array.isArray(request.body)) throw new HttpFault(400, 'BAD_REQUEST', 'request.batch');
  return accepted;
}

/**
 * The answer in the form that its status asks for. Errors of an HTTP request that was refused get their final form here;
 * and a client that only knows `application/json` is told of mistakes in the operation with 200, as GraphQL over HTTP has it.
 */
function finished(answer: Answer, accepted: string, texts: FaultTexts): Answer {
  if (answer.status < 400) return answer;
  const { errors = [], ...rest } = JSON.parse(answer.body) as { errors?: GraphQLFormattedError[] };
  const final = errors.map((error) => (error.extensions?.['requestId'] ? error : answeredError(error, error, texts)));
  const inOperation = answer.status === 400 && final.every(({ extensions }) => extensions?.['code'] !== 'BAD_REQUEST');
  return {
    ...answer,
    status: accepted === 'application/json' && inOperation ? 200 : answer.status,
    body: JSON.stringify({ errors: final, ...rest }),
  };
}

/** `/graphql`, a thin route over Apollo: the answer leaves only after the transaction has been committed. */
export function registerGraphQL(app: FastifyInstance, options: GraphQLRouteOptions): void {
  const { server, report, textsFor } = options;

  const execute = async (request: FastifyRequest, accepted: string, context: OperationContext): Promise<Answer> => {
    const query = request.url.indexOf('?');
    const response = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method === 'HEAD' ? 'GET' : request.method,
        headers: headersOf(request, accepted),
        body: request.body,
        search: query < 0 ? '' : request.url.slice(query),
      },
      context: async () => context,
    });
    if (response.body.kind !== 'complete') throw new Error('incremental delivery is not supported');
    return { status: response.status ?? 200, headers: response.headers, body: response.body.string };
  };

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      const accepted = negotiate(request);
      const answer = await carryOut(options, request, async (context) =>
        finished(await execute(request, accepted, context), accepted, textsFor(request)),
      );
      for (const [name, value] of answer.headers) void reply.header(name, value);
      return await reply.code(answer.status).send(answer.body);
    } catch (error) {
      return sendFault(reply, error, textsFor(request), report);
    }
  };

  app.route({ method: ['GET', 'POST'], url: PATH, handler: handle });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: PATH,
    handler: async (request, reply) => {
      const fault = new HttpFault(405, 'BAD_REQUEST', 'request.method', { allowed: ALLOWED }, { allow: ALLOWED });
      return sendFault(reply, fault, textsFor(request), report);
    },
  });
}
