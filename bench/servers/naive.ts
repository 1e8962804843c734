import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { DataSource, IsNull, type QueryRunner } from 'typeorm';
import { serve } from './child.js';
import { NaiveAccount, naiveEntities } from './naive.entities.js';
import {
  type NaiveContext,
  NaiveGuardianshipResolver,
  NaiveMembershipResolver,
  NaivePersonResolver,
} from './naive.resolvers.js';
import { Tokens } from './tokens.js';

interface Context extends NaiveContext {
  readonly runner: QueryRunner;
}

/**
 * The stack as it is usually put together: Apollo's standalone server, type-graphql, and a repository call for each
 * relation of each row, in one transaction per operation with the tenant set for row-level security.
 */
await serve(async ({ databaseUrl, poolSize }) => {
  const tokens = await Tokens.read(databaseUrl);
  const source = await new DataSource({
    type: 'postgres',
    url: databaseUrl,
    entities: naiveEntities,
    extra: { max: poolSize, options: '-c TimeZone=UTC' },
  }).initialize();
  const schema = await buildSchema({
    resolvers: [NaivePersonResolver, NaiveMembershipResolver, NaiveGuardianshipResolver],
    validate: false,
  });
  const server = new ApolloServer<Context>({
    schema,
    plugins: [
      {
        requestDidStart: async () => ({
          willSendResponse: async ({ contextValue: { runner }, errors }) => {
            await (errors ? runner.rollbackTransaction() : runner.commitTransaction());
            await runner.release();
          },
        }),
      },
    ],
  });
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: '127.0.0.1' },
    context: async ({ req }) => {
      const { tenantId, issuer, subject } = await tokens.claimed(req.headers.authorization);
      const runner = source.createQueryRunner();
      await runner.startTransaction();
      await runner.query(`select set_config('app.tenant_id', $1, true)`, [tenantId]);
      const account = await runner.manager
        .getRepository(NaiveAccount)
        .findOneByOrFail({ tenantId, issuer, subject, closedAt: IsNull() });
      return { tenantId, manager: runner.manager, account, runner };
    },
  });
  return Number(new URL(url).port);
});
