import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../base/context.js';
import { Fault } from '../../base/errors.js';
import { Action } from '../../base/graphql/action.js';
import { type Connection, PageArgs } from '../../base/graphql/connection.types.js';
import { toUserError } from '../../base/graphql/user-error.types.js';
import { predicateOf } from '../../base/predicate.js';
import { MAXIMUM_PAGE } from '../../base/reading/index.js';
import { PersonConnection } from '../../people/index.js';
import type { RehearsalService, Rehearsed } from './rehearsal.service.js';
import {
  RehearsalType,
  type RehearsedAccount,
  RehearsedAccountConnection,
  type RehearsedConflict,
  RehearsedPersonsArgs,
  RehearseInput,
} from './rehearsal.types.js';

const MOST_CONFLICTS = 100;

type Shown = Omit<RehearsalType, 'accounts'> & { readonly rehearsed: Rehearsed };

@Resolver(() => RehearsalType)
export class RehearsalResolver {
  constructor(private readonly service: RehearsalService) {}

  @Action('access.rehearse')
  @Query(() => RehearsalType, {
    description:
      'What adopting a draft, granting or revoking a role, assigning or ending a job function, or consenting to an exception would do: who would see what of how many persons, and what else. It is found out by making the change and undoing it; it takes the right to make it.',
  })
  async rehearse(
    @Arg('input', () => RehearseInput, { description: 'The change.' }) input: RehearseInput,
    @Ctx() context: Context,
  ): Promise<Shown> {
    const rehearsed = await this.service.rehearse(context, input);
    const { seats, changes } = rehearsed;
    const refusals = rehearsed.refusals.map((reason) =>
      toUserError(reason, context.text(reason.messageKey, textFacts(reason.facts))),
    );
    const refused = refusals.map(({ message }): RehearsedConflict => {
      return { kind: 'REFUSED', role: null, accountId: null, roleGrantId: null, count: 1, message };
    });
    const conflicts = [...refused, ...rehearsed.conflicts];
    return {
      rehearsed,
      isPossible: refusals.length === 0,
      refusals,
      conflicts: conflicts.slice(0, MOST_CONFLICTS),
      conflictCount: conflicts.length,
      accountCount: changes.length,
      gainedCount: changes.reduce((sum, { gainedCount }) => sum + gainedCount, 0),
      lostCount: changes.reduce((sum, { lostCount }) => sum + lostCount, 0),
      seats: [...seats],
    };
  }

  @FieldResolver(() => RehearsedAccountConnection, { description: 'The accounts that would gain or lose something.' })
  async accounts(
    @Root() { rehearsed }: Shown,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<RehearsedAccount>> {
    const slice = pageOf(rehearsed.changes.length, page);
    const some = rehearsed.changes.slice(slice.from, slice.to);
    await this.service.logLook(context, some);
    const nodes = some.map(({ shown }) => shown);
    const cursor = (index: number): string => String(slice.from + index);
    return {
      nodes,
      edges: nodes.map((node, index) => ({ node, cursor: cursor(index) })),
      pageInfo: {
        hasNextPage: slice.to < rehearsed.changes.length,
        hasPreviousPage: slice.from > 0,
        startCursor: nodes.length > 0 ? cursor(0) : null,
        endCursor: nodes.length > 0 ? cursor(nodes.length - 1) : null,
      },
      totalCount: rehearsed.changes.length,
    };
  }

  @Action('access.rehearse')
  @Query(() => PersonConnection, {
    description: 'The persons of whom an account would gain or lose something, among those whom the viewer may see.',
  })
  async rehearsedPersons(
    @Args(() => RehearsedPersonsArgs) args: RehearsedPersonsArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const ids = await this.service.persons(context, args);
    const { first, last, after, before } = args;
    const page = Object.fromEntries(
      Object.entries({ first, last, after, before }).filter(([, value]) => value != null),
    );
    return context.read.connection(
      'Person',
      {
        where: (person) => sql`${person}.id = any(${[...ids]}::uuid[])
          and ${predicateOf(context.access.guard('Person').listed(person))}`,
        page,
      },
      info,
    );
  }
}

const textFacts = (facts: object = {}): Readonly<Record<string, string | number | null>> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]),
  );

/** The part of a list that stands in memory which a page asks for; its cursors are places in the list. */
function pageOf(
  total: number,
  { first, last, after, before }: PageArgs,
): { readonly from: number; readonly to: number } {
  const limit = first ?? last;
  if (limit == null || (first != null && last != null))
    throw new Fault('BAD_USER_INPUT', 'pageSize', { maximum: MAXIMUM_PAGE });
  if ((first != null && before) || (last != null && after)) throw new Fault('BAD_USER_INPUT', 'cursorDirection');
  const cursor = after ?? before;
  if (cursor && !/^\d{1,9}$/.test(cursor)) throw new Fault('BAD_USER_INPUT', 'badCursor');
  if (last != null) {
    const to = Math.min(before ? Number(before) : total, total);
    return { from: Math.max(0, to - limit), to };
  }
  const from = Math.min(after ? Number(after) + 1 : 0, total);
  return { from, to: Math.min(from + limit, total) };
}
