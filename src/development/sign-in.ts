import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { importJWK, SignJWT } from 'jose';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { type IssuerKeys, issuerKeys, signingAlgorithm } from './sign-in.keys.js';
import { messagePage, pageHeaders, type SignInAccount, signInPage } from './sign-in.page.js';
import { acrAskedFor, audience, createProvider, emailClaims, methods, portalClientId } from './sign-in.provider.js';

export type { SignInAccount } from './sign-in.page.js';
export { audience, portalClientId } from './sign-in.provider.js';

/** Slug of the issuer at which the processor's own staff sign in. */
export const operatorSlug = 'operator';

/** One tenant's (or the operator's) issuer and the people who can sign in there. */
export interface DevelopmentIssuer {
  /** Lower-case letters, digits and hyphens. */
  readonly slug: string;
  readonly name: string;
  readonly accounts: readonly SignInAccount[];
}

/** What the development sign-in is made from. */
export interface DevelopmentSignInOptions {
  /** Origin under which the HTTP server is reached, such as `http://127.0.0.1:4000`. */
  readonly baseUrl: string;
  /** Folder for the issuers' keys. */
  readonly directory: string;
  /** The tenants and the operator, read anew for each sign-in. */
  accounts(): Promise<readonly DevelopmentIssuer[]>;
  /** Told of faults of the sign-in itself; without it they go to standard error. */
  readonly onError?: (error: Error) => void;
}

/** For whom a token is made without the sign-in page. */
export interface TokenRequest {
  readonly slug: string;
  readonly subject: string;
  /** The address that the token says is the person's; none where absent. */
  readonly email?: string;
  /** Whether the token says that a second factor was used. */
  readonly secondFactor: boolean;
  /** Default: one day. Negative makes one that has expired. */
  readonly lifetimeSeconds?: number;
  /** How long ago the person signed in. Default 0. */
  readonly signedInSecondsAgo?: number;
}

