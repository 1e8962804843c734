import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { type Document, writeHtml, writePdf } from '../../base/documents/index.js';
import type { Route, RouteAnswer } from '../../base/http/route.js';
import { normsAsCsv, renderNorms } from './norm.document.js';
import type { NormService } from './norm.service.js';
import type { NormFrameworkType } from './norm.types.js';

interface Reading {
  readonly framework: NormFrameworkType;
  readonly document: Document;
}

async function read(service: NormService, context: Context): Promise<Reading> {
  const framework = await service.framework(context);
  const tenant = await context.db.first<{ name: string }>(
    sql`select legal_name as name from tenant where tenant_id = ${context.viewer.tenantId}::uuid`,
  );
  const words = { locale: context.locale, text: context.text.bind(context) };
  return { framework, document: renderNorms(framework, tenant?.name ?? '', words) };
}

/** The norm framework for the file, in the language of `?lang=` or Accept-Language: as data, for spreadsheets, and in words. */
export function normRoutes(service: NormService): readonly Route[] {
  const route = (
    extension: string,
    write: (reading: Reading) => Promise<Pick<RouteAnswer, 'type' | 'body'>>,
  ): Route => ({
    url: `/norm-framework.${extension}`,
    action: 'norm.read',
    answer: async (context) => ({
      ...(await write(await read(service, context))),
      headers: { vary: 'Accept-Language, Authorization' },
    }),
  });
  return [
    route('json', async ({ framework }) => ({
      type: 'application/json; charset=utf-8',
      body: `${JSON.stringify(framework, null, 2)}\n`,
    })),
    route('csv', async ({ framework }) => ({ type: 'text/csv; charset=utf-8', body: normsAsCsv(framework) })),
    route('html', async ({ document }) => ({ type: 'text/html; charset=utf-8', body: writeHtml(document) })),
    route('pdf', async ({ document }) => ({ type: 'application/pdf', body: await writePdf(document) })),
  ];
}
