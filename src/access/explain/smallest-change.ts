import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { Refusal } from '../../base/errors.js';
import { toGlobalId } from '../../base/ids.js';
import { predicateOf } from '../../base/predicate.js';
import type { MembershipService } from '../../groups/index.js';
import { type FieldDefinition, fieldDefinitionsOf } from '../../people/index.js';
import type { CourseService } from '../courses/course.service.js';
import type { ExceptionService } from '../exceptions/exception.service.js';
import type { FunctionService } from '../functions/function.service.js';
import type { RoleGrantService } from '../grants/role-grant.service.js';
import type { GrantRoleInput } from '../grants/role-grant.types.js';
import { functionName, roleName } from '../grants/role-names.js';
import { riskClasses } from '../matrix/matrix.model.js';
import { weightOf } from '../rehearsal/openings.js';
import { actingController } from '../wall/acting.js';
import type { PersonWall } from '../wall/person-wall.js';
import type { PersonWalls } from '../wall/person-walls.js';
import { type Candidate, candidatesOf } from './candidates.js';
import { type AccessChange, changeKinds } from './explain.types.js';
import type { GrantRow } from './grants.js';
import type { Question } from './question.js';
import { surroundingsOf } from './surroundings.js';

const MONTH_MS = 30 * 24 * 60 * 60 * 1_000;
/** Stands in nothing that is kept. */
const TRIED = '…';

export interface ChangeServices {
  readonly walls: PersonWalls;
  readonly grants: RoleGrantService;
  readonly functions: FunctionService;
  readonly exceptions: ExceptionService;
  readonly courses: CourseService;
  readonly memberships: MembershipService;
}

/** Finds out by trying which changes would open something: each in a savepoint, by the services that would make it. */
export class SmallestChange {
  constructor(private readonly services: ChangeServices) {}

  /** Of each kind the change that is enough and opens the least, at the least risk; those that open the least first. */
  async of(context: Context, question: Question, grants: readonly GrantRow[]): Promise<AccessChange[]> {
    const { db } = context;
    const fields = await fieldDefinitionsOf(db);
    const before = await weightOf(db, question.wall, fields);
    const facts = { grants, ...(await surroundingsOf(context, question)) };
    const enough: AccessChange[] = [];
    for (const candidate of candidatesOf(question, facts)) {
      const after = await db.tryOut((part) =>
        this.try(
          actingController(context, part, this.services.walls, question.wall.book),
          question,
          candidate,
          fields,
          grants,
        ),
      );
      if (after === null) continue;
      enough.push({
        ...candidate.change,
        opens: Math.max(0, after - before),
        message: this.message(context, question, candidate),
      });
    }
    const ranked = enough.sort(rank);
    return ranked.filter((one, index) => ranked.findIndex(({ kind }) => kind === one.kind) === index);
  }

  /** How much the account would have opened to it after the change; null where that is not what was asked for. */
  private async try(
    acting: Context,
    question: Question,
    { change, grant }: Candidate,
    defined: readonly FieldDefinition[],
    grants: readonly GrantRow[],
  ): Promise<number | null> {
    const { db } = acting;
    try {
      const { wall, field } = question;
      if (change.function) {
        const personId = toGlobalId('Person', wall.viewer.cardId ?? '');
        await this.services.functions.assign(acting, {
          personId,
          function: change.function,
          acknowledgesGuidance: true,
        });
      }
      if (grant && change.kind === 'EXCEPTION') await this.except(acting, question, grant);
      else if (grant) await this.services.grants.grant(acting, grant);
      if (change.kind === 'JOIN_GROUP') await this.join(acting, change, question.personId, 'MEMBER');
      if (change.kind === 'SUPERVISE_GROUP') await this.join(acting, change, wall.viewer.cardId, 'SUPERVISOR');
      const named = change.kind === 'NAME_FIELD_READER' ? (change.role ?? '') : null;
      const needs = named
        ? question.needs.map((need) => ({ ...need, roles: [...(need.roles ?? []), named] }))
        : question.needs;
      for (const course of change.courses) await this.complete(acting, question, course);
      const changed = await this.changed(db, question, change, grants);
      if (!changed) return null;
      const { personId, action } = question;
      const row = await db.first<{ isAllowed: boolean }>(sql`select
          ${predicateOf(changed.reached(action, needs, sql`p.id`))} as "isAllowed"
        from person p where p.tenant_id = ${db.scope.tenantId}::uuid and p.id = ${personId}::uuid`);
      if (!row?.isAllowed) return null;
      const fields = defined.map((one) =>
        named && one.id === field?.id ? { ...one, readableBy: [...one.readableBy, named] } : one,
      );
      return await weightOf(db, changed, fields);
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  private async join(
    acting: Context,
    { groupId }: Candidate['change'],
    personId: string | null,
    role: 'MEMBER' | 'SUPERVISOR',
  ): Promise<void> {
    if (!groupId || !personId) return;
    await this.services.memberships.add(acting, { groupId, personId: toGlobalId('Person', personId), role });
  }

  private async complete(acting: Context, { wall }: Question, course: string): Promise<void> {
    const personId = toGlobalId('Person', wall.viewer.cardId ?? '');
    const completedOn = acting.now.toISOString().slice(0, 10);
    await this.services.courses.record(acting, { personId, course, completedOn });
  }

  /** The account's wall after the change; what a review froze counts again with a decision that is the reviewer's to make. */
  private async changed(
    db: Transaction,
    { wall, accountId }: Question,
    { kind, roleGrantId }: Candidate['change'],
    grants: readonly GrantRow[],
  ): Promise<PersonWall | null> {
    if (kind !== 'RESTORE_REVIEWED') return this.services.walls.of(db, accountId);
    const restored = grants
      .filter(({ grantId }) => toGlobalId('RoleGrant', grantId) === roleGrantId)
      .map((grant) => ({ ...grant, hindrances: [] }));
    return this.services.walls.with(db, { ...wall.viewer, roles: [...wall.viewer.roles, ...restored] }, wall.book);
  }

  /** Asked for by one and consented to by another, as a controller could for a month. */
  private async except(asking: Context, { wall: { book } }: Question, grant: GrantRoleInput): Promise<void> {
    const { exceptions, walls } = this.services;
    const endsAt = new Date(asking.now.getTime() + MONTH_MS);
    const id = await exceptions.request(asking, { ...grant, reason: TRIED, endsAt });
    const exceptionId = toGlobalId('AccessException', id);
    await exceptions.decide(actingController(asking, asking.db, walls, book), {
      exceptionId,
      isConsented: true,
      consultation: TRIED,
    });
  }

  private message(context: Context, { wall: { book } }: Question, { change, place }: Candidate): string {
    return context.text(`explain.change.${change.kind}`, {
      role: change.role ? roleName(context, book, change.role) : '',
      function: change.function ? functionName(book, change.function) : '',
      place: place ?? 'none',
    });
  }
}

const riskOf = ({ risk }: AccessChange): number => (risk ? riskClasses.indexOf(risk) : -1);

const rank = (one: AccessChange, other: AccessChange): number =>
  one.opens - other.opens ||
  riskOf(one) - riskOf(other) ||
  changeKinds.indexOf(one.kind) - changeKinds.indexOf(other.kind);
