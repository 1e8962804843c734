import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationContext } from '../context.js';
import { Fault } from '../errors.js';
import type { HttpEdge } from '../http/route.js';
import { toGraphQLError } from './faults.js';

export interface GraphQLRouteOptions extends HttpEdge {
  readonly server: ApolloServer<OperationContext>;
}

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** `/graphql`, a thin route over Apollo: the answer leaves only after the transaction has been committed. */
export function registerGraphQL(app: FastifyInstance, options: GraphQLRouteOptions): void {
  const { server, report } = options;

  const fail = (request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply => {
    const fault = toGraphQLError(error, options.textsFor(request), report);
    const code = fault.extensions['code'];
    const status = error instanceof Fault && code === 'UNAUTHENTICATED' ? 401 : code === 'UNAVAILABLE' ? 503 : 500;
    if (status === 401) void reply.header('www-authenticate', 'Bearer error="invalid_token"');
    return reply
      .code(status)
      .type('application/json; charset=utf-8')
      .send({ errors: [fault.toJSON()] });
  };

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    let context: OperationContext | undefined;
    try {
      const opened = await options.createContext(request);
      context = opened;
      const query = request.url.indexOf('?');
      const response = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method,
          headers: headersOf(request),
          body: request.body,
          search: query < 0 ? '' : request.url.slice(query),
        },
        context: async () => opened,
      });
      await context.close('commit');
      for (const [name, value] of response.headers) void reply.header(name, value);
      if (response.body.kind !== 'complete') throw new Error('incremental delivery is not supported');
      return await reply.code(response.status ?? 200).send(response.body.string);
    } catch (error) {
      await context?.close('rollback').catch(report);
      return fail(request, reply, error);
    }
  };

  app.route({ method: ['GET', 'POST'], url: '/graphql', handler: handle });
}
