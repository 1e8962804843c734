import { type DocumentNode, Kind, visit } from 'graphql';

/** Text that the database could store: no NUL, and no half of a surrogate pair (Unicode 16, 3.9 D75). */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Deeper than any input of the API. */
const MAXIMUM_DEPTH = 32;

/** Where a value holds text that could not be stored, as the path to it; null when all of it could. */
export function unstorableText(value: unknown, path: readonly string[] = []): readonly string[] | null {
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

const checked = new WeakMap<DocumentNode, readonly string[] | null>();

/** Where a document's own literals hold such text: the fields and arguments that lead to it. Looked at once a document. */
export function unstorableLiteral(document: DocumentNode): readonly string[] | null {
  const known = checked.get(document);
  if (known !== undefined) return known;
  const path: string[] = [];
  let found: readonly string[] | null = null;
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.FIELD || node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) {
        path.push(node.name.value);
      }
      if (node.kind === Kind.STRING && !found && !isStorable(node.value)) found = [...path];
    },
    leave: (node) => {
      if (node.kind === Kind.FIELD || node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) path.pop();
    },
  });
  checked.set(document, found);
  return found;
}
