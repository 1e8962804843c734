import type { FastifyRequest } from 'fastify';
import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { notFound } from '../../base/errors.js';
import { queryValue, type Route, type RouteAnswer } from '../../base/http/route.js';
import { toGlobalId } from '../../base/ids.js';
import type { Locale } from '../../base/locale.js';
import { textIn } from '../../base/translated-text.js';
import { asAtom, asJsonFeed, entryId, entryText, FEED_PATH, type Feed, LIST_PATH } from './sub-processor.feed.js';
import { type ListVersion, listedIn, versionsOf } from './sub-processor.history.js';
import { type ChangeRow, type EntryRow, readChanges, readEntries } from './sub-processor.records.js';
import type { SubProcessorRow } from './sub-processor.service.js';

/** A feed holds what happened lately; all of it is in the list of versions. */
const FEED_ENTRIES = 100;

/** One of the list, as machines and web pages read it. */
export const listed = (row: SubProcessorRow, locale: Locale): Record<string, unknown> => ({
  id: toGlobalId('SubProcessor', row.id),
  engagedById: row.parentId === null ? null : toGlobalId('SubProcessor', row.parentId),
  legalName: row.legalName,
  service: textIn(row.service, locale),
  processing: textIn(row.processing, locale),
  responsibilities: textIn(row.responsibilities, locale),
  functions: row.functions,
  dataCategories: row.dataCategories,
  address: row.address,
  country: row.country,
  locations: row.locations,
  transferBasis: row.transferBasis,
  transferDetails: row.transferDetails,
  contact: row.contact,
  isPrimary: row.isPrimary,
  since: row.since,
  until: row.until,
});

const announced = (change: ChangeRow, entries: readonly EntryRow[], locale: Locale): Record<string, unknown> => ({
  id: toGlobalId('SubProcessorChange', change.id),
  subProcessorId: toGlobalId('SubProcessor', change.subProcessorId),
  legalName: entries.find(({ id }) => id === change.subProcessorId)?.legalName,
  kind: change.kind,
  service: change.patch.set?.service ? textIn(change.patch.set.service, locale) : null,
  processing: change.patch.set?.processing ? textIn(change.patch.set.processing, locale) : null,
  country: change.patch.set?.country ?? null,
  addedLocations: change.patch.add?.locations ?? [],
  addedDataCategories: change.patch.add?.dataCategories ?? [],
  addedFunctions: change.patch.add?.functions ?? [],
  transferBasis: change.patch.set?.transferBasis ?? null,
  transferDetails: change.patch.set?.transferDetails ?? null,
  reason: change.reason ? textIn(change.reason, locale) : null,
  announcedAt: change.announcedAt?.toISOString() ?? null,
  takesEffectOn: change.takesEffectOn,
});

const headers = {
  'cache-control': 'public, max-age=300',
  vary: 'Accept-Language',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

const json = (body: object): RouteAnswer => ({
  type: 'application/json; charset=utf-8',
  body: `${JSON.stringify(body)}\n`,
  headers,
});

/** Everything until now, also to whoever may see proposals: the list and its feeds are for everybody and the same. */
async function read(context: Context): Promise<{ entries: EntryRow[]; versions: ListVersion[] }> {
  const [entries, changes] = [await readEntries(context.db), await readChanges(context.db)];
  return { entries, versions: versionsOf(changes, context.now) };
}

const nameIn = (entries: readonly EntryRow[], { change }: ListVersion): string =>
  entries.find(({ id }) => id === change.subProcessorId)?.legalName ?? '';

/** Where the request came in, for links that leave the page: feeds are read elsewhere. */
function originOf(request: FastifyRequest): string {
  const origin = `${request.protocol}://${request.host}`;
  return URL.canParse(origin) ? new URL(origin).origin : '';
}

async function feedOf(context: Context, request: FastifyRequest): Promise<Feed> {
  const { entries, versions } = await read(context);
  const processor = await context.db.first<{ name: string }>(sql`select legal_name as name from processor`);
  const text = (key: string, parameters: Record<string, string> = {}): string => context.text(key, parameters);
  const [first] = versions;
  return {
    id: first ? `urn:uuid:${first.change.id}#list` : `${originOf(request)}${FEED_PATH}.atom`,
    title: text('subProcessor.feed.title'),
    description: text('subProcessor.feed.description'),
    author: processor?.name ?? text('subProcessor.feed.processor'),
    language: context.locale,
    origin: originOf(request),
    entries: versions
      .slice(-FEED_ENTRIES)
      .reverse()
      .map((version) => ({
        id: entryId(version),
        title: text(`subProcessor.event.${version.event}`, { name: nameIn(entries, version) }),
        text: entryText(version, context.locale, text),
        at: version.at,
        version: version.number,
      })),
  };
}

/** The list, its versions and its feeds, without signing in. They are the same for every reader. */
export const subProcessorRoutes = (): readonly Route[] => [
  {
    url: LIST_PATH,
    action: 'public',
    answer: async (context, request) => {
      const { locale } = context;
      const { entries, versions } = await read(context);
      const asked = queryValue(request, 'version');
      const number = asked === null ? versions.length : Number(asked);
      if (asked !== null && (!/^[1-9]\d{0,8}$/.test(asked) || number > versions.length)) throw notFound('version');
      const then = listedIn(entries, versions.slice(0, number));
      const rows = [...then.inForce, ...(queryValue(request, 'includePast') === 'true' ? then.ended : [])];
      return json({
        language: locale,
        version: number,
        isCurrent: number === versions.length,
        changedAt: versions[number - 1]?.at.toISOString() ?? null,
        subProcessors: rows.map((row) => listed(row, locale)),
        announced: then.announced.map((change) => announced(change, entries, locale)),
      });
    },
  },
  {
    url: '/sub-processors/versions.json',
    action: 'public',
    answer: async (context) => {
      const { entries, versions } = await read(context);
      return json({
        language: context.locale,
        versions: versions
          .map((version) => ({
            number: version.number,
            at: version.at.toISOString(),
            event: version.event,
            text: context.text(`subProcessor.event.${version.event}`, { name: nameIn(entries, version) }),
            path: `${LIST_PATH}?version=${version.number}`,
          }))
          .reverse(),
      });
    },
  },
  {
    url: `${FEED_PATH}.json`,
    action: 'public',
    answer: async (context, request) => ({
      type: 'application/feed+json; charset=utf-8',
      body: asJsonFeed(await feedOf(context, request)),
      headers,
    }),
  },
  {
    url: `${FEED_PATH}.atom`,
    action: 'public',
    answer: async (context, request) => ({
      type: 'application/atom+xml; charset=utf-8',
      body: asAtom(await feedOf(context, request)),
      headers,
    }),
  },
];
