import sql, { type Sql } from 'sql-template-tag';
import type { PreparedValue, RowGuard } from '../base/reading/index.js';
import { effectOf, type GrantHolder, type GrantInQuestion } from './grant-effect.js';
import { cardRegisterOf, functionsOf, hindrancesOf, supervisedStagesOf } from './grant-facts.js';
import type { RequestContext } from './request-context.js';
import type { RoleEffect } from './role-grant.types.js';

type Facts = GrantInQuestion & GrantHolder;

const factsOf = (grant: Sql): Sql => sql`(select json_build_object('role', ${grant}.role, 'basis', ${grant}.basis,
    'hindrances', ${hindrancesOf(grant, sql`a`)}, 'accountKind', a.kind, 'cardId', a.person_id,
    'cardRegister', ${cardRegisterOf(sql`a`)}, 'isOperator', t.kind = 'operator',
    'functions', ${functionsOf(sql`a`)}, 'supervisedStages', ${supervisedStagesOf(sql`a`)})
  from account a join tenant t on t.tenant_id = a.tenant_id
  where a.tenant_id = ${grant}.tenant_id and a.id = ${grant}.account_id)`;

/** Whether a grant has effect, as the wall itself judges it, in the words of the reader. */
export async function prepareEffect(context: RequestContext, _guard: RowGuard, grant: Sql): Promise<PreparedValue> {
  const finish = (facts: unknown): RoleEffect => {
    const { state, reasons } = effectOf(facts as Facts, facts as Facts, context.access.book);
    const message = (reasons.length > 0 ? reasons : [state]).map((each) => context.text(`effect.${each}`)).join(' ');
    return { state, reasons, message };
  };
  return { sql: factsOf(grant), finish, elements: [{ name: 'role_grant.role', need: { category: 'SIGN_IN' } }] };
}
