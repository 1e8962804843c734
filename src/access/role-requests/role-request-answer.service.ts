import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { alreadyExists, invalid, notFound, Refusal } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import { requiredText, textOrNull } from '../../base/input-text.js';
import { type MatrixService, matrixKey } from '../matrix/matrix.service.js';
import type { RoleBooks } from '../matrix/role-book.js';
import { comparedTo, offered, roleOptions, uncoveredBy } from './role-options.js';
import type { RoleRequest } from './role-request.entity.js';
import type { AnswerRoleRequestInput, NewRoleInput } from './role-request.inputs.js';
import { askedRole } from './role-request.service.js';
import type { RoleOptionsType } from './role-request.types.js';

type Asked = Pick<RoleRequest, 'id' | 'state' | 'needs' | 'scope' | 'module' | 'purpose'>;

/** What an answer comes to. */
interface Answered {
  readonly role: string | null;
  readonly matrixId: string | null;
}

/** How many options are offered: those further down open little of what is asked, or much else. */
const OFFERED = 20;

/** Answers requests for finer roles: with a role that there is, found by comparing rights, or with a new one. */
export class RoleRequestAnswerService {
  constructor(
    private readonly books: RoleBooks,
    private readonly matrices: MatrixService,
  ) {}

  /** What there is to answer with; null for a request that is not there. */
  async options(context: Context, globalId: string): Promise<RoleOptionsType | null> {
    const { db, viewer } = context;
    const asked = await this.find(context, uuidOf('RoleRequest', globalId));
    if (!asked) return null;
    const book = await this.books.now(db);
    const users = await db.many<{ personId: string; functions: string[] }>(sql`select r.person_id as "personId",
        array(select f.function from function_assignment f where f.tenant_id = r.tenant_id and f.person_id = r.person_id
          and f.valid_from <= now() and (f.valid_until is null or f.valid_until > now())) as functions
      from role_request_person r where r.tenant_id = ${viewer.tenantId}::uuid and r.request_id = ${asked.id}::uuid
        and r.part = 'USER'`);
    const personIds = users.map(({ personId }) => personId);
    const elements = ['function_assignment.function'];
    await writeLog(context, { action: 'person.read', personIds, categories: ['EMPLOYMENT'], details: { elements } });
    const found = roleOptions(book, asked);
    const options = found.map((option) => ({
      ...option,
      isComplete: option.missing.length === 0,
      isWider: option.wider > 0,
      usersWithFunction: users.filter(
        ({ functions }) => !book.bindsRoles || book.functionRoles(option.role.key, functions).length > 0,
      ).length,
    }));
    const seats = [...book.seatRoles('ADMINISTRATOR'), ...book.seatRoles('OBSERVER')];
    const others = await db.first<{ count: number }>(sql`select count(distinct g.person_id)::int as count
      from role_grant g where g.tenant_id = ${viewer.tenantId}::uuid and g.role = any(${seats}::text[])
        and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
        and g.person_id <> all(${personIds}::uuid[])`);
    return {
      options: offered(options).slice(0, OFFERED) as unknown as RoleOptionsType['options'],
      uncovered: uncoveredBy(book, found, asked),
      users: users.length,
      seatHoldersNotNamed: others?.count ?? 0,
    };
  }

  /** Answers a request, for good. Grants are made apart, by who may make them. */
  async answer(context: Context, input: AnswerRoleRequestInput): Promise<string> {
    const { db, viewer, now } = context;
    const id = uuidOf('RoleRequest', input.roleRequestId);
    const asked = await this.find(context, id, true);
    if (!asked) throw notFound('input', 'roleRequestId');
    if (asked.state !== 'REQUESTED') {
      const field = ['input', 'roleRequestId'];
      throw new Refusal({ code: 'CONFLICT', messageKey: 'roleRequest.closed', field });
    }
    const { role, matrixId } = await this.answered(context, asked, input);
    await db.run(sql`update role_request set state = ${input.answer}, role = ${role}, matrix_id = ${matrixId}::uuid,
        reply = ${textOrNull(input.reply)}, answered_at = ${now}::timestamptz,
        answered_by_person_id = ${viewer.personId}::uuid
      where tenant_id = ${viewer.tenantId}::uuid and id = ${asked.id}::uuid`);
    const users = await db.many<{ personId: string }>(sql`select person_id as "personId" from role_request_person
      where tenant_id = ${viewer.tenantId}::uuid and request_id = ${asked.id}::uuid and part = 'USER'`);
    await writeLog(context, {
      action: 'matrix.manage',
      personIds: users.map(({ personId }) => personId),
      categories: ['SIGN_IN'],
      details: { roleRequestId: asked.id, answer: input.answer, ...(role ? { role } : {}) },
    });
    return asked.id;
  }

  private async answered(context: Context, asked: Asked, input: AnswerRoleRequestInput): Promise<Answered> {
    switch (input.answer) {
      case 'EXISTING_ROLE':
        return { role: await this.existing(context, asked, input), matrixId: null };
      case 'NEW_ROLE':
        return this.made(context, asked, input.newRole ?? null);
      case 'DECLINED':
        requiredText(input.reply, 'reply');
        return { role: null, matrixId: null };
    }
  }

  /** A role that opens some of what is asked; where it is not all, who asked is told why it must do. */
  private async existing({ db }: Context, asked: Asked, { role, reply }: AnswerRoleRequestInput): Promise<string> {
    const key = requiredText(role, 'role');
    const book = await this.books.now(db);
    const found = book.algebra.find(key);
    if (!found) throw invalid('matrix.unknownRole', ['input', 'role'], { role: key });
    const option = comparedTo(book, found, asked);
    if (!option) throw invalid('roleRequest.noAnswer', ['input', 'role'], { role: key });
    if (option.missing.length > 0 && textOrNull(reply) === null) {
      throw invalid('roleRequest.incomplete', ['input', 'reply'], { role: key });
    }
    return key;
  }

  /** Puts a role with exactly what is asked into a draft, beside those that it has. */
  private async made(context: Context, asked: Asked, wanted: NewRoleInput | null): Promise<Answered> {
    if (!wanted) throw invalid('invalid.empty', ['input', 'newRole']);
    const { db, viewer } = context;
    const key = matrixKey(wanted.key, 'newRole');
    const taken = await db.first(sql`select 1 from matrix where tenant_id = ${viewer.tenantId}::uuid
      and id = ${uuidOf('Matrix', wanted.matrixId)}::uuid
      and content -> 'roles' @> ${JSON.stringify([{ key }])}::jsonb`);
    if (taken) throw alreadyExists('roleRequest.keyTaken', 'input', 'newRole', 'key');
    const { risk } = wanted;
    const name = requiredText(wanted.name, 'newRole');
    const role = askedRole(asked, { key, name, description: textOrNull(wanted.description) ?? '', risk });
    const matrixId = await this.matrices.setRole(context, wanted, role);
    return { role: key, matrixId };
  }

  private async find({ db, viewer }: Context, id: string | null, isLocked = false): Promise<Asked | null> {
    if (!id) return null;
    return db.first<Asked>(sql`select id, state, needs, scope, module, purpose from role_request
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid ${isLocked ? sql`for update` : sql``}`);
  }
}
