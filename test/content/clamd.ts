import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The string that every scanner takes for malware by agreement (EICAR), put together here so that this file is none. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('');

/** A clamd as far as its INSTREAM command goes: it takes lengths and chunks, and answers as the real one does. */
export class TestClamd {
  /** `hangs up` closes the line in the middle, as a scanner that is being restarted does; `waits` answers when it scans again. */
  mood: 'scans' | 'hangs up' | 'waits' = 'scans';
  /** How many contents were begun. */
  asked = 0;
  readonly scanned: Buffer[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly maximum: number,
  ) {}

  static async start(maximum = 10_000_000): Promise<TestClamd> {
    const server = createServer();
    const clamd = new TestClamd(server, maximum);
    server.on('connection', (socket) => clamd.serve(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return clamd;
  }

  get options(): { readonly host: string; readonly port: number } {
    return { host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    let content = Buffer.alloc(0);
    let begun = false;
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (this.mood === 'hangs up') return void socket.destroy();
      if (!begun) {
        if (received.length < 10) return;
        if (received.subarray(0, 10).toString() !== 'zINSTREAM\0') return void socket.end('UNKNOWN COMMAND\0');
        begun = true;
        this.asked += 1;
        received = received.subarray(10);
      }
      while (received.length >= 4) {
        const length = received.readUInt32BE(0);
        if (length === 0) return void this.answer(socket, content);
        if (received.length < 4 + length) return;
        content = Buffer.concat([content, received.subarray(4, 4 + length)]);
        received = received.subarray(4 + length);
        if (content.length > this.maximum) return void socket.end('INSTREAM size limit exceeded. ERROR\0');
      }
    });
  }

  private async answer(socket: Socket, content: Buffer): Promise<void> {
    while (this.mood === 'waits' && !socket.destroyed) await sleep(20);
    socket.end(this.verdict(content));
  }

  private verdict(content: Buffer): string {
    this.scanned.push(content);
    return content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
  }
}
