import type { FastifyRequest } from 'fastify';
import type { Context } from '../../base/context.js';
import { writeHtml, writePdf } from '../../base/documents/index.js';
import { notFound } from '../../base/errors.js';
import { parseDate } from '../../base/graphql/scalars.js';
import { queryValue, type Route, type RouteAnswer } from '../../base/http/route.js';
import { wordsOf } from '../agreements/index.js';
import { registerAsCsv, renderRecord } from './record.document.js';
import type { RecordService } from './record.service.js';
import type { ProcessingRecord } from './record.types.js';

async function read(service: RecordService, context: Context, request: FastifyRequest): Promise<ProcessingRecord> {
  const number = queryValue(request, 'number');
  const on = queryValue(request, 'on');
  if (number !== null && !/^[1-9]\d{0,5}$/.test(number)) throw notFound('number');
  const record = await service.record(
    context,
    number === null ? null : Number(number),
    on === null ? null : parseDate(on),
  );
  if (!record) throw notFound('record');
  return record;
}

const headers = { vary: 'Accept-Language, Authorization' };
const asJson = (body: object): string => `${JSON.stringify(body, null, 2)}\n`;

/**
 * The record as JSON, PDF and web page, in the language of `?lang=` or Accept-Language, as it is now, with `?number=` or as it
 * was `?on=` a day; and for the operator the register of all controllers, as data and for spreadsheets.
 */
export function recordRoutes(service: RecordService): readonly Route[] {
  const route = (
    extension: string,
    write: (record: ProcessingRecord, context: Context) => Promise<Pick<RouteAnswer, 'type' | 'body'>>,
  ): Route => ({
    url: `/processing-record.${extension}`,
    action: 'record.read',
    answer: async (context, request) => ({
      ...(await write(await read(service, context, request), context)),
      headers,
    }),
  });
  const register = (
    extension: string,
    type: string,
    write: (entries: Awaited<ReturnType<RecordService['wholeRegister']>>, context: Context) => string,
  ): Route => ({
    url: `/processor-register.${extension}`,
    action: 'record.register',
    answer: async (context) => ({ type, body: write(await service.wholeRegister(context), context), headers }),
  });
  return [
    route('json', async (record, { locale }) => ({
      type: 'application/json; charset=utf-8',
      body: asJson({ language: locale, ...record }),
    })),
    route('html', async (record, context) => ({
      type: 'text/html; charset=utf-8',
      body: writeHtml(renderRecord(record, wordsOf(context))),
    })),
    route('pdf', async (record, context) => ({
      type: 'application/pdf',
      body: await writePdf(renderRecord(record, wordsOf(context))),
    })),
    register('json', 'application/json; charset=utf-8', (entries, { locale }) =>
      asJson({ language: locale, controllers: entries }),
    ),
    register('csv', 'text/csv; charset=utf-8', (entries) => registerAsCsv(entries)),
  ];
}
