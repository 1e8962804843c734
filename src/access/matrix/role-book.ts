import { hash } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Transaction } from '../../base/database/transaction.js';
import type { Viewer } from '../../base/viewer.js';
import { fixedRoles, isFixedRole, type Reach, type RoleDefinition, type ScopedRights, type Within } from '../roles.js';
import type {
  Course,
  FunctionRole,
  MatrixDocument,
  MatrixRole,
  RightSubject,
  ScopeKind,
  SeatKind,
} from './matrix.model.js';
import { RoleAlgebra } from './role-algebra.js';
import { standardMatrix } from './standard-matrix.js';

const withins: Readonly<Record<Exclude<ScopeKind, 'TENANT'>, Within>> = {
  UNIT: 'unit',
  SUPERVISED: 'supervised',
  GROUPS: 'groups',
  MODULE: 'module',
  PEOPLE: 'people',
  SELF: 'self',
};

function reachOf(scope: ScopeKind, about: RightSubject): Reach {
  if (about === 'STUDENTS') return scope === 'TENANT' ? 'students' : `students of ${withins[scope]}`;
  if (scope === 'TENANT') return about === 'PERSONS' ? 'tenant' : 'guardians of tenant';
  return about === 'PERSONS' ? withins[scope] : `guardians of ${withins[scope]}`;
}

function definitionOf(role: MatrixRole, algebra: RoleAlgebra): RoleDefinition {
  const { actions, rights } = algebra.opened(role.key);
  const { scope, purpose, module } = role;
  return {
    purpose,
    scope,
    module,
    includes: new Set(algebra.closure(role.key).map(({ key }) => key)),
    actions: [...actions],
    readsEveryField: algebra.closure(role.key).some(({ readsEveryField }) => readsEveryField),
    persons: [...rights].map(
      ([about, byAction]): ScopedRights => ({
        reach: reachOf(scope, about),
        rights: Object.fromEntries([...byAction].map(([action, categories]) => [action, [...categories]])),
        ...(about === 'GUARDIANS' ? {} : { readsNamedFields: true }),
      }),
    ),
  };
}

/** What the roles of one tenant mean: the fixed ones, and those of the matrix that it has adopted. */
export class RoleBook {
  readonly algebra: RoleAlgebra;
  private readonly definitions: ReadonlyMap<string, RoleDefinition>;

  constructor(readonly matrix: MatrixDocument) {
    this.algebra = new RoleAlgebra(matrix);
    this.definitions = new Map(
      matrix.roles.filter(({ key }) => !isFixedRole(key)).map((role) => [role.key, definitionOf(role, this.algebra)]),
    );
  }

  /** Null for a role that the adopted matrix has not: it has no effect. */
  find(key: string): RoleDefinition | null {
    return isFixedRole(key) ? fixedRoles[key] : (this.definitions.get(key) ?? null);
  }

  /** What the tenant calls a role of its own matrix; null for one that every tenant has, which is named in every language. */
  nameOf(key: string): string | null {
    return this.matrix === standardMatrix ? null : (this.algebra.find(key)?.name ?? null);
  }

  /** The definition of a role that a controller can grant; a master key comes through the exception path alone (OP-6). */
  grantable(key: string): RoleDefinition | null {
    if (key === 'end_user' || key === 'operator' || this.algebra.isMasterKey(key)) return null;
    return this.find(key);
  }

  /** How a role belongs to the job functions that somebody has: empty where it belongs to none of them (OP-2). */
  functionRoles(key: string, functions: readonly string[]): readonly FunctionRole[] {
    return this.matrix.functions
      .filter((job) => functions.includes(job.key))
      .flatMap((job) => job.roles.filter(({ role }) => role === key));
  }

  /** Whether grants rest on job functions: a matrix without any binds no role to one. */
  get bindsRoles(): boolean {
    return this.matrix.functions.length > 0;
  }

  /**
   * What an exception to have a role is consented on the basis of: what the role opens, and the holder's functions. Where
   * either changes, the exception is stale and has no effect (OP-7).
   */
  basisOf(key: string, functions: readonly string[]): string {
    const definition = this.find(key);
    const opens = definition && { ...definition, includes: [...definition.includes].sort() };
    return hash('sha256', JSON.stringify([opens, [...functions].sort()]), 'base64url');
  }

  /** The roles that come to an account of a kind with a card of a register, with no grant. */
  cardRoles(kind: Viewer['accountKind'], register: string | null): readonly string[] {
    return (this.matrix.cardRoles ?? [])
      .filter((one) => one.account.toLowerCase() === kind && one.register === register)
      .map(({ role }) => role);
  }

  findCourse(key: string): Course | null {
    return this.matrix.courses?.find((course) => course.key === key) ?? null;
  }

  /** What the matrix calls a course; null for one that it has no more. */
  courseName(key: string): string | null {
    return this.findCourse(key)?.name ?? null;
  }

  /** The roles that take a seat of a kind. */
  seatRoles(kind: SeatKind): readonly string[] {
    return this.matrix.roles.map(({ key }) => key).filter((key) => this.algebra.seats(key).has(kind));
  }

  /** The roles that a tenant's own field can be opened to: those that see persons, but not every field anyhow. */
  get fieldReaders(): readonly string[] {
    return ['end_user', ...this.definitions.keys()].filter((key) => {
      const definition = this.find(key);
      return definition !== null && definition.persons.length > 0 && !definition.readsEveryField;
    });
  }
}

/** The book of a tenant that has adopted no matrix of its own. */
export const standardRoles = new RoleBook(standardMatrix);

const REMEMBERED = 1_000;

/** The tenants' books. An adopted matrix never changes, so that one which was read once is read no more. */
export class RoleBooks {
  private readonly adopted = new Map<string, RoleBook>();

  /** The book of the transaction's tenant, where nobody's rights were read before. */
  async now(db: Transaction): Promise<RoleBook> {
    const adopted = await db.first<{ id: string }>(sql`select id from matrix
      where tenant_id = ${db.scope.tenantId}::uuid and state = 'ADOPTED'`);
    return this.of(db, adopted?.id ?? null);
  }

  /** `matrixId` is the matrix that the tenant has adopted; null where that is none of its own. */
  async of(db: Transaction, matrixId: string | null): Promise<RoleBook> {
    if (matrixId === null) return standardRoles;
    const known = this.adopted.get(matrixId);
    if (known) return known;
    const row = await db.first<{ content: MatrixDocument }>(sql`select content from matrix
      where tenant_id = ${db.scope.tenantId}::uuid and id = ${matrixId}::uuid`);
    if (!row) throw new Error('the adopted matrix is gone');
    const book = new RoleBook(row.content);
    if (this.adopted.size >= REMEMBERED) this.adopted.clear();
    this.adopted.set(matrixId, book);
    return book;
  }
}
