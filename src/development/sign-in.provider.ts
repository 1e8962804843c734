import Provider, { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { multiFactorAcrs } from '../access/index.js';
import { type IssuerKeys, signingAlgorithm } from './sign-in.keys.js';
import { escapeHtml, messagePage, pageHeaders, type SignInAccount } from './sign-in.page.js';
import { signInStore } from './sign-in.store.js';

/** The `aud` of every access token for Varde. */
export const audience = 'varde-api';
/** Public client of portals under development: authorization code with PKCE, any address on localhost. */
export const portalClientId = 'varde-portal';

/** The API as a resource (RFC 8707), which is also assumed when a portal names none. */
const apiResource = 'urn:varde:api';
const scopes = ['openid', 'profile', 'offline_access'];
const hour = 3600;
const day = 24 * hour;

/** What one development issuer is made from. */
export interface IssuerSetup {
  readonly issuer: string;
  readonly keys: IssuerKeys;
  /** The account with this subject, undefined when there is none. */
  readonly accountOf: (subject: string) => Promise<SignInAccount | undefined>;
}

/** An OpenID Connect provider as a tenant would bring its own: discovery, JWKS, code flow with PKCE, JWT access tokens. */
export function createProvider({ issuer, keys, accountOf }: IssuerSetup): Provider {
  const mount = new URL(issuer).pathname;
  const configuration: Configuration = {
    adapter: signInStore(),
    jwks: { keys: [keys.signing] },
    clients: [
      {
        client_id: portalClientId,
        client_name: 'Portal under development',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: ['http://localhost/'],
        post_logout_redirect_uris: ['http://localhost/'],
        id_token_signed_response_alg: signingAlgorithm,
      },
    ],
    clientDefaults: { id_token_signed_response_alg: signingAlgorithm, token_endpoint_auth_method: 'none' },
    enabledJWA: { idTokenSigningAlgValues: [signingAlgorithm] },
    clientBasedCORS: (_context, origin) => isLocal(origin),
    scopes,
    claims: { openid: ['sub', 'auth_time', 'amr'], profile: ['name'] },
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    pkce: { required: () => true },
    // Issuers share a host, so each keeps its cookies below its own path.
    cookies: { keys: [keys.cookie], long: { path: mount, sameSite: 'lax', httpOnly: true } },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      // Access tokens are for Varde's API alone; the name stands in the ID token.
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiResource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => {
          if (resource !== apiResource) throw new errors.InvalidTarget();
          const jwt = { sign: { alg: signingAlgorithm } } as const;
          return { scope: '', audience, accessTokenFormat: 'jwt', accessTokenTTL: hour, jwt };
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          const buttons = '<button form="op.logoutForm" name="logout" value="yes">Sign out</button>';
          show(context, 'Sign out?', `${form}${buttons}`);
        },
        postLogoutSuccessSource: (context) => show(context, 'Signed out', '<p>You can close this page.</p>'),
      },
    },
    acrValues: [...multiFactorAcrs],
    interactions: {
      policy: policyWithStepUp(),
      url: (_context, interaction) => `${mount}/interaction/${interaction.uid}`,
    },
    findAccount: async (_context, subject) => {
      const account = await accountOf(subject);
      return account && { accountId: subject, claims: () => ({ sub: subject, name: account.name }) };
    },
    loadExistingGrant: grantEverything,
    extraTokenClaims: async (context) => {
      const { AuthorizationCode, RefreshToken } = context.oidc.entities;
      const { accountId, authTime, amr, acr } = AuthorizationCode ?? RefreshToken ?? {};
      const account = accountId === undefined ? undefined : await accountOf(accountId);
      return { auth_time: authTime, amr, acr, ...emailClaims(account?.email) };
    },
    renderError: (context, { error, error_description: description }) => {
      const text = [error, description].filter((part) => part !== undefined).map(String);
      show(context, 'Sign-in is not possible', `<p>${escapeHtml(text.join(': '))}</p>`);
    },
    ttl: {
      AccessToken: hour,
      AuthorizationCode: 60,
      Grant: 14 * day,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: 14 * day,
      Session: day,
    },
  };
  const provider = new Provider(issuer, configuration);
  provider.Client.prototype.redirectUriAllowed = isLocal;
  provider.Client.prototype.postLogoutRedirectUriAllowed = isLocal;
  return provider;
}

/** The `acr` with which a request asks for a second factor; undefined where it asks for none. */
export const acrAskedFor = (acrValues: unknown): string | undefined =>
  (typeof acrValues === 'string' ? acrValues : '').split(' ').find((acr) => multiFactorAcrs.includes(acr));

/** Authentication methods (RFC 8176): Varde takes more than one of them as a second factor. */
export const methods = (secondFactor: boolean): string[] => (secondFactor ? ['pwd', 'otp'] : ['pwd']);

/**
 * What makes a request ask for a new sign-in, beside its `prompt` and `max_age`: that it asks for a second factor, and the
 * session is one without (RFC 9470, section 4).
 */
function policyWithStepUp(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  const check = new interactionPolicy.Check(
    'second_factor',
    'A second factor is asked for',
    'unmet_authentication_requirements',
    ({ oidc }) => acrAskedFor(oidc.params?.['acr_values']) !== undefined && !oidc.session?.amr?.includes('otp'),
  );
  policy.get('login')?.checks.add(check);
  return policy;
}

/** What an access token says of the address: that it is the person's, or nothing. */
export function emailClaims(email: string | undefined): Readonly<Record<string, unknown>> {
  return email === undefined ? {} : { email, email_verified: true };
}

/** There is nothing to consent to between a portal under development and itself. */
async function grantEverything(context: KoaContextWithOIDC) {
  const { client, session, provider } = context.oidc;
  const accountId = session?.accountId;
  if (!client || accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope(scopes.join(' '));
  await grant.save();
  return grant;
}

function isLocal(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname) && !url.hash && !url.username;
}

function show(context: KoaContextWithOIDC, title: string, body: string): void {
  context.set(pageHeaders);
  context.body = messagePage(title, body);
}
