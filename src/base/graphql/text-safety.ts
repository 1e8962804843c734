import { type ASTNode, BREAK, type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';

/** Text that the database could store: no NUL, and no half of a surrogate pair (Unicode 16, 3.9 D75). */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Deeper than any input of the API. */
const MAXIMUM_DEPTH = 32;

/** Where a value holds text that could not be stored, as the path to it; null when all of it could. */
function unstorableText(value: unknown, path: readonly string[] = []): readonly string[] | null {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  if (path.length > MAXIMUM_DEPTH) return path;
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return path;
    const found = unstorableText(inner, [...path, key]);
    if (found) return found;
  }
  return null;
}

/** Where text that could not be stored is handed to the operation, as the path of its argument; null when all of it could. */
export function unstorableInput(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly string[] | null {
  const [variable, ...inner] = unstorableText(variables) ?? [];
  if (variable === undefined) return unstorableLiteral(document);
  return [...(pathToVariable(operation, variable) ?? pathToVariable(document, variable) ?? [variable]), ...inner];
}

/** Visits a document with the path of the argument that each node is part of; it is empty outside arguments. */
function visitArguments(root: ASTNode, look: (node: ASTNode, path: readonly string[]) => boolean): void {
  const path: string[] = [];
  const isNamed = (node: ASTNode) => node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD;
  visit(root, {
    enter: (node) => {
      if (isNamed(node)) path.push(node.name.value);
      return look(node, path) ? BREAK : undefined;
    },
    leave: (node) => {
      if (isNamed(node)) path.pop();
    },
  });
}

/** The argument that takes a variable; null where none does. */
function pathToVariable(root: ASTNode, name: string): readonly string[] | null {
  let found: readonly string[] | null = null;
  visitArguments(root, (node, path) => {
    if (node.kind !== Kind.VARIABLE || node.name.value !== name || path.length === 0) return false;
    found = [...path];
    return true;
  });
  return found;
}

const checked = new WeakMap<DocumentNode, readonly string[] | null>();

/** Where a document's own literals hold such text: the argument that they are part of. Looked at once a document. */
function unstorableLiteral(document: DocumentNode): readonly string[] | null {
  const known = checked.get(document);
  if (known !== undefined) return known;
  let found: readonly string[] | null = null;
  visitArguments(document, (node, path) => {
    if (node.kind !== Kind.STRING || isStorable(node.value)) return false;
    found = [...path];
    return true;
  });
  checked.set(document, found);
  return found;
}
