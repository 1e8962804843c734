import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { invalid, notFound, Refusal } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText } from '../../base/input-text.js';
import type { ActionName, Catalogue, DataCategory } from '../../catalogue/index.js';
import { grantedScope } from '../grants/granted-scope.js';
import type { MatrixRole } from '../matrix/matrix.model.js';
import { mistakesInMatrix } from '../matrix/matrix.rules.js';
import type { Need } from './need.js';
import type { RoleRequest } from './role-request.entity.js';
import type { RequestFinerRoleInput, RoleNeedInput } from './role-request.inputs.js';
import type { RequestPart } from './role-request-person.entity.js';

/** What is asked for, as the role that would open exactly that. */
export const askedRole = (
  { needs, scope, module, purpose }: Pick<RoleRequest, 'needs' | 'scope' | 'module' | 'purpose'>,
  { key, name, description, risk }: Pick<MatrixRole, 'key' | 'name' | 'description' | 'risk'>,
): MatrixRole => ({
  key,
  name,
  description,
  scope,
  module,
  purpose,
  risk,
  seat: null,
  isMasterKey: false,
  readsEveryField: false,
  contains: [],
  actions: [],
  rights: needs.map(({ action, about, categories }) => ({ action, about, categories: [...categories] })),
});

/** Requests for finer roles (ST-8): they name every user and the data that is needed, so that a role can be found or made. */
export class RoleRequestService {
  constructor(private readonly catalogue: Catalogue) {}

  /** Asks for a role that opens exactly what is needed; answers the request's id. */
  async ask(context: Context, input: RequestFinerRoleInput): Promise<string> {
    const { db, viewer, now } = context;
    const reason = requiredText(input.reason, 'reason');
    const needs = input.needs.map((need, index) => this.needOf(need, index));
    const { scope, purpose, module = null } = input;
    this.requireRole({ needs, scope, module, purpose });
    const users = [...new Set(input.userIds.map((id) => uuidOf('Person', id) ?? ''))];
    await context.access.requirePersons('person.read', users, 'userIds', { category: 'NAME' });
    const limits = await grantedScope(context, 'exception.request', scope, input);
    await db.run(sql`select 1 from tenant where tenant_id = ${viewer.tenantId}::uuid for no key update`);
    const id = newId();
    await db.run(sql`insert into role_request (tenant_id, id, number, state, needs, scope, module, unit_id, stage,
        group_ids, purpose, reason, requested_by_person_id, requested_at)
      select ${viewer.tenantId}::uuid, ${id}::uuid, coalesce(max(number), 0) + 1, 'REQUESTED',
        ${JSON.stringify(needs)}::jsonb, ${scope}, ${module}, ${limits.unitId}::uuid, ${limits.stage},
        ${[...limits.groupIds]}::uuid[], ${purpose}, ${reason}, ${viewer.personId}::uuid, ${now}::timestamptz
      from role_request where tenant_id = ${viewer.tenantId}::uuid`);
    await this.name(context, id, 'USER', users);
    await this.name(context, id, 'SCOPE', limits.personIds);
    await writeLog(context, {
      action: 'exception.request',
      personIds: users,
      categories: ['SIGN_IN'],
      details: { roleRequestId: id, change: 'requested' },
    });
    return id;
  }

  /** Takes back one's own request, as long as nobody has answered it. */
  async withdraw(context: Context, globalId: string): Promise<string> {
    const { db, viewer, now } = context;
    const id = uuidOf('RoleRequest', globalId);
    const own =
      id &&
      (await db.first<{ state: string }>(sql`select state from role_request
        where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid
          and requested_by_person_id = ${viewer.personId}::uuid for update`));
    if (!id || !own) throw notFound('input', 'roleRequestId');
    if (own.state !== 'REQUESTED') {
      const field = ['input', 'roleRequestId'];
      throw new Refusal({ code: 'CONFLICT', messageKey: 'roleRequest.closed', field });
    }
    await db.run(sql`update role_request set state = 'WITHDRAWN', withdrawn_at = ${now}::timestamptz
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    await writeLog(context, { action: 'exception.request', details: { roleRequestId: id, change: 'withdrawn' } });
    return id;
  }

  /** A need by categories: an element asks for the one that it is of. */
  private needOf({ action, about, categories, elements }: RoleNeedInput, index: number): Need {
    const named = elements.map((element) => {
      const declared = this.catalogue.byName(element);
      if (!declared) throw invalid('roleRequest.element', ['input', 'needs', String(index), 'elements']);
      return declared.category;
    });
    const all: DataCategory[] = [...new Set([...categories, ...named])];
    if (all.length === 0) throw invalid('invalid.empty', ['input', 'needs', String(index), 'categories']);
    return { action: action as ActionName, about, categories: all, elements: [...new Set(elements)] };
  }

  /** What no role can open is told when it is asked for, not when it is answered. */
  private requireRole(asked: Pick<RoleRequest, 'needs' | 'scope' | 'module' | 'purpose'>): void {
    const role = askedRole(asked, { key: 'asked', name: 'asked', description: '', risk: 'LOW' });
    const [first, ...rest] = mistakesInMatrix({ roles: [role], functions: [] });
    if (first) throw new Refusal(first, ...rest);
  }

  private async name(
    { db, viewer }: Context,
    requestId: string,
    part: RequestPart,
    personIds: readonly string[],
  ): Promise<void> {
    if (personIds.length === 0) return;
    const rows = personIds.map((personId) => ({ id: newId(), personId }));
    await db.run(sql`insert into role_request_person (tenant_id, id, request_id, person_id, part)
      select ${viewer.tenantId}::uuid, r.id, ${requestId}::uuid, r."personId", ${part}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(id uuid, "personId" uuid)`);
  }
}
