import type { Access } from './access.js';
import type { Transaction } from './database/transaction.js';
import type { Locale } from './locale.js';
import type { MessageParameters } from './messages.js';
import type { Reader } from './reading/index.js';
import type { Identity, Viewer } from './viewer.js';

/** A request that has been opened: one viewer, one transaction, one way to ask and to read. */
export interface Context {
  readonly requestId: string;
  readonly locale: Locale;
  readonly now: Date;
  /** The caller's address, kept with the account as a security measure. */
  readonly address: string | null;
  /** Why the viewer looks, from the `Varde-Purpose` header; the role's usual purpose when it is absent. */
  readonly purpose: string | null;
  /** Who the token says is asking, also before there is an account for it; null without a token. */
  readonly identity: Identity | null;
  /** The signed-in viewer; throws UNAUTHENTICATED for anybody else. */
  readonly viewer: Viewer;
  readonly isSignedIn: boolean;
  readonly db: Transaction;
  readonly access: Access;
  readonly read: Reader;
  text(key: string, parameters?: MessageParameters): string;
  /** Has something done once what the request did has taken effect; never when it is rolled back. */
  afterCommit(work: () => void): void;
  /**
   * Lets a mutation wait for something slow while it holds neither a connection nor a lock: what the request did so far is
   * committed, the work is done, and the request goes on in a new transaction, with the viewer's rights read anew. What was
   * read or checked before may no longer be so: check again. `db`, `viewer`, `access` and `read` are others afterwards.
   */
  outside<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** The request as the edge of the API sees it: opened at its first field, closed once. */
export interface OperationContext extends Context {
  open(operation: 'query' | 'mutation' | 'subscription'): Promise<void>;
  close(outcome: 'commit' | 'rollback'): Promise<void>;
  /** Carries a mutation out so that its failure loses nothing that the request did before it. */
  attempt<Result>(mutation: () => Promise<Result>): Promise<Result>;
  /**
   * Refuses a sensitive action whose second factor is not recent enough. Asked once the right itself is known to be held, so
   * that whoever has not the right is told nothing else than before.
   */
  requireSecondFactor(action: string, opensLockOut: boolean): Promise<void>;
  /** Keeps a refused attempt, to be logged in a transaction of its own when the request is closed. */
  noteRefusal(action: string, details: Readonly<Record<string, unknown>>): void;
}
