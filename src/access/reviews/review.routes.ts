import { roleLabel } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { type Document, writeHtml, writePdf } from '../../base/documents/index.js';
import type { Route, RouteAnswer } from '../../base/http/route.js';
import { functionName } from '../grants/role-names.js';
import type { RoleBook, RoleBooks } from '../matrix/role-book.js';
import { type ReportWords, renderReport } from './review.document.js';
import { readReport } from './review-report.js';

/** The report of a campaign for the file, in the language of `?lang=` or Accept-Language, for who leads reviews. */
export const reviewRoutes = (books: RoleBooks): readonly Route[] => {
  const route = (
    extension: string,
    write: (document: Document) => Promise<Pick<RouteAnswer, 'type' | 'body'>>,
  ): Route => ({
    url: `/access-reviews/:id/report.${extension}`,
    action: 'review.manage',
    answer: async (context, request) => {
      const { id } = request.params as { readonly id: string };
      const report = await readReport(context, id);
      const document = renderReport(report, context.now, wordsOf(context, await books.now(context.db)));
      return { ...(await write(document)), headers: { vary: 'Accept-Language, Authorization' } };
    },
  });
  return [
    route('pdf', async (document) => ({ type: 'application/pdf', body: await writePdf(document) })),
    route('html', async (document) => ({ type: 'text/html; charset=utf-8', body: writeHtml(document) })),
  ];
};

const wordsOf = (context: Context, book: RoleBook): ReportWords => ({
  locale: context.locale,
  text: context.text.bind(context),
  roleName: (role) => roleLabel(context, role),
  functionName: (key) => functionName(book, key),
});
