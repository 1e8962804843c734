import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { OperationContext } from '../context.js';

/** What a subscription is given: a context of its own for each time it looks, with the rights as they are then. */
export interface SubscriptionContext {
  fresh(): Promise<OperationContext>;
}

/** What the client said of itself when it connected. */
export interface SubscriptionCaller {
  readonly authorization: string | undefined;
  readonly acceptLanguage: string | undefined;
  readonly address: string | null;
}

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly rules: readonly ValidationRule[];
  readonly createContext: (caller: SubscriptionCaller) => Promise<OperationContext>;
}

const PATH = '/graphql';
const MAXIMUM_MESSAGE_BYTES = 64 * 1024;
const MAXIMUM_TOKENS = 1_000;
const MAXIMUM_CONNECTIONS = 1_000;
const MAXIMUM_PER_CONNECTION = 20;
const INIT_TIMEOUT_MS = 5_000;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= 10_000 ? value : undefined;

/**
 * Subscriptions over WebSocket, after the graphql-transport-ws protocol, at the address of the API. The client gives
 * `authorization` (and `acceptLanguage`) as connection parameters. Queries and mutations go over HTTP.
 */
export function serveSubscriptions(server: Server, options: SubscriptionOptions): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAXIMUM_MESSAGE_BYTES });
  const subscribed = new WeakMap<object, number>();
  const disposable = useServer(
    {
      connectionInitWaitTimeout: INIT_TIMEOUT_MS,
      onSubscribe: ({ extra, connectionParams }, _id, payload) => {
        const open = (subscribed.get(extra.socket) ?? 0) + 1;
        if (open > MAXIMUM_PER_CONNECTION)
          return [refusal('LIMIT_EXCEEDED', 'Too many subscriptions on one connection.')];
        const prepared = prepare(options, payload.query, payload.operationName ?? null);
        if (Array.isArray(prepared)) return prepared;
        subscribed.set(extra.socket, open);
        const caller: SubscriptionCaller = {
          authorization: text(connectionParams?.['authorization']),
          acceptLanguage: text(connectionParams?.['acceptLanguage']),
          address: extra.request.socket.remoteAddress ?? null,
        };
        const contextValue: SubscriptionContext = { fresh: () => options.createContext(caller) };
        return { ...prepared, variableValues: payload.variables ?? {}, contextValue };
      },
      onComplete: ({ extra }) => {
        subscribed.set(extra.socket, Math.max(0, (subscribed.get(extra.socket) ?? 1) - 1));
      },
    },
    sockets,
  );
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const [path] = (request.url ?? '').split('?');
    if (path !== PATH || sockets.clients.size >= MAXIMUM_CONNECTIONS) {
      socket.end(
        `HTTP/1.1 ${path === PATH ? '503 Service Unavailable' : '404 Not Found'}\r\nConnection: close\r\n\r\n`,
      );
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  };
  server.on('upgrade', upgrade);
  return async () => {
    server.off('upgrade', upgrade);
    await disposable.dispose();
  };
}

const refusal = (code: string, message: string): GraphQLError => new GraphQLError(message, { extensions: { code } });

function prepare(
  { schema, rules }: SubscriptionOptions,
  query: string,
  operationName: string | null,
): GraphQLError[] | Pick<ExecutionArgs, 'schema' | 'document' | 'operationName'> {
  try {
    const document = parse(query, { maxLexicalTokens: MAXIMUM_TOKENS });
    const errors = validate(schema, document, [...specifiedRules, ...rules], { maxErrors: 10 });
    if (errors.length > 0) return [...errors];
    if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return [refusal('BAD_REQUEST', 'Only subscriptions are served here; queries and mutations go over HTTP.')];
    }
    return { schema, document, operationName };
  } catch (error) {
    return [error instanceof GraphQLError ? error : refusal('BAD_REQUEST', 'The operation cannot be read.')];
  }
}
