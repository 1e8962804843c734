import type { ActionName, DataCategory } from '../../catalogue/index.js';
import type { MatrixRole, Module, Right, RightSubject, ScopeKind } from '../matrix/matrix.model.js';
import type { RoleBook } from '../matrix/role-book.js';
import { everybody } from '../roles.js';

/** What a request asks for: rights, and about whom. */
export interface Asked {
  readonly needs: readonly Right[];
  readonly scope: ScopeKind;
  readonly module: Module | null;
}

/** A role of the matrix held against what is asked. */
export interface RoleOption {
  readonly role: MatrixRole;
  /** What is asked and the role does not open; empty where it covers everything. */
  readonly missing: readonly Right[];
  /** What it opens beyond what is asked. */
  readonly surplus: readonly Right[];
  readonly surplusActions: readonly ActionName[];
  /** By how many steps it reaches further than asked; 0 where it reaches as far. */
  readonly wider: number;
}

/** The scopes in which a role reaches those who are asked for, the narrowest first. */
const reaching: Readonly<Record<ScopeKind, readonly ScopeKind[]>> = {
  SELF: ['SELF', 'PEOPLE', 'UNIT', 'TENANT'],
  PEOPLE: ['PEOPLE', 'UNIT', 'TENANT'],
  SUPERVISED: ['SUPERVISED', 'GROUPS', 'UNIT', 'TENANT'],
  GROUPS: ['GROUPS', 'UNIT', 'TENANT'],
  MODULE: ['MODULE', 'UNIT', 'TENANT'],
  UNIT: ['UNIT', 'TENANT'],
  TENANT: ['TENANT'],
};

const cell = (about: string, action: string, category: string): string => `${about} ${action} ${category}`;

const cellsOf = (rights: readonly Right[]): ReadonlySet<string> =>
  new Set(rights.flatMap(({ about, action, categories }) => categories.map((one) => cell(about, action, one))));

const without = (cells: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...cells].filter((one) => !others.has(one));

function rightsOf(cells: Iterable<string>): Right[] {
  const parted = [...cells].map((one) => one.split(' ') as [RightSubject, ActionName, DataCategory]);
  return [...Map.groupBy(parted, ([about, action]) => `${about} ${action}`).values()].flatMap((alike) => {
    const [first] = alike;
    return first ? [{ about: first[0], action: first[1], categories: alike.map(([, , category]) => category) }] : [];
  });
}

function openedCells({ algebra }: RoleBook, key: string): ReadonlySet<string> {
  const cells = [...algebra.opened(key).rights].flatMap(([about, byAction]) =>
    [...byAction].flatMap(([action, categories]) => [...categories].map((one) => cell(about, action, one))),
  );
  return new Set(cells);
}

/** How much wider than asked a role reaches; null where it does not reach everybody who is asked for. */
function widerBy({ scope, module }: MatrixRole, asked: Asked): number | null {
  const steps = reaching[asked.scope].indexOf(scope);
  return steps < 0 || (scope === 'MODULE' && module !== asked.module) ? null : steps;
}

function optionOf(book: RoleBook, role: MatrixRole, wanted: ReadonlySet<string>, wider: number): RoleOption {
  const opened = openedCells(book, role.key);
  const { actions } = book.algebra.opened(role.key);
  return {
    role,
    missing: rightsOf(without(wanted, opened)),
    surplus: rightsOf(without(opened, wanted)),
    surplusActions: [...actions].filter((action) => !everybody.includes(action)),
    wider,
  };
}

/** One role, held against what is asked; null where it opens none of it to those who are asked for. */
export function comparedTo(book: RoleBook, role: MatrixRole, asked: Asked): RoleOption | null {
  const wanted = cellsOf(asked.needs);
  const wider = widerBy(role, asked);
  const opens = without(wanted, openedCells(book, role.key)).length < wanted.size;
  if (book.algebra.isMasterKey(role.key) || wider === null || !opens) return null;
  return optionOf(book, role, wanted, wider);
}

/** The roles of the matrix that open something of what is asked to those who are asked for. A master key is no answer. */
export function roleOptions(book: RoleBook, asked: Asked): RoleOption[] {
  return book.matrix.roles.flatMap((role) => comparedTo(book, role, asked) ?? []);
}

/** What is asked and none of these roles opens. */
export function uncoveredBy(book: RoleBook, options: readonly RoleOption[], asked: Asked): Right[] {
  const opened = new Set(options.flatMap(({ role }) => [...openedCells(book, role.key)]));
  return rightsOf(without(cellsOf(asked.needs), opened));
}

const count = (rights: readonly Right[]): number => rights.reduce((sum, { categories }) => sum + categories.length, 0);

/**
 * The order in which options are offered: those that cover everything; then how little they open beyond it, first to whom
 * and then what; then to how many of the users their functions give the role.
 */
export function offered<Option extends RoleOption & { readonly usersWithFunction: number }>(
  options: readonly Option[],
): Option[] {
  const rank = (option: Option): readonly number[] => [
    count(option.missing),
    option.wider,
    count(option.surplus) + option.surplusActions.length,
    -option.usersWithFunction,
  ];
  return options
    .map((option) => ({ option, rank: rank(option) }))
    .sort((one, other) => {
      const at = one.rank.findIndex((value, index) => value !== other.rank[index]);
      return at < 0 ? 0 : (one.rank[at] ?? 0) - (other.rank[at] ?? 0);
    })
    .map(({ option }) => option);
}
