import sql from 'sql-template-tag';
import { writeLog } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { alreadyExists, invalid, notFound, Refusal } from '../../base/errors.js';
import { newId, uuidOf } from '../../base/ids.js';
import { lockPersons } from '../../people/index.js';
import { validityOf } from '../grants/validity.js';
import type { JobFunction } from '../matrix/matrix.model.js';
import type { RoleBooks } from '../matrix/role-book.js';
import type { AssignFunctionInput } from './function-assignment.types.js';

const EMPLOYMENT = { category: 'EMPLOYMENT' };

/** Which job function a person has. Nobody assigns one to themselves: roles follow from it. */
export class FunctionService {
  constructor(private readonly books: RoleBooks) {}

  async assign(context: Context, input: AssignFunctionInput): Promise<string> {
    const { db, viewer, now } = context;
    const personId = await this.person(context, input.personId, 'personId');
    const job = await this.functionOf(context, input.function);
    if (job.guidance.length > 0 && !input.acknowledgesGuidance) {
      throw invalid('function.acknowledge', ['input', 'acknowledgesGuidance']);
    }
    const { validFrom, validUntil } = validityOf(now, input);
    await lockPersons(db, [personId], 'personId');
    const held = await db.first(sql`select 1 from function_assignment where tenant_id = ${viewer.tenantId}::uuid
      and person_id = ${personId}::uuid and function = ${job.key} and (valid_until is null or valid_until > now())`);
    if (held) throw alreadyExists('function.held', 'input', 'function');
    const id = newId();
    await db.run(sql`insert into function_assignment (tenant_id, id, person_id, function, assigned_by_account_id,
        guidance_acknowledged_at, valid_from, valid_until)
      values (${viewer.tenantId}::uuid, ${id}::uuid, ${personId}::uuid, ${job.key}, ${viewer.accountId}::uuid,
        ${job.guidance.length > 0 ? now : null}::timestamptz, coalesce(${validFrom}::timestamptz, now()),
        ${validUntil}::timestamptz)`);
    await this.log(context, personId, { functionAssignmentId: id, function: job.key, change: 'assigned' });
    return id;
  }

  /** Ends an assignment at once; the roles that rest on it have no effect from then on. */
  async end(context: Context, globalId: string): Promise<string> {
    const { db, viewer } = context;
    const id = uuidOf('FunctionAssignment', globalId);
    const found =
      id &&
      (await db.first<{ personId: string; function: string }>(sql`select person_id as "personId", function
        from function_assignment where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid
          and (valid_until is null or valid_until > now()) for update`));
    if (!id || !found) throw notFound('input', 'functionAssignmentId');
    await context.access.requirePersons('person.update', [found.personId], 'functionAssignmentId', EMPLOYMENT);
    await db.run(sql`update function_assignment set valid_until = now()
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid`);
    await this.log(context, found.personId, { functionAssignmentId: id, function: found.function, change: 'ended' });
    return id;
  }

  private async functionOf({ db }: Context, key: string): Promise<JobFunction> {
    const { matrix } = await this.books.now(db);
    const job = matrix.functions.find((one) => one.key === key);
    if (!job) throw invalid('function.unknown', ['input', 'function']);
    return job;
  }

  private async person(context: Context, globalId: string, field: string): Promise<string> {
    const personId = uuidOf('Person', globalId);
    if (!personId) throw notFound('input', field);
    if (personId === context.viewer.personId) {
      throw new Refusal({ code: 'FORBIDDEN', messageKey: 'role.notOneself', field: ['input', field] });
    }
    await context.access.requirePersons('person.update', [personId], field, EMPLOYMENT);
    return personId;
  }

  private log(context: Context, personId: string, details: Readonly<Record<string, string>>): Promise<void> {
    return writeLog(context, { action: 'role.grant', personIds: [personId], categories: ['EMPLOYMENT'], details });
  }
}
