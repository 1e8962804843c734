import type { FastifyRequest } from 'fastify';
import type { Context } from '../../../base/context.js';
import { type Document, writeHtml, writePdf } from '../../../base/documents/index.js';
import { notFound } from '../../../base/errors.js';
import { queryValue, type Route, type RouteAnswer } from '../../../base/http/route.js';
import type { Translator } from '../../../base/messages.js';
import { renderAgreement } from '../agreement.document.js';
import { composeAnnexes } from '../annex-composer.js';
import { type Words, wordsIn } from '../annex-words.js';
import { DECISION } from '../clauses/decision.js';
import { type AgreementAnnexes, annexesAsJson, clauseTextHash } from '../clauses/index.js';
import { factsIn, sourcesOf } from './annex-facts.js';
import type { AnnexVersionRow, AnnexVersions } from './annex-versions.js';
import { annexesAsJsonLd } from './linked-data/annexes.jsonld.js';

interface Reading {
  readonly version: AnnexVersionRow;
  readonly words: Words;
  readonly annexes: AgreementAnnexes | null;
}

async function read(
  versions: AnnexVersions,
  context: Context,
  words: Words,
  request: FastifyRequest,
): Promise<Reading> {
  const wanted = queryValue(request, 'version');
  if (wanted !== null && !/^\d{1,6}$/.test(wanted)) throw notFound('version');
  const current = await versions.follow(context);
  const version = wanted === null ? current : await versions.find(context, Number(wanted));
  if (!version) throw notFound('version');
  const sources = sourcesOf(factsIn(version.content), version);
  return { version, words, annexes: sources && composeAnnexes(sources, words) };
}

function asJson({ version, words, annexes }: Reading): string {
  const { number, hash, madeAt, widens, acknowledgedAt, content } = version;
  const body = {
    version: { number, hash, madeAt, widens, acknowledgedAt },
    language: words.locale,
    clauses: { decision: DECISION.celex, textHash: clauseTextHash(words.locale) },
    content: factsIn(content),
    annexes: annexes && annexesAsJson(annexes),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

const asJsonLd = ({ version, words }: Reading): string =>
  `${JSON.stringify(annexesAsJsonLd({ ...version, facts: factsIn(version.content) }, words), null, 2)}\n`;

/**
 * The annexes of the version that stands now, or of `?version=`, for whoever may read the agreement, in the language of
 * `?lang=` or Accept-Language. The same version gives the same bytes: its date is when it was made.
 */
export function annexRoutes(versions: AnnexVersions, translator: Translator): readonly Route[] {
  const route = (url: string, write: (reading: Reading) => Promise<Pick<RouteAnswer, 'type' | 'body'>>): Route => ({
    url,
    action: 'agreement.read',
    answer: async (context, request) => ({
      ...(await write(await read(versions, context, wordsIn(translator, context.locale), request))),
      headers: { vary: 'Accept-Language, Authorization' },
    }),
  });
  const rendered = ({ version, words, annexes }: Reading): Document => {
    if (!annexes) throw notFound('agreement');
    return renderAgreement(annexes, null, version.hash, words);
  };
  return [
    route('/annexes.json', async (reading) => ({ type: 'application/json; charset=utf-8', body: asJson(reading) })),
    route('/annexes.jsonld', async (reading) => ({
      type: 'application/ld+json; charset=utf-8',
      body: asJsonLd(reading),
    })),
    route('/annexes.pdf', async (reading) => ({ type: 'application/pdf', body: await writePdf(rendered(reading)) })),
    route('/annexes.html', async (reading) => ({
      type: 'text/html; charset=utf-8',
      body: writeHtml(rendered(reading)),
    })),
  ];
}
