import type { Need } from '../../base/access.js';
import type { MatrixRole, RightSubject } from '../matrix/matrix.model.js';
import type { RoleBook } from '../matrix/role-book.js';
import type { Reach } from '../roles.js';

/** Through which contained roles a role has a right, by the shortest way: from the role itself to the one whose own it is. */
export function roleChain(
  book: RoleBook,
  role: string,
  right: { readonly action: string; readonly reach: Reach; readonly needs: readonly Need[] },
): string[] {
  const about = subjectsOf(right.reach);
  const gives = (own: MatrixRole): boolean => {
    const categories: readonly string[] = own.rights
      .filter((one) => about.includes(one.about) && one.action === right.action)
      .flatMap((one) => one.categories);
    if (right.needs.length === 0) return categories.length > 0;
    return right.needs.every(
      ({ category, roles }) => categories.includes(category) || (own.key !== role && roles?.includes(own.key) === true),
    );
  };
  const known = new Set([role]);
  for (const chain of breadthFirst(role)) {
    const found = book.algebra.find(chain.at(-1) ?? role);
    if (found && gives(found)) return chain;
  }
  return [role];

  function* breadthFirst(first: string): Generator<string[]> {
    const open = [[first]];
    for (let chain = open.shift(); chain; chain = open.shift()) {
      yield chain;
      for (const inner of book.algebra.find(chain.at(-1) ?? '')?.contains ?? []) {
        if (known.has(inner)) continue;
        known.add(inner);
        open.push([...chain, inner]);
      }
    }
  }
}

function subjectsOf(reach: Reach): readonly RightSubject[] {
  if (reach.startsWith('guardians')) return ['GUARDIANS'];
  if (reach.startsWith('students')) return ['STUDENTS'];
  return ['PERSONS'];
}
