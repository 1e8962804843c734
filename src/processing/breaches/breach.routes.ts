import { stringify } from 'csv-stringify/sync';
import sql from 'sql-template-tag';
import { writeLogAbout } from '../../audit/index.js';
import type { Context } from '../../base/context.js';
import { writeHtml, writePdf } from '../../base/documents/index.js';
import { notFound } from '../../base/errors.js';
import type { Route, RouteAnswer } from '../../base/http/route.js';
import { toGlobalId, uuidOf } from '../../base/ids.js';
import type { Translator } from '../../base/messages.js';
import { predicateOf } from '../../base/predicate.js';
import { readRegister, renderRegister } from './breach.register.js';
import type { BreachNotice } from './breach-notice.entity.js';
import { type NoticeDocument, renderNotice } from './notice.document.js';
import { noticeText } from './notice.service.js';

type Sent = Required<Pick<BreachNotice, 'hash'>> & { readonly document: NoticeDocument; readonly hash: string };

const headers = { vary: 'Accept-Language, Authorization' };
const csvType = 'text/csv; charset=utf-8';

const csv = (rows: readonly (readonly unknown[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { bom: true, escape_formulas: true, record_delimiter: 'windows' },
  );

async function sentNotice({ db, viewer }: Context, globalId: string): Promise<Sent> {
  const id = uuidOf('BreachNotice', globalId);
  const notice =
    id &&
    (await db.first<Sent>(sql`select document, hash from breach_notice
      where id = ${id}::uuid and sent_at is not null
        and (${viewer.isOperator} or tenant_id = ${viewer.tenantId}::uuid)`));
  if (!notice) throw notFound('id');
  return notice;
}

/** Whom an assessment found, with names where the reader may see them; the look at them is logged. */
async function peopleCsv(context: Context, globalId: string): Promise<string> {
  const { db, access, viewer } = context;
  const id = uuidOf('BreachAssessment', globalId);
  const found =
    id &&
    (await db.first(sql`select 1 from breach_assessment
      where tenant_id = ${viewer.tenantId}::uuid and id = ${id}::uuid and state = 'DONE'`));
  if (!id || !found) throw notFound('id');
  const seen = predicateOf(access.persons('person.read', sql`x.person_id`, { category: 'ACTIVITY' }));
  const named = predicateOf(access.persons('person.read', sql`x.person_id`, { category: 'NAME' }));
  const people = await db.many<{
    id: string;
    name: string | null;
    register: string;
    categories: string[];
    firstAt: Date | null;
    lastAt: Date | null;
  }>(sql`select x.person_id as id, p.register, x.categories, x.first_at as "firstAt", x.last_at as "lastAt",
      case when ${named} then concat_ws(' ', p.given_name, p.family_name) end as name
    from breach_person x join person p on p.tenant_id = x.tenant_id and p.id = x.person_id
    where x.tenant_id = ${viewer.tenantId}::uuid and x.assessment_id = ${id}::uuid and ${seen}
    order by p.family_name, p.given_name, p.id`);
  await writeLogAbout(
    context,
    { action: 'breach.manage', details: { assessmentId: id, change: 'people read' } },
    sql`select array_agg(y.person_id) as person_ids, array['ACTIVITY', 'NAME']::text[] as categories
      from (select x.person_id, row_number() over (order by x.person_id) / 1000 as part from breach_person x
        where x.tenant_id = ${viewer.tenantId}::uuid and x.assessment_id = ${id}::uuid and ${seen}) y group by y.part`,
  );
  const header = ['id', 'name', 'register', 'categories', 'firstAt', 'lastAt'];
  return csv([
    header,
    ...people.map((person) => [
      toGlobalId('Person', person.id),
      person.name ?? '',
      person.register,
      person.categories.join(' '),
      person.firstAt?.toISOString() ?? '',
      person.lastAt?.toISOString() ?? '',
    ]),
  ]);
}

/**
 * Notices as they were sent, in their own language; the register of breaches; and, for the controller alone, whom a breach
 * affects. The JSON of a notice is the text that its hash is of.
 */
export function breachRoutes(translator: Translator): readonly Route[] {
  const notice = (extension: string, write: (sent: Sent) => Promise<Pick<RouteAnswer, 'type' | 'body'>>): Route => ({
    url: `/breach-notices/:id/notice.${extension}`,
    action: 'breach.read',
    answer: async (context, request) => {
      const { id } = request.params as { readonly id: string };
      return { ...(await write(await sentNotice(context, id))), headers };
    },
  });
  const document = ({ document: sent, hash }: Sent): ReturnType<typeof renderNotice> =>
    renderNotice(sent, hash, (key, parameters) => translator.text(key, sent.language, parameters));
  const register = (
    extension: string,
    write: (context: Context) => Promise<Pick<RouteAnswer, 'type' | 'body'>>,
  ): Route => ({
    url: `/breaches/register.${extension}`,
    action: 'breach.read',
    answer: async (context) => ({ ...(await write(context)), headers }),
  });
  return [
    notice('json', async ({ document: sent }) => ({
      type: 'application/json; charset=utf-8',
      body: noticeText(sent),
    })),
    notice('html', async (sent) => ({ type: 'text/html; charset=utf-8', body: writeHtml(document(sent)) })),
    notice('pdf', async (sent) => ({ type: 'application/pdf', body: await writePdf(document(sent)) })),
    register('csv', async (context) => {
      const rows = await readRegister(context);
      const names = Object.keys(rows[0] ?? { number: '' });
      return {
        type: csvType,
        body: csv([names, ...rows.map((row) => names.map((name) => row[name as keyof typeof row]))]),
      };
    }),
    register('json', async (context) => ({
      type: 'application/json; charset=utf-8',
      body: `${JSON.stringify({ breaches: await readRegister(context) }, null, 2)}\n`,
    })),
    register('pdf', async (context) => ({
      type: 'application/pdf',
      body: await writePdf(renderRegister(await readRegister(context), context)),
    })),
    {
      url: '/breach-assessments/:id/people.csv',
      action: 'breach.manage',
      answer: async (context, request) => {
        const { id } = request.params as { readonly id: string };
        return { type: csvType, body: await peopleCsv(context, id), headers };
      },
    },
  ];
}
