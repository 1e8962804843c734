import type { IncomingMessage } from 'node:http';
import type { Server } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { closeCodes } from './subscription-socket.js';

/** The socket behind a protocol's context, and the request that became it. */
export interface SocketOrigin {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

/** What may wait for a client that does not read; its own messages would otherwise fill the memory with answers. */
const MAXIMUM_UNREAD_BYTES = 1024 * 1024;

const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString();

/** Ends a socket whose client has not answered a ping by the time of the next one. */
function keepAlive(socket: WebSocket, pingMs: number): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingMs);
  socket.on('pong', () => {
    answered = true;
  });
  socket.once('close', () => clearInterval(timer));
}

/**
 * Hands a socket's messages to the protocol. The library's own way to do this prints what goes wrong past the process's
 * log; here it is reported, or, where a client merely went away, nobody's matter.
 */
export function carry(
  protocol: Server<SocketOrigin>,
  { socket, request }: SocketOrigin,
  { pingMs, report }: { readonly pingMs: number; readonly report: (error: unknown) => void },
): void {
  const failed = (error: unknown): void => {
    report(error);
    socket.close(closeCodes.internal);
  };
  const endIfUnread = (): void => {
    if (socket.bufferedAmount > MAXIMUM_UNREAD_BYTES) socket.terminate();
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // Whoever is gone is told nothing more, which is no error.
      send: (data) => new Promise((resolve) => socket.send(data, () => resolve())),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (handle) => {
        socket.on('message', (data) => {
          endIfUnread();
          handle(textOf(data)).catch(failed);
        });
      },
    },
    { socket, request },
  );
  socket.on('ping', endIfUnread);
  socket.once('close', (code, reason) => {
    closed(code, reason.toString()).catch(report);
  });
  keepAlive(socket, pingMs);
}
