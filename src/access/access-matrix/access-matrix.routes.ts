import type { FastifyRequest } from 'fastify';
import sql from 'sql-template-tag';
import type { Context } from '../../base/context.js';
import { type Document, writeHtml, writePdf } from '../../base/documents/index.js';
import { Fault } from '../../base/errors.js';
import { queryValue, type Route, type RouteAnswer } from '../../base/http/route.js';
import { uuidOf } from '../../base/ids.js';
import { predicateOf } from '../../base/predicate.js';
import { renderAccount, renderMatrix } from './access-matrix.document.js';
import type { AccessMatrixService } from './access-matrix.service.js';
import type { AccountAccess } from './access-matrix.types.js';

const controllerOf = async ({ db, viewer }: Context): Promise<string> =>
  (
    await db.first<{ name: string }>(
      sql`select legal_name as name from tenant where tenant_id = ${viewer.tenantId}::uuid`,
    )
  )?.name ?? '';

/** The holder's name, where the reader may see it. */
async function nameOf(context: Context, { personId }: AccountAccess): Promise<string> {
  const { db, access } = context;
  const id = personId && uuidOf('Person', personId);
  const seen = predicateOf(access.persons('person.read', sql`p.id`, { category: 'NAME' }));
  const row = id
    ? await db.first<{
        name: string;
      }>(sql`select coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name as name
        from person p where p.tenant_id = ${db.scope.tenantId}::uuid and p.id = ${id}::uuid and ${seen}`)
    : null;
  return row?.name ?? context.text('accessMatrix.unnamed');
}

async function documentOf(service: AccessMatrixService, context: Context, request: FastifyRequest): Promise<Document> {
  const words = { locale: context.locale, text: context.text.bind(context) };
  const issue = { controller: await controllerOf(context), now: context.now };
  const account = queryValue(request, 'account');
  if (account === null) {
    const [matrixId, job, role] = ['matrix', 'function', 'role'].map((name) => queryValue(request, name));
    const args = { matrixId: matrixId ?? null, function: job ?? null, role: role ?? null };
    return renderMatrix(await service.read(context, args), issue, words);
  }
  // The route is for who reads the matrix; what an account has is read by another right.
  if (!context.access.can('account.read')) throw new Fault('FORBIDDEN', 'forbidden');
  const access = await service.ofAccount(context, account);
  return renderAccount(access, await nameOf(context, access), issue, words);
}

/**
 * The access matrix as a page and as a PDF for print, in the language of `?lang=` or Accept-Language: of a version (`?matrix=`),
 * of one job function or role (`?function=`, `?role=`), or of what an account has (`?account=`).
 */
export function accessMatrixRoutes(service: AccessMatrixService): readonly Route[] {
  const route = (
    extension: string,
    write: (document: Document) => Promise<Pick<RouteAnswer, 'type' | 'body'>>,
  ): Route => ({
    url: `/access-matrix.${extension}`,
    action: 'matrix.read',
    answer: async (context, request) => ({
      ...(await write(await documentOf(service, context, request))),
      headers: { vary: 'Accept-Language, Authorization' },
    }),
  });
  return [
    route('pdf', async (document) => ({ type: 'application/pdf', body: await writePdf(document) })),
    route('html', async (document) => ({ type: 'text/html; charset=utf-8', body: writeHtml(document) })),
  ];
}
