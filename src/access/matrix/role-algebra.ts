import type { ActionName, DataCategory } from '../../catalogue/index.js';
import type { MatrixDocument, MatrixRole, Right, RightSubject, SeatKind } from './matrix.model.js';

/** What holding a role opens, its contained roles included (OP-5): actions, and by subject and action the categories. */
export interface Opened {
  readonly actions: ReadonlySet<ActionName>;
  readonly rights: ReadonlyMap<RightSubject, ReadonlyMap<ActionName, ReadonlySet<DataCategory>>>;
}

/** The roles of a matrix by key, and what follows from them. Containing is transitive; circles are harmless. */
export class RoleAlgebra {
  private readonly roles: ReadonlyMap<string, MatrixRole>;

  constructor(document: Pick<MatrixDocument, 'roles'>) {
    this.roles = new Map(document.roles.map((role) => [role.key, role]));
  }

  find(key: string): MatrixRole | undefined {
    return this.roles.get(key);
  }

  /** The role and every role that it contains, directly or through another; those that the matrix has not are left out. */
  closure(key: string): readonly MatrixRole[] {
    const found = new Map<string, MatrixRole>();
    const open = [key];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const role = this.roles.get(next);
      if (!role || found.has(next)) continue;
      found.set(next, role);
      open.push(...role.contains);
    }
    return [...found.values()];
  }

  /** Whether holding `outer` makes `inner` superfluous in the same scope. */
  contains(outer: string, inner: string): boolean {
    return outer !== inner && this.closure(outer).some(({ key }) => key === inner);
  }

  /** Whether a role opens everything: it is a master key, or contains one (OP-6). */
  isMasterKey(key: string): boolean {
    return this.closure(key).some(({ isMasterKey }) => isMasterKey);
  }

  /** The kinds of seat that holding a role takes: its own, and those of the roles that it contains (ST-1). */
  seats(key: string): ReadonlySet<SeatKind> {
    return new Set(this.closure(key).flatMap(({ seat }) => seat ?? []));
  }

  /** The courses that a role needs: its own, and those of the roles whose rights it has too (DP-6). */
  courses(key: string): ReadonlySet<string> {
    return new Set(this.closure(key).flatMap(({ needsCourse }) => needsCourse ?? []));
  }

  opened(key: string): Opened {
    const roles = this.closure(key);
    const rights = new Map<RightSubject, Map<ActionName, Set<DataCategory>>>();
    for (const { about, action, categories } of roles.flatMap((role): Right[] => role.rights)) {
      const byAction = rights.get(about) ?? new Map<ActionName, Set<DataCategory>>();
      const held = byAction.get(action) ?? new Set<DataCategory>();
      for (const category of categories) held.add(category);
      rights.set(about, byAction.set(action, held));
    }
    return { actions: new Set(roles.flatMap((role) => role.actions)), rights };
  }
}
