import type { FastifyRequest } from 'fastify';
import type { Context } from '../../base/context.js';
import { type Document, writeHtml, writePdf } from '../../base/documents/index.js';
import { notFound } from '../../base/errors.js';
import { queryValue, type Route, type RouteAnswer } from '../../base/http/route.js';
import { toGlobalId } from '../../base/ids.js';
import type { Locale } from '../../base/locale.js';
import type { Translator } from '../../base/messages.js';
import { documentAsJson, renderAgreement, type SignatureRow, withSignatures } from './agreement.document.js';
import type { AgreementService, AgreementView } from './agreement.service.js';
import { wordsIn } from './annex-words.js';
import type { AgreementAnnexes } from './clauses/index.js';
import type { FilledTemplate } from './templates/filled-template.js';

/** What one request reads: the document as it is now, or, with `?document=<hash>`, as it was when it was signed. */
interface Reading {
  readonly view: AgreementView;
  readonly locale: Locale;
  /** Unsigned: what the hash is of, where the language is the one that is signed. */
  readonly annexes: AgreementAnnexes;
  readonly template: FilledTemplate | null;
  readonly hash: string;
  readonly signatures: readonly SignatureRow[];
}

async function read(service: AgreementService, context: Context, request: FastifyRequest): Promise<Reading> {
  const number = queryValue(request, 'number');
  const signed = queryValue(request, 'document');
  if (number !== null && !/^\d{1,6}$/.test(number)) throw notFound('number');
  if (signed !== null && !/^[0-9a-f]{64}$/.test(signed)) throw notFound('document');
  const row = await service.find(context, number === null ? null : Number(number));
  if (!row) throw notFound('agreement');
  const view = await service.view(context, row);
  await service.logLook(context, view);
  const document = signed === null ? view.document : await service.kept(context, row, signed);
  // A text of the controller's own is in one language.
  const asSigned = signed !== null || document?.template;
  const locale = asSigned ? document?.language : context.locale;
  const annexes = asSigned ? document?.annexes : view.annexesIn(context.locale);
  if (!document || !annexes || !locale) throw notFound('document');
  const { hash, template } = document;
  const signatures = view.signatures.filter(({ documentHash }) => documentHash === hash);
  return { view, locale, annexes, template, hash, signatures };
}

function asJson({ view, locale, annexes, template, hash, signatures }: Reading): string {
  const { row, status } = view;
  const body = {
    agreement: {
      id: toGlobalId('Agreement', row.id),
      number: row.number,
      status,
      template: row.template,
      templateVersion: row.templateVersion,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      language: row.language,
      documentHash: hash,
    },
    language: locale,
    document: documentAsJson(annexes, template),
    signatures: signatures.map(({ side, name, position, signedAt }) => ({ side, name, position, signedAt })),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

/**
 * The agreement as JSON, PDF and web page, for whoever may read it, in the language of `?lang=` or Accept-Language. The
 * same agreement gives the same bytes: its date is that of its last change.
 */
export function agreementRoutes(service: AgreementService, translator: Translator): readonly Route[] {
  const route = (url: string, write: (reading: Reading) => Promise<Pick<RouteAnswer, 'type' | 'body'>>): Route => ({
    url,
    action: 'agreement.read',
    answer: async (context, request) => ({
      ...(await write(await read(service, context, request))),
      headers: { vary: 'Accept-Language, Authorization' },
    }),
  });
  const rendered = ({ annexes, template, signatures, hash, locale }: Reading): Document =>
    renderAgreement(withSignatures(annexes, signatures), template, hash, wordsIn(translator, locale));
  return [
    route('/agreement.json', async (reading) => ({
      type: 'application/json; charset=utf-8',
      body: asJson(reading),
    })),
    route('/agreement.pdf', async (reading) => ({
      type: 'application/pdf',
      body: await writePdf(rendered(reading)),
    })),
    route('/agreement.html', async (reading) => ({
      type: 'text/html; charset=utf-8',
      body: writeHtml(rendered(reading)),
    })),
  ];
}
