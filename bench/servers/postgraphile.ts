import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { serve } from './child.js';
import { PEER_SCHEMA } from './peer-functions.js';
import { Tokens } from './tokens.js';

/**
 * PostGraphile 5 as its users set it up for speed: its amber preset, the settings of row-level security per request, answers
 * written as text, no development tools. Own profile and correction are functions in the database, as its manual advises.
 */
await serve(async ({ databaseUrl, poolSize }) => {
  const tokens = await Tokens.read(databaseUrl);
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [
      makePgService({
        connectionString: databaseUrl,
        schemas: ['public', PEER_SCHEMA],
        pubsub: false,
        poolConfig: { max: poolSize, options: '-c TimeZone=UTC -c plan_cache_mode=force_generic_plan' },
      }),
    ],
    gather: { pgStrictFunctions: true },
    grafserv: { graphiql: false, watch: false, websockets: false, outputDataAsString: true },
    grafast: {
      explain: false,
      context: async (request) => {
        const { tenantId, issuer, subject } = await tokens.claimed(request.node?.req.headers.authorization);
        return { pgSettings: { 'app.tenant_id': tenantId, 'app.issuer': issuer, 'app.subject': subject } };
      },
    },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
});
