import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { PreparedValue, RowGuard } from '../../base/reading/index.js';
import { coursesOf } from '../courses/course-states.js';
import type { RoleBook } from '../matrix/role-book.js';
import { courseNames } from '../wall/held-role.js';
import type { RequestContext } from '../wall/request-context.js';
import { type Effect, effectOf, type GrantHolder, type GrantInQuestion } from './grant-effect.js';
import { cardRegisterOf, functionsOf, hindrancesOf, supervisedStagesOf } from './grant-facts.js';
import type { RoleEffect } from './role-grant.types.js';

type Facts = GrantInQuestion & GrantHolder;

const factsOf = (grant: Sql): Sql => sql`(select json_build_object('role', ${grant}.role, 'basis', ${grant}.basis,
    'hindrances', ${hindrancesOf(grant, sql`a`)}, 'accountKind', a.kind, 'cardId', a.person_id,
    'cardRegister', ${cardRegisterOf(sql`a`)}, 'isOperator', t.kind = 'operator',
    'functions', ${functionsOf(sql`a`)}, 'supervisedStages', ${supervisedStagesOf(sql`a`)},
    'courses', ${coursesOf(sql`a`, 'VALID')}, 'lapsedCourses', ${coursesOf(sql`a`, 'LAPSED')})
  from account a join tenant t on t.tenant_id = a.tenant_id
  where a.tenant_id = ${grant}.tenant_id and a.id = ${grant}.account_id)`;

/** A sentence for each thing that is against a grant; where nothing is, the one that it is in effect. */
export function effectInWords(
  context: Pick<Context, 'text'>,
  { state, reasons, lackedCourses }: Effect,
  book: RoleBook,
): string[] {
  const told = reasons.length > 0 ? reasons : [state];
  return told.map((each) => context.text(`effect.${each}`, { course: courseNames(lackedCourses, book) }));
}

/** Whether a grant has effect, as the wall itself judges it, in the words of the reader. */
export async function prepareEffect(context: RequestContext, _guard: RowGuard, grant: Sql): Promise<PreparedValue> {
  const finish = (facts: unknown): RoleEffect => {
    const { book } = context.access;
    const effect = effectOf(facts as Facts, facts as Facts, book);
    return { ...effect, message: effectInWords(context, effect, book).join(' ') };
  };
  return { sql: factsOf(grant), finish, elements: [{ name: 'role_grant.role', need: { category: 'SIGN_IN' } }] };
}
