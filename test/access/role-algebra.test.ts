import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MatrixRole, Right } from '../../src/access/matrix/matrix.model.js';
import { type Opened, RoleAlgebra } from '../../src/access/matrix/role-algebra.js';
import { standardMatrix } from '../../src/access/matrix/standard-matrix.js';

const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
const [pattern] = standardMatrix.roles as [MatrixRole];

const right: fc.Arbitrary<Right> = fc.record({
  action: fc.constantFrom('person.read', 'person.update', 'comment.write'),
  about: fc.constantFrom('PERSONS', 'STUDENTS', 'GUARDIANS'),
  categories: fc.uniqueArray(fc.constantFrom('NAME', 'CONTACT', 'HEALTH'), { minLength: 1 }),
});

/** Roles that contain each other in every way, in circles too. */
const matrix: fc.Arbitrary<MatrixRole[]> = fc.tuple(
  ...keys.map((key) =>
    fc
      .record({ contains: fc.uniqueArray(fc.constantFrom(...keys)), rights: fc.array(right, { maxLength: 4 }) })
      .map((given) => ({ ...pattern, key, ...given, actions: [] })),
  ),
);
const one = fc.constantFrom(...keys);

const flat = ({ actions, rights }: Opened): Set<string> =>
  new Set([
    ...actions,
    ...[...rights].flatMap(([about, byAction]) =>
      [...byAction].flatMap(([action, categories]) =>
        [...categories].map((category) => `${about} ${action} ${category}`),
      ),
    ),
  ]);

test('a role opens what its own rights say and what the roles open that it contains, and nothing else', () => {
  fc.assert(
    fc.property(matrix, one, (roles, key) => {
      const algebra = new RoleAlgebra({ roles });
      const own = algebra.find(key);
      const alone = flat(new RoleAlgebra({ roles: own ? [{ ...own, contains: [] }] : [] }).opened(key));
      const inner = (own?.contains ?? []).flatMap((contained) => [...flat(algebra.opened(contained))]);
      expect(flat(algebra.opened(key))).toEqual(new Set([...alone, ...inner]));
    }),
  );
});

test('containing is transitive, and a contained role opens nothing more', () => {
  fc.assert(
    fc.property(matrix, one, one, one, (roles, outer, middle, inner) => {
      const algebra = new RoleAlgebra({ roles });
      if (algebra.contains(outer, middle)) {
        const all = flat(algebra.opened(outer));
        expect([...flat(algebra.opened(middle))].filter((opened) => !all.has(opened))).toEqual([]);
      }
      if (outer !== inner && algebra.contains(outer, middle) && algebra.contains(middle, inner)) {
        expect(algebra.contains(outer, inner)).toBe(true);
      }
      expect(algebra.contains(outer, outer)).toBe(false);
    }),
  );
});

test('a further containment takes nothing away', () => {
  fc.assert(
    fc.property(matrix, one, one, one, (roles, key, outer, inner) => {
      const before = flat(new RoleAlgebra({ roles }).opened(key));
      const more = roles.map((role) =>
        role.key === outer ? { ...role, contains: [...new Set([...role.contains, inner])] } : role,
      );
      const after = flat(new RoleAlgebra({ roles: more }).opened(key));
      expect([...before].filter((opened) => !after.has(opened))).toEqual([]);
    }),
  );
});
