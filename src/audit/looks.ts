import sql from 'sql-template-tag';
import type { Context } from '../base/context.js';

/** What was seen of each person: names of categories, or of elements that have one; none has a comma. */
export type Seen = ReadonlyMap<string, Iterable<string>>;

/** The same of one or more persons. */
export interface Look {
  readonly personIds: readonly string[];
  readonly seen: readonly string[];
}

/** The categories of each person of whom an entry of this request tells that they were processed. */
async function toldOf({ db, requestId }: Pick<Context, 'db' | 'requestId'>): Promise<ReadonlyMap<string, Set<string>>> {
  const told = await db.many<{ id: string; categories: string[] }>(sql`select p.id, array_agg(c.name) as categories
    from log_entry e, unnest(e.person_ids) as p (id), unnest(e.categories) as c (name)
    where e.tenant_id = ${db.scope.tenantId}::uuid and e.at = now() and e.request_id = ${requestId}
      and e.outcome = 'done' group by p.id`);
  return new Map(told.map(({ id, categories }) => [id, new Set(categories)]));
}

/**
 * What was seen of persons beyond what this request's own entries tell of each of them, so that an answer shows nothing
 * that the log does not, and nothing stands there twice. Persons of whom the same was seen share a look.
 */
export async function untoldLooks(
  context: Pick<Context, 'db' | 'requestId'>,
  seen: Seen,
  categoryOf: (name: string) => string = (name) => name,
): Promise<Look[]> {
  if (seen.size === 0) return [];
  const told = await toldOf(context);
  return looksOf(
    new Map(
      [...seen].map(([personId, names]) => {
        const known = told.get(personId);
        return [personId, [...names].filter((name) => !known?.has(categoryOf(name)))];
      }),
    ),
  );
}

/** What was seen, with all those together of whom the same was. */
export function looksOf(seen: Seen): Look[] {
  const looks = new Map<string, { personIds: string[]; seen: string[] }>();
  const keys = new Map<Iterable<string>, string>();
  for (const [personId, names] of seen) {
    const key = keys.get(names) ?? [...new Set(names)].sort().join();
    keys.set(names, key);
    if (key === '') continue;
    const look = looks.get(key) ?? { personIds: [], seen: key.split(',') };
    look.personIds.push(personId);
    looks.set(key, look);
  }
  return [...looks.values()];
}
