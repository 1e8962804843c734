import { ApolloServer } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import type { OperationContext } from '../context.js';
import type { Translator } from '../messages.js';
import { relationKey } from '../reading/index.js';
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
    schema,
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
    fieldResolver: (source: unknown, args, context, info) => {
      // A relation of a compiled read stands under its response key, beside the columns.
      const key = relationKey(String(info.path.key));
      if (typeof source === 'object' && source !== null && key in source)
        return (source as Record<string, unknown>)[key];
      return defaultFieldResolver(source, args, context, info);
    },
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
