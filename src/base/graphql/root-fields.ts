import { defaultFieldResolver, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { OperationContext } from '../context.js';
import { Fault, type RefusalReason } from '../errors.js';
import { refusalOf, toGraphQLError } from './faults.js';
import { toUserError } from './user-error.types.js';

type RootField = GraphQLField<unknown, OperationContext>;

/** What a mutation's resolver answers: its payload, and refusals that did not undo what it did. */
interface Answer {
  readonly refusals?: readonly RefusalReason[];
}

const actionOf = (field: RootField): string => {
  const action = field.extensions['action'];
  if (typeof action !== 'string') throw new Error(`The field ${field.name} has no action`);
  return action;
};

/** The one way in: opens the request, authorises the operation, and turns what goes wrong into what the API promises. */
function guard(field: RootField, kind: 'query' | 'mutation', report: (error: unknown) => void): void {
  const action = actionOf(field);
  const opensLockOut = field.extensions['opensLockOut'] === true;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (source, args, context, info) => {
    try {
      await context.open(kind);
      if (action !== 'public' && !context.access.can(action)) {
        context.noteRefusal(action, { field: field.name });
        const { messageKey, parameters } = context.access.denialOf(action);
        throw new Fault('FORBIDDEN', messageKey, parameters);
      }
      if (kind === 'query') return await resolve(source, args, context, info);
      await context.requireSecondFactor(action, opensLockOut);
      const answer = (await context.attempt(async () => resolve(source, args, context, info))) as Answer;
      return withUserErrors(answer, answer.refusals ?? [], context);
    } catch (error) {
      const reasons = refusalOf(error);
      if (reasons && kind === 'mutation') {
        context.noteRefusal(action === 'public' ? 'viewer.read' : action, {
          field: field.name,
          codes: reasons.map(({ code }) => code),
        });
        return withUserErrors({}, reasons, context);
      }
      throw toGraphQLError(reasons ? badArgument(reasons) : error, context, report);
    }
  };
}

/** What is wrong with the arguments of a query, which has no payload to say it in. */
function badArgument([reason]: readonly RefusalReason[]): Fault {
  const [, ...argument] = reason?.field ?? [];
  return new Fault('BAD_USER_INPUT', reason?.messageKey ?? 'badInput', {}, argument);
}

function withUserErrors(answer: Answer, reasons: readonly RefusalReason[], context: OperationContext): object {
  return {
    ...answer,
    userErrors: reasons.map((reason) => {
      const facts = reason.facts ?? {};
      const named = Object.fromEntries(
        Object.entries(facts).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]),
      );
      return toUserError(reason, context.text(reason.messageKey, named));
    }),
  };
}

/** Guards every root field of a schema. A field without an action does not start. */
export function guardRootFields(schema: GraphQLSchema, report: (error: unknown) => void): void {
  const each = (type: GraphQLObjectType | null | undefined, kind: 'query' | 'mutation'): void => {
    for (const field of Object.values(type?.getFields() ?? {})) guard(field, kind, report);
  };
  each(schema.getQueryType(), 'query');
  each(schema.getMutationType(), 'mutation');
}
