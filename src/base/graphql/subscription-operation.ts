import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  specifiedRules,
  subscribe,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { Fault, type FaultCode } from '../errors.js';
import { answeredError } from './answered-errors.js';
import { type FaultTexts, toGraphQLError } from './faults.js';
import { limitRules, operationLimits } from './limits.js';
import { refusedOperation } from './operation-checks.js';

const MAXIMUM_TOKENS = 1_000;

/** Told of each error of a subscription's answers: its code, and what was not expected. */
export interface ErrorReports {
  readonly report: (error: unknown) => void;
  readonly onError: (code: string) => void;
}

export type PreparedSubscription = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>;

export const told = (fault: Fault, texts: FaultTexts): GraphQLError[] => [
  toGraphQLError(fault, texts, () => undefined),
];

/** Errors of the GraphQL library, in the form that every answer of the API has. */
const final = (errors: readonly GraphQLError[], code: FaultCode, texts: FaultTexts): GraphQLError[] =>
  errors.map((error) => {
    const { message, extensions = {} } = answeredError({ ...error.toJSON(), extensions: { code } }, error, texts);
    return new GraphQLError(message, { nodes: error.nodes ?? null, extensions });
  });

/** What is asked, checked as an operation over HTTP is; or what stands against it. */
export function prepareSubscription(
  schema: GraphQLSchema,
  payload: SubscribePayload,
  texts: FaultTexts,
): GraphQLError[] | PreparedSubscription {
  const { query, operationName = null, variables } = payload;
  const variableValues = variables ?? {};
  let document: DocumentNode;
  try {
    document = parse(query, { maxLexicalTokens: MAXIMUM_TOKENS });
  } catch (error) {
    const syntax = error instanceof GraphQLError ? error : new GraphQLError('The operation cannot be read.');
    return final([syntax], 'GRAPHQL_PARSE_FAILED', texts);
  }
  const errors = validate(schema, document, [...specifiedRules, ...limitRules], { maxErrors: operationLimits.errors });
  if (errors.length > 0) return final(errors, 'GRAPHQL_VALIDATION_FAILED', texts);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    return told(new Fault('BAD_REQUEST', 'request.onlySubscriptions'), texts);
  }
  const fault = refusedOperation(schema, document, operation, variableValues);
  return fault ? told(fault, texts) : { schema, document, operationName, variableValues };
}

/** An error of a running subscription as the API answers it, told to whom it concerns. */
function answered(error: unknown, texts: FaultTexts, { report, onError }: ErrorReports): GraphQLError {
  const given = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
  const cause = given.originalError ?? given;
  const { message, extensions = {} } = answeredError(given.toJSON(), cause, texts);
  if (extensions['code'] === 'INTERNAL') report(cause);
  onError(String(extensions['code']));
  return new GraphQLError(message, { nodes: given.nodes ?? null, path: given.path ?? null, extensions });
}

async function* answers(
  results: AsyncIterable<ExecutionResult>,
  finish: (error: unknown) => GraphQLError,
): AsyncGenerator<ExecutionResult> {
  try {
    for await (const result of results) {
      yield result.errors ? { ...result, errors: result.errors.map(finish) } : result;
    }
  } catch (error) {
    throw finish(error);
  }
}

/**
 * Runs a subscription until `stop` is aborted, which is done when the client ends it: what waits for news would otherwise
 * wait on, for nobody. Its errors, of one answer or of the whole, carry a code and the id to quote, as they do over HTTP.
 */
export async function runSubscription(
  args: ExecutionArgs,
  { texts, stop }: { readonly texts: FaultTexts; readonly stop: AbortController },
  reports: ErrorReports,
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const finish = (error: unknown): GraphQLError => answered(error, texts, reports);
  const started = await subscribe(args);
  if (!(Symbol.asyncIterator in started)) {
    return { ...started, ...(started.errors && { errors: started.errors.map(finish) }) };
  }
  const running = answers(started, finish);
  const end = running.return.bind(running);
  return Object.assign(running, {
    return: (value: unknown) => {
      stop.abort();
      return end(value);
    },
  });
}
