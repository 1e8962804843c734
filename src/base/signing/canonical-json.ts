/** What JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A value or text that has no canonical JSON form; the message says where and why, never the content. */
export class CanonicalJsonError extends Error {
  override readonly name = 'CanonicalJsonError';
}

const MAX_DEPTH = 64;

/**
 * Writes a value as canonical JSON (RFC 8785, JCS): the one text everybody gets for the same content, whatever the order
 * of the keys and the white space of the file it came from. Numbers and strings are written as ECMAScript writes them,
 * which is what the RFC prescribes; keys are sorted by UTF-16 code units.
 * @throws CanonicalJsonError for what is not I-JSON (RFC 7493): numbers that are not finite, lone surrogates, `undefined`.
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, 0);
}

function write(value: JsonValue, depth: number): string {
  if (depth > MAX_DEPTH) throw new CanonicalJsonError(`Nested more than ${MAX_DEPTH} levels deep`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new CanonicalJsonError('A number is not finite');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') return writeString(value);
  if (typeof value !== 'object') throw new CanonicalJsonError(`JSON cannot hold a value of type ${typeof value}`);
  if (isList(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  // A plain object has no prototype, or one that has none itself; so it is one also when it comes from another realm.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new CanonicalJsonError('JSON cannot hold an object of a class');
  }
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${writeString(key)}:${write(member, depth + 1)}`);
  return `{${members.join(',')}}`;
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function writeString(text: string): string {
  if (!text.isWellFormed()) throw new CanonicalJsonError('A text holds half of a surrogate pair');
  return JSON.stringify(text);
}

/**
 * Reads JSON that will be checked against a signature. `JSON.parse` takes the last of two members with the same name,
 * so that a file could show a reader one value and the check another; this refuses such a file.
 * @throws CanonicalJsonError when the text is not JSON, has duplicate names or is nested too deeply.
 */
export function parseStrictJson(text: string): JsonValue {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    throw new CanonicalJsonError('The text is not JSON');
  }
  // The text is valid JSON, so outside of strings every colon stands for one member, and every bracket nests.
  const skeleton = text.replace(/"(?:[^"\\]|\\.)*"/g, '');
  let depth = 0;
  let members = 0;
  for (const character of skeleton) {
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    if (character === ':') members += 1;
    if (depth > MAX_DEPTH) throw new CanonicalJsonError(`Nested more than ${MAX_DEPTH} levels deep`);
  }
  if (members !== countMembers(value)) throw new CanonicalJsonError('An object has two members with the same name');
  return value;
}

function countMembers(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, member) => sum + countMembers(member), 0);
  return isList(value) ? inner : inner + Object.keys(value).length;
}
