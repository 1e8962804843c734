import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import altair, { type RenderOptions } from 'altair-static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** What the IDE shows when it is opened for the first time. */
export interface IdeStart {
  /** People to ask as: each is an environment of the IDE with the variable `token`. */
  readonly people: readonly { readonly title: string; readonly token: string }[];
  readonly query: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.eot': 'application/vnd.ms-fontobject',
};

/** Nothing from elsewhere: the IDE is served whole by this process, and sends operations to it alone. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The frame in which the IDE runs a person's own scripts has no origin, and reaches nothing. */
const sandboxPolicy = `${altair.SANDBOX_FRAME_CSP}; default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' *; frame-ancestors 'self'`;

const optionsScript = 'varde-options.js';

/**
 * The GraphQL IDE (Altair), offline: at `/ide/`, and at `/graphql` for browsers. Only the development kit mounts it; its
 * content security policy holds for its own pages and no others.
 *
 * @param start is asked anew for each page, because tokens are renewed
 */
export async function mountIde(http: FastifyInstance, start: () => IdeStart): Promise<void> {
  const files = await ideFiles();
  const page = altair.renderAltair({ baseURL: '/ide/', serveInitialOptionsInSeperateRequest: optionsScript });
  const sendPage = (reply: FastifyReply): FastifyReply =>
    reply
      .header('content-security-policy', pagePolicy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page);

  http.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' || request.url !== '/graphql') return;
    if (request.headers.accept?.includes('text/html')) await sendPage(reply);
  });
  http.get('/ide', (_request, reply) => reply.redirect('/ide/'));
  http.get('/ide/', (_request, reply) => sendPage(reply));
  http.get(`/ide/${optionsScript}`, (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type('text/javascript; charset=utf-8')
      .send(altair.renderInitSnippet(renderOptions(start()))),
  );
  http.get<{ Params: { '*': string } }>('/ide/*', async (request, reply) => {
    const name = request.params['*'];
    const file = files.get(name);
    const type = contentTypes[path.extname(name)];
    if (file === undefined || type === undefined) return reply.callNotFound();
    if (altair.isSandboxFrame(name)) {
      // Without an origin of its own the frame asks for its script as a stranger would.
      void reply.header('content-security-policy', sandboxPolicy).header('access-control-allow-origin', '*');
      void reply.header('cross-origin-resource-policy', 'cross-origin').removeHeader('x-frame-options');
    }
    return reply
      .header('cache-control', 'private, max-age=3600')
      .type(type)
      .send(await readFile(file));
  });
}

/** The files that may be asked for, by path; what is not among them does not exist. */
async function ideFiles(): Promise<ReadonlyMap<string, string>> {
  const root = altair.getDistDirectory();
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(root, file).split(path.sep).join('/'), file]),
  );
}

function renderOptions({ people, query }: IdeStart): RenderOptions {
  const [first] = people;
  return {
    endpointURL: '/graphql',
    subscriptionsEndpoint: '/graphql',
    initialName: 'Varde',
    initialQuery: query,
    initialHeaders: { Authorization: 'Bearer {{token}}' },
    initialEnvironments: {
      base: { title: 'Varde', variables: { token: first?.token ?? '' } },
      subEnvironments: people.map(({ title, token }, index) => ({ id: `varde-${index}`, title, variables: { token } })),
    },
    instanceStorageNamespace: 'varde_',
    preserveState: false,
    disableAccount: true,
    initialSettings: { theme: 'system', 'schema.reloadOnStart': true, enableExperimental: false },
  };
}
