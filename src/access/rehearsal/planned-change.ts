import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import type { Transaction } from '../../base/database/transaction.js';
import { invalid, notFound } from '../../base/errors.js';
import { uuidOf } from '../../base/ids.js';
import type { ActionName } from '../../catalogue/index.js';
import type { ExceptionService } from '../exceptions/exception.service.js';
import type { FunctionService } from '../functions/function.service.js';
import type { RoleGrantService } from '../grants/role-grant.service.js';
import type { MatrixDocument } from '../matrix/matrix.model.js';
import type { MatrixService } from '../matrix/matrix.service.js';
import { RoleBook } from '../matrix/role-book.js';
import type { RehearseInput } from './rehearsal.types.js';

/** A change that can be made and undone. */
export interface PlannedChange {
  /** The right by which it is made; to rehearse it takes the same. */
  readonly action: ActionName;
  /** The accounts whose rights it can change: a predicate on `a`, a row of them. */
  readonly concerns: Sql;
  /** What roles mean afterwards; null where it stays. */
  readonly book: RoleBook | null;
  readonly make: (context: Context) => Promise<unknown>;
}

export interface ChangingServices {
  readonly matrices: MatrixService;
  readonly grants: RoleGrantService;
  readonly functions: FunctionService;
  readonly exceptions: ExceptionService;
}

const ofPerson = (personId: string | null): Sql => sql`a.person_id = ${personId}::uuid`;

/** What an input asks to be rehearsed; exactly one change. */
export function plannedChange(
  services: ChangingServices,
  { db }: Context,
  input: RehearseInput,
): Promise<PlannedChange> {
  const plans = [
    input.matrixId && adoption(services, db, input.matrixId),
    input.grant && grant(services, input.grant),
    input.revokedRoleGrantId && revocation(services, input.revokedRoleGrantId),
    input.assignment && assignment(services, input.assignment),
    input.endedFunctionAssignmentId && endOfFunction(services, input.endedFunctionAssignmentId),
    input.consentedExceptionId && consent(services, input.consentedExceptionId),
  ].filter((plan) => plan !== null && plan !== undefined && plan !== '');
  const [plan, ...others] = plans;
  if (!plan || others.length > 0) throw invalid('rehearse.one', ['input']);
  return Promise.resolve(plan);
}

async function adoption({ matrices }: ChangingServices, db: Transaction, matrixId: string): Promise<PlannedChange> {
  const id = uuidOf('Matrix', matrixId);
  const draft = await db.first<{ version: number; content: MatrixDocument }>(sql`select version, content from matrix
    where tenant_id = ${db.scope.tenantId}::uuid and id = ${id}::uuid`);
  if (!draft) throw notFound('input', 'matrixId');
  return {
    action: 'matrix.manage',
    concerns: sql`true`,
    book: new RoleBook(draft.content),
    make: (context) => matrices.advance(context, { matrixId, expectedVersion: draft.version }, 'adopt'),
  };
}

const grant = ({ grants }: ChangingServices, given: NonNullable<RehearseInput['grant']>): PlannedChange => ({
  action: 'role.grant',
  concerns: sql`a.id = ${uuidOf('Account', given.accountId)}::uuid`,
  book: null,
  make: (context) => grants.grant(context, given),
});

const revocation = ({ grants }: ChangingServices, roleGrantId: string): PlannedChange => ({
  action: 'role.grant',
  concerns: sql`a.id = (select g.account_id from role_grant g
    where g.tenant_id = a.tenant_id and g.id = ${uuidOf('RoleGrant', roleGrantId)}::uuid)`,
  book: null,
  make: (context) => grants.revoke(context, roleGrantId),
});

const assignment = (
  { functions }: ChangingServices,
  given: NonNullable<RehearseInput['assignment']>,
): PlannedChange => ({
  action: 'role.grant',
  concerns: ofPerson(uuidOf('Person', given.personId)),
  book: null,
  make: (context) => functions.assign(context, given),
});

const endOfFunction = ({ functions }: ChangingServices, functionAssignmentId: string): PlannedChange => ({
  action: 'role.grant',
  concerns: sql`a.person_id = (select j.person_id from function_assignment j
    where j.tenant_id = a.tenant_id and j.id = ${uuidOf('FunctionAssignment', functionAssignmentId)}::uuid)`,
  book: null,
  make: (context) => functions.end(context, functionAssignmentId),
});

const consent = ({ exceptions }: ChangingServices, exceptionId: string): PlannedChange => ({
  action: 'exception.decide',
  concerns: sql`a.id = (select e.account_id from access_exception e
    where e.tenant_id = a.tenant_id and e.id = ${uuidOf('AccessException', exceptionId)}::uuid)`,
  book: null,
  make: (context) => exceptions.decide(context, { exceptionId, isConsented: true, consultation: '…' }),
});
