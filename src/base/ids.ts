import { NIL, v7 } from 'uuid';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new UUID version 7 (RFC 9562): time-ordered, so that new rows sit together in every index. */
export const newId = (): string => v7();

/** The id that nothing has. */
export const NO_ID = NIL;

export const isUuid = (text: string): boolean => UUID.test(text);

/** The opaque id of the API: base64url of `Type:uuid`. */
export const toGlobalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64url');

/** The type and UUID behind a global id, or null for anything that is not one. */
export function parseGlobalId(globalId: string): { type: string; id: string } | null {
  if (globalId.length > 128) return null;
  const text = Buffer.from(globalId, 'base64url').toString();
  const colon = text.indexOf(':');
  const id = text.slice(colon + 1);
  return colon > 0 && isUuid(id) ? { type: text.slice(0, colon), id } : null;
}

/** The UUID behind a global id of the given type, or null: an id of another type is as unknown as a random one. */
export function uuidOf(type: string, globalId: string): string | null {
  const parsed = parseGlobalId(globalId);
  return parsed?.type === type ? parsed.id : null;
}
