import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { OperationContext } from '../context.js';
import { Fault } from '../errors.js';
import { callerKey } from '../http/caller-key.js';
import type { Identity } from '../viewer.js';
import { type FaultTexts, toGraphQLError } from './faults.js';
import { type ErrorReports, prepareSubscription, runSubscription, told } from './subscription-operation.js';
import {
  closeCodes,
  type SocketBounds,
  type SubscriptionCaller,
  SubscriptionSocket,
  Tally,
} from './subscription-socket.js';
import { carry, type SocketOrigin } from './subscription-transport.js';

/** What a subscription is given: a context of its own for each time it looks, with the rights as they are then. */
export interface SubscriptionContext {
  fresh(): Promise<OperationContext>;
  /** In which words its errors are told, and under which id: that of each of its requests. */
  readonly texts: FaultTexts;
  /** Aborted when the client has ended the subscription or is gone. */
  readonly stop: AbortController;
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

export interface SubscriptionOptions extends ErrorReports {
  readonly schema: GraphQLSchema;
  readonly bounds: SocketBounds;
  readonly createContext: (caller: SubscriptionCaller, requestId: string) => Promise<OperationContext>;
  /** Who calls, null without a token. Counts as a request; throws a fault where the token does not hold or it is one too many. */
  readonly signIn: (caller: SubscriptionCaller) => Promise<Identity | null>;
  /** The caller's address, past the proxies that are trusted. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** In which words errors are told to a client with these `acceptLanguage` connection parameters. */
  readonly textsFor: (acceptLanguage: string | undefined, requestId: string) => FaultTexts;
  readonly now: () => Date;
}

const PATH = '/graphql';
const MAXIMUM_MESSAGE_BYTES = 64 * 1024;
const MAXIMUM_CONNECTIONS = 2_000;
/** After which a socket that was closed is ended, whether the client has agreed or not. */
const CLOSING_MS = 2_000;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= 10_000 ? value : undefined;

/** A token that is none must be told so, and not be taken for nobody's. */
const credentials = (value: unknown): string | undefined => (value == null ? undefined : (text(value) ?? ''));

/** How a socket is closed for a fault, by the code of the fault. */
const closingCodes: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: closeCodes.forbidden,
  RATE_LIMITED: closeCodes.tooMany,
  LIMIT_EXCEEDED: closeCodes.tooMany,
  UNAVAILABLE: closeCodes.tryAgainLater,
};

function close(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), CLOSING_MS);
  socket.once('close', () => clearTimeout(timer));
}

/** Answers what is no WebSocket for us; the client may be gone already. */
function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/**
 * Subscriptions over WebSocket, after the graphql-transport-ws protocol, at the address of the API. The client gives
 * `authorization` (and `acceptLanguage`, `unit` for `Varde-Unit`, `lockbox` for `Varde-Lockbox`) as connection parameters; a token that does not hold closes the socket (4403), as
 * does its expiry, and too many sockets or requests close it with 4429. Queries and mutations go over HTTP.
 */
export function serveSubscriptions(server: Server, options: SubscriptionOptions): () => Promise<void> {
  const { bounds, schema } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAXIMUM_MESSAGE_BYTES, handleProtocols });
  const addresses = new Tally(bounds.perAddress);
  const identities = new Tally(bounds.perIdentity);
  const signedIn = new WeakMap<WebSocket, SubscriptionSocket>();

  /** Signs the caller in, if it gives a token; throws a fault where the socket must not stay. */
  const admit = async (socket: WebSocket, caller: SubscriptionCaller): Promise<boolean> => {
    const identity = await options.signIn(caller);
    if (socket.readyState !== socket.OPEN) return false;
    if (identity) {
      const leave = identities.enter(`${identity.issuer} ${identity.subject}`);
      if (!leave) throw new Fault('LIMIT_EXCEEDED', 'rateLimited');
      socket.once('close', leave);
    }
    const held = new SubscriptionSocket(socket, caller, bounds);
    if (identity) held.endIn(identity.expiresAt.getTime() - options.now().getTime());
    signedIn.set(socket, held);
    return true;
  };

  const protocol = makeServer<Record<string, unknown>, SocketOrigin>({
    connectionInitWaitTimeout: bounds.initMs,
    onConnect: async ({ extra: { socket, request }, connectionParams }) => {
      const caller: SubscriptionCaller = {
        authorization: credentials(connectionParams?.['authorization']),
        acceptLanguage: text(connectionParams?.['acceptLanguage']),
        unit: credentials(connectionParams?.['unit']),
        lockbox: credentials(connectionParams?.['lockbox']),
        address: options.addressOf(request),
      };
      try {
        return await admit(socket, caller);
      } catch (error) {
        const texts = options.textsFor(caller.acceptLanguage, randomUUID());
        const code = String(toGraphQLError(error, texts, options.report).extensions['code']);
        options.onError(code);
        close(socket, closingCodes[code] ?? closeCodes.internal, code);
        return false;
      }
    },
    onSubscribe: async ({ extra: { socket } }, _id, payload) => {
      const held = signedIn.get(socket);
      const requestId = randomUUID();
      const texts = options.textsFor(held?.caller.acceptLanguage, requestId);
      if (!held) return told(new Fault('UNAUTHENTICATED', 'signInRequired'), texts);
      if (!held.begin()) {
        return told(new Fault('LIMIT_EXCEEDED', 'limit.subscriptions', { maximum: bounds.subscriptions }), texts);
      }
      const prepared = await options
        .signIn(held.caller)
        // Counted first: what cannot be carried out costs reading it as well.
        .then(() => prepareSubscription(schema, payload, texts))
        .catch((error: unknown) => [toGraphQLError(error, texts, options.report)]);
      if (Array.isArray(prepared)) {
        held.end();
        return prepared;
      }
      const contextValue: SubscriptionContext = {
        fresh: () => options.createContext(held.caller, requestId),
        texts,
        stop: new AbortController(),
      };
      return { ...prepared, contextValue };
    },
    subscribe: (args) => runSubscription(args, args.contextValue as SubscriptionContext, options),
    onComplete: ({ extra: { socket } }) => signedIn.get(socket)?.end(),
  });

  const connect = (client: WebSocket, request: IncomingMessage): void => {
    // The library closes the socket of a client that breaks the rules; an error without a listener would end the process.
    client.on('error', () => undefined);
    const leave = addresses.enter(callerKey(options.addressOf(request)));
    if (!leave) {
      close(client, closeCodes.tooMany, 'LIMIT_EXCEEDED');
      return;
    }
    client.once('close', leave);
    carry(protocol, { socket: client, request }, { pingMs: bounds.pingMs, report: options.report });
  };
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const [path] = (request.url ?? '').split('?');
    if (path !== PATH) refuse(socket, '404 Not Found');
    else if (sockets.clients.size >= MAXIMUM_CONNECTIONS) refuse(socket, '503 Service Unavailable');
    else sockets.handleUpgrade(request, socket, head, (client) => connect(client, request));
  };
  server.on('upgrade', upgrade);
  return async () => {
    server.off('upgrade', upgrade);
    for (const client of sockets.clients) close(client, closeCodes.goingAway, 'GOING_AWAY');
    await new Promise<void>((resolve) => sockets.close(() => resolve()));
  };
}
