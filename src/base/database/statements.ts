import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';
import { isUuid } from '../ids.js';

/** In whose name a transaction runs. No tenant means no tenant's rows; `operator` opens the platform's own tables. */
export interface Scope {
  readonly tenantId: string | null;
  readonly operator?: boolean;
  /** Whoever opens it does everything again where an assumption does not hold, so that it may be begun under some. */
  readonly assuming?: boolean;
}

export type Isolation = 'read committed' | 'repeatable read';

const NAMED_STATEMENTS = 400;
const names = new Map<string, string>();

/** Statements that recur are prepared once per connection; the number of names is bounded, because each costs memory. */
function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= NAMED_STATEMENTS) return undefined;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

export function named(text: string, values: unknown[]): QueryConfig {
  const name = statementName(text);
  return name ? { name, text, values } : { text, values };
}

/** What begins a transaction in a scope, in one message. */
export function opening(scope: Scope, isolation: Isolation): string {
  if (scope.tenantId !== null && !isUuid(scope.tenantId)) throw new Error('a tenant id is a UUID');
  const settings = [`BEGIN ISOLATION LEVEL ${isolation}`];
  if (scope.tenantId) settings.push(`SET LOCAL app.tenant_id = '${scope.tenantId}'`);
  if (scope.operator) settings.push("SET LOCAL app.operator = 'on'");
  return settings.join(';');
}
