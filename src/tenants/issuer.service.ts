import sql from 'sql-template-tag';
import { writeLog, writeSystemLog } from '../audit/index.js';
import type { Context } from '../base/context.js';
import { invalid, notFound, Refusal } from '../base/errors.js';
import { uuidOf } from '../base/ids.js';
import { requiredText } from '../base/input-text.js';
import type { BindIssuerInput, UnbindIssuerInput } from './tenant.inputs.js';

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** An address over HTTPS, or over HTTP on this very machine, where development has its sign-in. */
function requireAddress(text: string, field: string, isIssuer: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const local = url?.protocol === 'http:' && LOCAL_HOSTS.has(url.hostname);
  const usable = url !== null && (url.protocol === 'https:' || local) && url.username === '' && url.password === '';
  // OpenID Connect Discovery 1.0, 3: an issuer has neither query nor fragment.
  const bare = !/[?#\s]/.test(text);
  if (!usable || (isIssuer && !bare) || text.includes('#')) throw invalid('issuer.address', ['input', field]);
  return text;
}

/** Which issuers sign in to which tenant. The operator's own issuers come from the configuration alone. */
export class IssuerService {
  /** `onChange` is told once a binding has changed, so that tokens are judged by it at once. */
  constructor(private readonly onChange: () => void) {}

  /** Binds an issuer; answers the tenant's id. An issuer is bound to one tenant alone. */
  async bind(context: Context, input: BindIssuerInput): Promise<string> {
    const tenantId = await this.requireTenant(context, input.tenantId);
    const issuer = requireAddress(input.issuer, 'issuer', true);
    const jwksUri = requireAddress(input.jwksUri, 'jwksUri', false);
    const audience = requiredText(input.audience, 'audience');
    const bound = await context.db.run(sql`insert into identity_issuer (issuer, tenant_id, audience, jwks_uri)
      values (${issuer}, ${tenantId}::uuid, ${audience}, ${jwksUri})
      on conflict (issuer) do nothing`);
    if (bound === 0) {
      throw new Refusal({ code: 'ALREADY_EXISTS', messageKey: 'issuer.bound', field: ['input', 'issuer'] });
    }
    await this.log(context, tenantId, { bound: issuer, audience, jwksUri });
    context.afterCommit(this.onChange);
    return tenantId;
  }

  /** Releases an issuer; answers the tenant's id. Accounts stay, but nobody signs in to them through it. */
  async unbind(context: Context, input: UnbindIssuerInput): Promise<string> {
    const tenantId = await this.requireTenant(context, input.tenantId);
    const released = await context.db.run(
      sql`delete from identity_issuer where tenant_id = ${tenantId}::uuid and issuer = ${input.issuer}`,
    );
    if (released === 0) throw notFound('input', 'issuer');
    await this.log(context, tenantId, { unbound: input.issuer });
    context.afterCommit(this.onChange);
    return tenantId;
  }

  /**
   * Who may sign in, and by whose keys, is the controller's to know: it stands in both logs, the operator's and the tenant's
   * own. With other keys under a known name the operator could sign in as anybody.
   */
  private async log(context: Context, tenantId: string, details: Readonly<Record<string, string>>): Promise<void> {
    const action = 'tenant.manage';
    await writeLog(context, { action, details: { tenantId, ...details } });
    const { requestId } = context;
    await context.db.lendTo(tenantId, (db) => writeSystemLog(db, { action, role: 'operator', details, requestId }));
  }

  private async requireTenant(context: Context, id: string): Promise<string> {
    const tenantId = uuidOf('Tenant', id);
    const found =
      tenantId &&
      (await context.db.first(
        sql`select 1 from tenant where tenant_id = ${tenantId}::uuid and kind = 'controller' for key share`,
      ));
    if (!found) throw notFound('input', 'tenantId');
    return tenantId;
  }
}
