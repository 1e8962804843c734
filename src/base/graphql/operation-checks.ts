import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { OperationContext } from '../context.js';
import { Fault } from '../errors.js';
import { answeredError } from './answered-errors.js';
import { operationCost } from './cost.js';
import { operationLimits } from './limits.js';
import { unstorableInput } from './text-safety.js';

type Variables = Readonly<Record<string, unknown>>;

/** What stands against carrying out a valid operation with these variables, before anything is read; null when nothing does. */
export function refusedOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Fault | null {
  const field = unstorableInput(document, operation, variables);
  if (field) return new Fault('BAD_USER_INPUT', 'badCharacters', {}, field);
  const cost = operationCost(schema, document, operation, variables);
  const maximum = operationLimits.cost;
  return cost > maximum ? new Fault('LIMIT_EXCEEDED', 'limit.cost', { cost, maximum }) : null;
}

/** Checks each operation before it is carried out, and gives every error of an answer its final form. */
export const operationChecks = (onError: (code: string) => void): ApolloServerPlugin<OperationContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      // Where the name fits no operation of the document, executing it says so.
      if (!operation) return;
      const fault = refusedOperation(schema, document, operation, request.variables ?? {});
      if (!fault) return;
      throw new GraphQLError(fault.messageKey, { originalError: fault, extensions: { http: { status: 400 } } });
    },
    willSendResponse: async ({ response, errors, contextValue }) => {
      const result = response.body.kind === 'single' ? response.body.singleResult : null;
      if (!result?.errors) return;
      result.errors = result.errors.map((error, index) => answeredError(error, errors?.[index], contextValue));
      for (const { extensions } of result.errors) onError(String(extensions?.['code']));
    },
  }),
});