/** The built-in sign-in: one OpenID Connect issuer per tenant and one for the operator. */
export interface DevelopmentSignIn {
  /** The issuer's identifier, as it stands in `iss` and as it is configured for the tenant. */
  issuerOf(slug: string): string;
  /** Signs an access token (RFC 9068) with the issuer's own key, good like one from the sign-in page. */
  mintToken(request: TokenRequest): Promise<string>;
  /**
   * Answers everything below `/dev/issuers/<slug>/`. It reads the body itself. In fastify, inside a plugin of its own:
   *
   *     scope.removeAllContentTypeParsers();
   *     scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
   *     scope.all('/dev/issuers/:slug/*', (request, reply) => {
   *       reply.hijack();
   *       signIn.handle(request.raw, reply.raw);
   *     });
   */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const path = '/dev/issuers/';
const day = 24 * 3600;
const maximumFormBytes = 8192;

/**
 * Makes the development sign-in. Its tokens take the same way through the API as those of a tenant's own provider:
 * discovery, JWKS, issuer, audience, signature.
 */
export function createDevelopmentSignIn(options: DevelopmentSignInOptions): DevelopmentSignIn {
  const base = options.baseUrl.replace(/\/+$/, '');
  const keys = new Map<string, Promise<IssuerKeys>>();
  const providers = new Map<string, Promise<Provider>>();
  const onError = options.onError ?? ((error: Error) => process.stderr.write(`Development sign-in: ${error.stack}\n`));

  const issuerOf = (slug: string): string => {
    if (!slugPattern.test(slug)) throw new Error(`Not a slug: ${JSON.stringify(slug.slice(0, 80))}`);
    return `${base}${path}${slug}`;
  };
  const find = async (slug: string): Promise<DevelopmentIssuer | undefined> =>
    (await options.accounts()).find((candidate) => candidate.slug === slug);
  // One promise per issuer: two callers at once must not each make a key.
  const keysOf = (slug: string): Promise<IssuerKeys> => once(keys, slug, () => issuerKeys(options.directory, slug));
  const providerOf = async (slug: string): Promise<Provider> => {
    const issuer = issuerOf(slug);
    const accountOf = async (subject: string): Promise<SignInAccount | undefined> =>
      (await find(slug))?.accounts.find((account) => account.subject === subject);
    const provider = createProvider({ issuer, keys: await keysOf(slug), accountOf });
    provider.on('server_error', (_context, error) => onError(error));
    return provider;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '';
    const prefix = new URL(base).pathname.replace(/\/$/, '') + path;
    const [, slug = '', rest = ''] = /^([^/?]*)(\/.*)$/.exec(url.slice(prefix.length)) ?? [];
    const issuer = url.startsWith(prefix) && slugPattern.test(slug) ? await find(slug) : undefined;
    if (!issuer) {
      sendPage(response, 404, 'No such issuer', '<p>No tenant of this server signs in at this address.</p>');
      return;
    }
    const provider = await once(providers, slug, () => providerOf(slug));
    const interaction = /^\/interaction\/([\w-]{1,64})$/.exec(rest)?.[1];
    if (interaction !== undefined) {
      await interact({ provider, issuer, uid: interaction, action: url }, request, response);
      return;
    }
    // The provider learns from the difference between the two where it is mounted.
    Object.assign(request, { originalUrl: url, url: rest });
    await provider.callback()(request, response);
  };

  return {
    issuerOf,
    async mintToken({ slug, subject, email, secondFactor, lifetimeSeconds = day, signedInSecondsAgo = 0 }) {
      const issuer = issuerOf(slug);
      const { signing } = await keysOf(slug);
      const now = Math.floor(Date.now() / 1000);
      const issuedAt = now + Math.min(0, lifetimeSeconds - 1);
      const authentication = { auth_time: issuedAt - signedInSecondsAgo, amr: methods(secondFactor) };
      return new SignJWT({ ...authentication, ...emailClaims(email), client_id: portalClientId })
        .setProtectedHeader({ alg: signingAlgorithm, typ: 'at+jwt', kid: signing.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(issuedAt)
        .setExpirationTime(now + lifetimeSeconds)
        .setJti(randomUUID())
        .sign(await importJWK(signing, signingAlgorithm));
    },
    handle(request, response) {
      answer(request, response).catch((error: unknown) => {
        onError(error instanceof Error ? error : new Error(String(error)));
        if (!response.headersSent) sendPage(response, 500, 'Sign-in failed', '<p>See the terminal of the server.</p>');
        else response.destroy();
      });
    },
  };
}

/** The value of the key, made on first use and again after a failure. */
function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const existing = made.get(key);
  if (existing) return existing;
  const value = make();
  made.set(key, value);
  value.catch(() => made.delete(key));
  return value;
}

interface Interaction {
  readonly provider: Provider;
  readonly issuer: DevelopmentIssuer;
  readonly uid: string;
  readonly action: string;
}

async function interact(
  { provider, issuer, uid, action }: Interaction,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await provider.interactionDetails(request, response).catch((error: unknown) => {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  });
  if (details?.uid !== uid) {
    sendPage(response, 400, 'This sign-in has expired', '<p>Go back to the portal and start again.</p>');
    return;
  }
  const acr = acrAskedFor(details.params['acr_values']);
  if (request.method === 'GET') {
    const { login_hint: hint, client_id: clientId } = details.params;
    const client = await provider.Client.find(String(clientId));
    const suggested = typeof hint === 'string' ? hint : undefined;
    const clientName = client?.clientName ?? String(clientId);
    response.writeHead(200, pageHeaders);
    const { name: issuerName, accounts } = issuer;
    const asksForSecondFactor = acr !== undefined;
    response.end(signInPage({ issuerName, clientName, action, accounts, suggested, asksForSecondFactor }));
    return;
  }
  const form = request.method === 'POST' ? await readForm(request) : undefined;
  const account = issuer.accounts.find(({ subject }) => subject === form?.get('subject'));
  if (form?.has('cancel')) {
    await provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'The person cancelled the sign-in.',
    });
  } else if (form && account && acr !== undefined && form.get('secondFactor') !== 'yes') {
    await provider.interactionFinished(request, response, {
      error: 'unmet_authentication_requirements',
      error_description: 'The person signed in without a second factor.',
    });
  } else if (form && account) {
    const amr = methods(form.get('secondFactor') === 'yes');
    // Also answers `prompt=consent`, which OpenID Connect asks for before it gives a refresh token.
    const result = { login: { accountId: account.subject, amr, ...(acr ? { acr } : {}) }, consent: {} };
    await provider.interactionFinished(request, response, result);
  } else {
    sendPage(response, 400, 'Nobody chosen', '<p>Go back and choose one of the people shown.</p>');
  }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > maximumFormBytes) return undefined;
    chunks.push(bytes);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function sendPage(response: ServerResponse, status: number, title: string, body: string): void {
  response.writeHead(status, pageHeaders);
  response.end(messagePage(title, body));
}
