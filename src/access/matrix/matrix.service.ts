import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { alreadyExists, invalid, notFound, Refusal, staleVersion } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { requiredText } from '../../base/input-text.js';
import { passedCap, seatsRefusal } from '../seats/seats.js';
import type { Matrix, MatrixState } from './matrix.entity.js';
import type { DraftMatrixInput, MatrixVersionInput } from './matrix.inputs.js';
import type { CardRole, Course, JobFunction, MatrixDocument, MatrixRole } from './matrix.model.js';
import { mistakesInMatrix } from './matrix.rules.js';
import { RoleBook } from './role-book.js';
import { standardMatrix } from './standard-matrix.js';
import { optimusMatrix } from './templates/optimus.js';

/** Matrices that are ready to begin with, by the name under which a draft asks for them. */
export const matrixTemplates = { STANDARD: standardMatrix, OPTIMUS: optimusMatrix } as const;
export type MatrixTemplate = keyof typeof matrixTemplates;

type Draft = Pick<Matrix, 'id' | 'state' | 'content' | 'version'>;

/** From which state a step leads where (OP-12). */
const steps = {
  discuss: { from: ['DRAFT'], to: 'IN_DISCUSSION' },
  withdraw: { from: ['DRAFT', 'IN_DISCUSSION'], to: 'WITHDRAWN' },
  adopt: { from: ['DRAFT', 'IN_DISCUSSION'], to: 'ADOPTED' },
} as const satisfies Record<string, { readonly from: readonly MatrixState[]; readonly to: MatrixState }>;

const closed = (): Refusal =>
  new Refusal({ code: 'CONFLICT', messageKey: 'matrix.closed', field: ['input', 'matrixId'] });

/** Puts an element in the place of the one of its key, or behind the others. */
const placed = <Keyed extends { readonly key: string }>(all: readonly Keyed[], one: Keyed): Keyed[] =>
  all.some(({ key }) => key === one.key) ? all.map((each) => (each.key === one.key ? one : each)) : [...all, one];

/** The versions of a tenant's matrix: one is drafted at a time, one is in force, and none that was in force is lost. */
export class MatrixService {
  /** Begins a version with a template, or with the matrix in force; answers its id. */
  async draft(context: Context, input: DraftMatrixInput): Promise<string> {
    const { db, viewer } = context;
    const title = requiredText(input.title, 'title');
    await this.lockTenant(context);
    const content = input.template ? matrixTemplates[input.template] : await this.inForce(context);
    const id = newId();
    const made = await db.run(sql`insert into matrix (tenant_id, id, number, title, state, content)
      select ${viewer.tenantId}::uuid, ${id}::uuid, coalesce(max(number), 0) + 1, ${title}, 'DRAFT',
        ${JSON.stringify(content)}::jsonb
      from matrix where tenant_id = ${viewer.tenantId}::uuid
      having count(*) filter (where state in ('DRAFT', 'IN_DISCUSSION')) = 0`);
    if (made === 0) throw alreadyExists('matrix.open', 'input', 'title');
    await this.log(context, id, { matrix: 'drafted', ...(input.template ? { template: input.template } : {}) });
    return id;
  }

  setRole(context: Context, input: MatrixVersionInput, role: MatrixRole): Promise<string> {
    return this.edit(context, input, { role: role.key }, (content) => ({
      ...content,
      roles: placed(content.roles, role),
    }));
  }

  removeRole(context: Context, input: MatrixVersionInput, key: string): Promise<string> {
    return this.edit(context, input, { removedRole: key }, (content) => {
      if (!content.roles.some((role) => role.key === key)) throw notFound('input', 'key');
      return { ...content, roles: content.roles.filter((role) => role.key !== key) };
    });
  }

  setFunction(context: Context, input: MatrixVersionInput, job: JobFunction): Promise<string> {
    return this.edit(context, input, { function: job.key }, (content) => ({
      ...content,
      functions: placed(content.functions, job),
    }));
  }

  removeFunction(context: Context, input: MatrixVersionInput, key: string): Promise<string> {
    return this.edit(context, input, { removedFunction: key }, (content) => {
      if (!content.functions.some((job) => job.key === key)) throw notFound('input', 'key');
      return { ...content, functions: content.functions.filter((job) => job.key !== key) };
    });
  }

