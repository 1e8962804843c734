import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { OperationContext } from '../context.js';
import { Fault, type FaultCode } from '../errors.js';
import { answeredError } from './answered-errors.js';
import { type FaultTexts, toGraphQLError } from './faults.js';
import { limitRules, operationLimits } from './limits.js';
import { refusedOperation } from './operation-checks.js';

/** What a subscription is given: a context of its own for each time it looks, with the rights as they are then. */
export interface SubscriptionContext {
  fresh(): Promise<OperationContext>;
}

/** Does work of a subscription in a request of its own, which ends with it. */
export async function inRequest<Result>(
  subscription: SubscriptionContext,
  work: (context: OperationContext) => Promise<Result>,
): Promise<Result> {
  const context = await subscription.fresh();
  let outcome: 'commit' | 'rollback' = 'rollback';
  try {
    await context.open('subscription');
    const result = await work(context);
    outcome = 'commit';
    return result;
  } finally {
    await context.close(outcome);
  }
}

/** What the client said of itself when it connected. */
export interface SubscriptionCaller {
  readonly authorization: string | undefined;
  readonly acceptLanguage: string | undefined;
  readonly address: string;
}

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly createContext: (caller: SubscriptionCaller) => Promise<OperationContext>;
  /** Counts a subscription as a request of its caller; throws a fault where the token does not hold or it is one too many. */
  readonly admit: (caller: SubscriptionCaller) => Promise<void>;
  /** The caller's address, past the proxies that are trusted. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** In which words refusals are told to a client with these `acceptLanguage` connection parameters. */
  readonly textsFor: (acceptLanguage: string | undefined) => FaultTexts;
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
  const ended = (socket: object): void => void subscribed.set(socket, Math.max(0, (subscribed.get(socket) ?? 1) - 1));
  const disposable = useServer(
    {
      connectionInitWaitTimeout: INIT_TIMEOUT_MS,
      onSubscribe: async ({ extra, connectionParams }, _id, payload) => {
        const caller: SubscriptionCaller = {
          authorization: text(connectionParams?.['authorization']),
          acceptLanguage: text(connectionParams?.['acceptLanguage']),
          address: options.addressOf(extra.request),
        };
        const texts = options.textsFor(caller.acceptLanguage);
        const open = (subscribed.get(extra.socket) ?? 0) + 1;
        if (open > MAXIMUM_PER_CONNECTION) {
          return told(new Fault('LIMIT_EXCEEDED', 'limit.subscriptions', { maximum: MAXIMUM_PER_CONNECTION }), texts);
        }
        const prepared = prepare(options.schema, payload, texts);
        if (Array.isArray(prepared)) return prepared;
        subscribed.set(extra.socket, open);
        try {
          await options.admit(caller);
        } catch (error) {
          ended(extra.socket);
          if (error instanceof Fault) return told(error, texts);
          throw error;
        }
        const contextValue: SubscriptionContext = { fresh: () => options.createContext(caller) };
        return { ...prepared, contextValue };
      },
      onComplete: ({ extra }) => {
        ended(extra.socket);
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

const told = (fault: Fault, texts: FaultTexts): GraphQLError[] => [toGraphQLError(fault, texts, () => undefined)];

/** Errors of the GraphQL library, in the form that every answer of the API has. */
const final = (errors: readonly GraphQLError[], code: FaultCode, texts: FaultTexts): GraphQLError[] =>
  errors.map((error) => {
    const { message, extensions = {} } = answeredError({ ...error.toJSON(), extensions: { code } }, error, texts);
    return new GraphQLError(message, { nodes: error.nodes ?? null, extensions });
  });

type Prepared = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>;

function prepare(schema: GraphQLSchema, payload: SubscribePayload, texts: FaultTexts): GraphQLError[] | Prepared {
  const { query, operationName = null, variables } = payload;
  const variableValues = variables ?? {};
  let document: DocumentNode;
  try {
    document = parse(query, { maxLexicalTokens: MAXIMUM_TOKENS });
  } catch (error) {
    const syntax = error instanceof GraphQLError ? error : new GraphQLError('The operation cannot be read.');
    return final([syntax], 'GRAPHQL_PARSE_FAILED', texts);
  }
  const errors = validate(schema, document, [...specifiedRules, ...limitRules], { maxErrors: operationLimits.errors });
  if (errors.length > 0) return final(errors, 'GRAPHQL_VALIDATION_FAILED', texts);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    return told(new Fault('BAD_REQUEST', 'request.onlySubscriptions'), texts);
  }
  const fault = refusedOperation(schema, document, operation, variableValues);
  return fault ? told(fault, texts) : { schema, document, operationName, variableValues };
}
