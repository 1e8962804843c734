import { connect, type Socket } from 'node:net';

/** One request as it goes over the wire, and what becomes of its answer. */
export interface Shot {
  readonly path: string;
  readonly token: string;
  readonly body: string;
  /** Told the answer's body, for what the next request needs of it; throws where the answer is not what was asked for. */
  readonly done: (body: string) => void;
}

export interface Measure {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds from the first byte sent to the last received, of every request. */
  readonly latencies: readonly number[];
}

/** Gives each connection its requests, one after the other. */
export type Shots = (connection: number) => () => Shot;

function message(port: number, shot: Shot): string {
  return `POST ${shot.path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\naccept: application/json\r\nauthorization: Bearer ${shot.token}\r\ncontent-length: ${Buffer.byteLength(shot.body)}\r\n\r\n${shot.body}`;
}

/** The body of a whole answer, or null while it is still arriving. */
function bodyOf(bytes: Buffer): string | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without content-length: ${head}`);
  if (bytes.length < end + 4 + Number(length)) return null;
  const body = bytes.toString('utf8', end + 4);
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`${head}\n${body}`);
  return body;
}

function shoot(socket: Socket, port: number, shot: Shot): Promise<string> {
  return new Promise((resolve, reject) => {
    let bytes: Buffer = Buffer.alloc(0);
    const finish = (outcome: () => void): void => {
      socket.off('data', onData).off('error', onEnd).off('close', onEnd);
      outcome();
    };
    const onEnd = (error?: unknown): void =>
      finish(() => reject(error instanceof Error ? error : new Error('the server closed the connection')));
    const onData = (chunk: Buffer): void => {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      try {
        const body = bodyOf(bytes);
        if (body !== null) finish(() => resolve(body));
      } catch (error) {
        onEnd(error);
      }
    };
    socket.on('data', onData).on('error', onEnd).on('close', onEnd);
    socket.write(message(port, shot));
  });
}

/** Sends one request on a connection of its own. */
export async function once(port: number, shot: Shot): Promise<string> {
  const socket = await open(port);
  try {
    return await shoot(socket, port, shot);
  } finally {
    socket.destroy();
  }
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });
}

/** Sends requests over kept connections, each waiting for its answer before the next, until the time is over. */
export async function load(port: number, connections: number, milliseconds: number, shots: Shots): Promise<Measure> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const latencies: number[] = [];
  const start = performance.now();
  const deadline = start + milliseconds;
  try {
    await Promise.all(
      sockets.map(async (socket, connection) => {
        const next = shots(connection);
        for (let sent = performance.now(); sent < deadline; sent = performance.now()) {
          const shot = next();
          shot.done(await shoot(socket, port, shot));
          latencies.push(performance.now() - sent);
        }
      }),
    );
    return { requests: latencies.length, seconds: (performance.now() - start) / 1000, latencies };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}