  /** Says which courses there are, in the place of those before. */
  setCourses(context: Context, input: MatrixVersionInput, courses: readonly Course[]): Promise<string> {
    return this.edit(context, input, { courses: courses.map(({ key }) => key).join(' ') }, (content) => ({
      ...content,
      courses: [...courses],
    }));
  }

  /** Says which roles come with cards, in the place of those before. */
  setCardRoles(context: Context, input: MatrixVersionInput, cardRoles: readonly CardRole[]): Promise<string> {
    return this.edit(context, input, { cardRoles: cardRoles.map(({ role }) => role).join(' ') }, (content) => ({
      ...content,
      cardRoles: [...cardRoles],
    }));
  }

  /** Takes a version one step on. Adopting one supersedes the one before, at the same moment. */
  async advance(context: Context, input: MatrixVersionInput, step: keyof typeof steps): Promise<string> {
    const { db, viewer, now } = context;
    await this.lockTenant(context);
    const { id, state, content } = await this.lock(context, input);
    const { from, to } = steps[step];
    if (!(from as readonly MatrixState[]).includes(state)) throw closed();
    if (to === 'ADOPTED') {
      this.check(content);
      await this.requireSeats(context, content);
      await db.run(sql`update matrix set state = 'SUPERSEDED', superseded_at = ${now}::timestamptz,
          version = version + 1, updated_at = ${now}::timestamptz
        where tenant_id = ${viewer.tenantId}::uuid and state = 'ADOPTED'`);
    }
    await db.run(sql`update matrix set state = ${to}, adopted_at = ${to === 'ADOPTED' ? now : null}::timestamptz,
        version = version + 1, updated_at = ${now}::timestamptz
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    await this.log(context, id, { matrix: to });
    return id;
  }

  private async edit(
    context: Context,
    input: MatrixVersionInput,
    details: Readonly<Record<string, string>>,
    change: (content: MatrixDocument) => MatrixDocument,
  ): Promise<string> {
    const { id, state, content } = await this.lock(context, input);
    if (state !== 'DRAFT' && state !== 'IN_DISCUSSION') throw closed();
    const changed = change(content);
    this.check(changed);
    await context.db.run(sql`update matrix set content = ${JSON.stringify(changed)}::jsonb, version = version + 1,
        updated_at = ${context.now}::timestamptz
      where tenant_id = ${context.viewer.tenantId}::uuid and id = ${id}::uuid`);
    await this.log(context, id, details);
    return id;
  }

  private check(content: MatrixDocument): void {
    const [first, ...rest] = mistakesInMatrix(content);
    if (first) throw new Refusal(first, ...rest);
  }

  /** A version that makes a seat of what people hold already passes no cap either (ST-1). */
  private async requireSeats(context: Context, content: MatrixDocument): Promise<void> {
    const before = new RoleBook(await this.inForce(context));
    const passed = await passedCap(context.db, before, new RoleBook(content));
    if (passed) throw seatsRefusal(passed, ['input', 'matrixId']);
  }

  private async inForce({ db, viewer }: Context): Promise<MatrixDocument> {
    const adopted = await db.first<{ content: MatrixDocument }>(sql`select content from matrix
      where tenant_id = ${viewer.tenantId}::uuid and state = 'ADOPTED'`);
    return adopted?.content ?? standardMatrix;
  }

  /** One at a time, so that two who adopt or draft at once take turns. */
  private async lockTenant({ db, viewer }: Context): Promise<void> {
    await db.run(sql`select 1 from tenant where tenant_id = ${viewer.tenantId}::uuid for no key update`);
  }

  private async lock({ db, viewer }: Context, input: MatrixVersionInput): Promise<Draft> {
    const id = uuidOf('Matrix', input.matrixId);
    const draft =
      id &&
      (await db.first<Draft>(sql`select id, state, content, version from matrix
        where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid for update`));
    if (!draft) throw notFound('input', 'matrixId');
    if (draft.version !== input.expectedVersion) throw staleVersion(draft.version);
    return draft;
  }

  private log(context: Context, matrixId: string, details: Readonly<Record<string, string>>): Promise<void> {
    return writeLog(context, { action: 'matrix.manage', details: { matrixId, ...details } });
  }
}

/** A key as the matrix takes it; anything else is told at its place. */
export function matrixKey(key: string, field: string): string {
  if (!/^[a-z][a-z0-9_]{0,59}$/.test(key)) throw invalid('matrix.key', ['input', field]);
  return key;
}
