import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import WebSocket from 'ws';

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A socket with nothing of a client about it, and what it was told. */
export class RawSocket {
  private static readonly opened: WebSocket[] = [];

  readonly told: Message[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;

  constructor(readonly socket: WebSocket) {
    RawSocket.opened.push(socket);
    socket.on('message', (data: Buffer) => this.told.push(JSON.parse(data.toString()) as Message));
    this.closed = once(socket, 'close').then(([code, reason]) => ({ code: Number(code), reason: String(reason) }));
  }

  /** Ends what a test has left open. */
  static terminateAll(): void {
    for (const socket of RawSocket.opened.splice(0)) socket.terminate();
  }

  static async open(url: string): Promise<RawSocket> {
    const raw = new RawSocket(new WebSocket(url, 'graphql-transport-ws'));
    await once(raw.socket, 'open');
    return raw;
  }

  /** Connects and says who it is; answers once that was acknowledged or the socket was closed. */
  static async connect(url: string, payload: object = {}): Promise<RawSocket> {
    const raw = await RawSocket.open(url);
    raw.send({ type: 'connection_init', payload });
    await Promise.race([once(raw.socket, 'message'), raw.closed]);
    return raw;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, operation: string): void {
    const query = 'subscription($id: ID!) { operationProgress(id: $id) { state } }';
    this.send({ type: 'subscribe', id, payload: { query, variables: { id: operation } } });
  }

  /** The messages of one subscription, once there are so many. */
  async of(id: string, count: number): Promise<Message[]> {
    for (let i = 0; i < 200; i += 1) {
      const found = this.told.filter((message) => message.id === id);
      if (found.length >= count) return found;
      await wait(25);
    }
    throw new Error(`Told in vain: ${JSON.stringify(this.told)}`);
  }
}
