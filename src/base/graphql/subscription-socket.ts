import type { WebSocket } from 'ws';

/** What the client said of itself when it connected. */
export interface SubscriptionCaller {
  readonly authorization: string | undefined;
  readonly acceptLanguage: string | undefined;
  /** The unit to which it narrows what it asks for. */
  readonly unit: string | undefined;
  /** The access by which staff of the processor read in a tenant. */
  readonly lockbox: string | undefined;
  readonly address: string;
}

/** How many sockets and subscriptions may be open, and for how long a socket may be of no use. */
export interface SocketBounds {
  /** Sockets of one address, signed in or not; 0 is without limit. */
  readonly perAddress: number;
  /** Sockets of one signed-in identity, from wherever; 0 is without limit. */
  readonly perIdentity: number;
  /** Subscriptions that run on one socket. */
  readonly subscriptions: number;
  /** Within which a client must say who it is. */
  readonly initMs: number;
  /** After which a socket is asked whether it is still there, and again after which it must have answered. */
  readonly pingMs: number;
  /** After which a socket without a subscription is closed. */
  readonly idleMs: number;
}

/**
 * Each subscription looks into the database twice a second, so that sockets bound what one caller asks of it: a person has
 * a few tabs and devices, while a school or company may share one address.
 */
export const usualSocketBounds: SocketBounds = {
  perAddress: 200,
  perIdentity: 10,
  subscriptions: 20,
  initMs: 3_000,
  pingMs: 15_000,
  idleMs: 60_000,
};

/** Codes of WebSocket (RFC 6455 and IANA's registry) and of graphql-transport-ws. */
export const closeCodes = {
  normal: 1000,
  goingAway: 1001,
  tryAgainLater: 1013,
  forbidden: 4403,
  tooMany: 4429,
  internal: 4500,
} as const;

/** How many of something each key has, up to a maximum; 0 is without limit. */
export class Tally {
  private readonly counts = new Map<string, number>();

  constructor(private readonly maximum: number) {}

  /** Adds one; answers how to take it away again, once, or null where it would be one too many. */
  enter(key: string): (() => void) | null {
    const count = this.counts.get(key) ?? 0;
    if (this.maximum > 0 && count >= this.maximum) return null;
    this.counts.set(key, count + 1);
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      const left = (this.counts.get(key) ?? 1) - 1;
      if (left > 0) this.counts.set(key, left);
      else this.counts.delete(key);
    };
  }
}

/** What a timer can be set to; a token that lasts longer than the 24 days of it signs in anew. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One socket that has said who it is: what runs on it, and until when it may stay. */
export class SubscriptionSocket {
  private running = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: WebSocket,
    readonly caller: SubscriptionCaller,
    private readonly bounds: SocketBounds,
  ) {
    this.rest();
    socket.once('close', () => clearTimeout(this.idle));
  }

  /** Closes the socket when its token has expired. */
  endIn(milliseconds: number): void {
    const expire = (): void => this.socket.close(closeCodes.forbidden, 'UNAUTHENTICATED');
    const timer = setTimeout(expire, Math.min(Math.max(milliseconds, 0), LONGEST_TIMER_MS));
    this.socket.once('close', () => clearTimeout(timer));
  }

  /** Counts a subscription; answers false where it would be one too many. */
  begin(): boolean {
    if (this.running >= this.bounds.subscriptions) return false;
    this.running += 1;
    clearTimeout(this.idle);
    return true;
  }

  end(): void {
    this.running -= 1;
    if (this.running === 0) this.rest();
  }

  private rest(): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.idle = setTimeout(() => this.socket.close(closeCodes.normal, 'IDLE'), this.bounds.idleMs);
  }
}
