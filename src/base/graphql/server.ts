import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { OperationContext } from '../context.js';
import type { Translator } from '../messages.js';
import { executeOperation } from './execution.js';
import { toGraphQLError } from './faults.js';
import { limitRules, operationLimits } from './limits.js';
import { operationChecks } from './operation-checks.js';

export interface ApiServerOptions {
  readonly schema: GraphQLSchema;
  readonly translator: Translator;
  readonly report: (error: unknown) => void;
  /** Told the code of every top-level error that is answered. */
  readonly onError?: (code: string) => void;
}

/** The GraphQL server: executes operations against the schema, and lets nothing through that the API does not promise. */
export function createApiServer({
  schema,
  translator,
  report,
  onError = () => undefined,
}: ApiServerOptions): ApolloServer<OperationContext> {
  return new ApolloServer<OperationContext>({
    gateway: executing(schema),
    csrfPrevention: true,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    cache: 'bounded',
    // The process itself closes what runs in it, in order, when it is asked to end.
    stopOnTerminationSignals: false,
    // Would keep whatever operations callers send, for nobody.
    persistedQueries: false,
    // Apollo's own landing page loads scripts from elsewhere.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      operationChecks(onError),
    ],
    validationRules: [...limitRules],
    validationOptions: { maxErrors: operationLimits.errors },
    parseOptions: { maxLexicalTokens: operationLimits.tokens },
    formatError: (formatted, error) => {
      const original = unwrapResolverError(error);
      if (original === error || formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return formatted;
      const texts = { requestId: '', text: (key: string, parameters = {}) => translator.text(key, 'en', parameters) };
      const { message, extensions } = toGraphQLError(original, texts, report);
      const { locations, path } = formatted;
      return {
        message,
        ...(locations && { locations }),
        ...(path && { path }),
        extensions: { code: extensions['code'] },
      };
    },
  });
}

/** What Apollo calls a gateway is the one place where it lets another execute what it has parsed and validated. */
function executing(schema: GraphQLSchema): ApolloServerOptionsWithGateway<OperationContext>['gateway'] {
  return {
    load: async () => ({
      executor: ({ document, request, context }) =>
        executeOperation({
          schema,
          document,
          contextValue: context,
          variableValues: request.variables ?? {},
          operationName: request.operationName ?? null,
        }),
    }),
    onSchemaLoadOrUpdate: (loaded) => {
      loaded({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: async () => undefined,
  };
}
