import { createServer } from 'node:net';
import { isErrorCode } from './private-file.js';

/** Another program holds the port that was asked for. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';

  constructor(readonly port: number) {
    super(`Port ${port} of this machine is in use by another program. Choose another one with --port.`);
  }
}

/**
 * Looks whether a port can be had, before anything is started that would have to be stopped again.
 *
 * @throws PortInUseError when another program holds it
 */
export async function requireFreePort(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.on('error', (error) => reject(isErrorCode(error, 'EADDRINUSE') ? new PortInUseError(port) : error));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

/** A TCP port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('This machine gave no free port on 127.0.0.1.'));
      });
    });
  });
}
