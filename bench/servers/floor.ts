import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { newId } from '../../src/base/ids.js';
import { normaliseTelephone } from '../../src/people/contact-values.js';
import { serve } from './child.js';
import { Tokens } from './tokens.js';

const guardians = `'guardians', (select coalesce(json_agg(json_build_object('givenName', q.given_name, 'familyName', q.family_name) order by w.id), '[]')
    from guardianship w join person q on q.tenant_id = w.tenant_id and q.id = w.guardian_id
    where w.tenant_id = $1 and w.pupil_id = p.id)`;

/** What is shown of a person, as JSON that PostgreSQL writes. */
const card = (...more: string[]): string =>
  `json_build_object(${[
    `'id', p.id, 'register', p.register, 'givenName', p.given_name, 'familyName', p.family_name`,
    `'email', p.email, 'telephone', p.telephone, 'birthDate', p.birth_date, 'identifier', p.identifier, 'version', p.version`,
    `'memberships', (select coalesce(json_agg(json_build_object('role', m.role, 'group', json_build_object('name', g.name)) order by m.id), '[]')
    from membership m join person_group g on g.tenant_id = m.tenant_id and g.id = m.group_id
    where m.tenant_id = $1 and m.person_id = p.id)`,
    `'fields', (select coalesce(json_agg(json_build_object('key', d.key, 'value', p.field_values -> d.id::text) order by d.key), '[]')
    from field_definition d where d.tenant_id = $1 and d.retired_at is null and p.register = any(d.registers))`,
    ...more,
  ].join()})`;

/** The hand-written person wall: oneself, and everybody for the tenant's controller. */
const account = 'a.tenant_id = $1 and a.issuer = $2 and a.subject = $3 and a.closed_at is null';

const statements = `
  prepare profile(uuid, text, text) as select ${card()} as answer
    from account a join person p on p.tenant_id = a.tenant_id and p.id = a.person_id where ${account};
  prepare page(uuid, text, text) as select coalesce(json_agg(x.answer), '[]') as answer from (
    select ${card(guardians)} as answer from person p where p.tenant_id = $1 and p.register = 'STUDENT'
      and (exists (select 1 from account a join role_grant r on r.tenant_id = a.tenant_id and r.account_id = a.id
          and r.role = 'controller' and r.valid_from <= now() and (r.valid_until is null or r.valid_until > now()) where ${account})
        or p.id = (select a.person_id from account a where ${account}))
    order by p.family_name, p.given_name, p.id limit 50) x;
  prepare correct(uuid, text, text, integer, text, uuid) as with changed as (
      update person p set telephone = $5, version = p.version + 1, updated_at = now() from account a
      where ${account} and p.tenant_id = a.tenant_id and p.id = a.person_id and p.version = $4 and p.erasure_id is null
        and not p.value_sources ? 'telephone'
      returning p.id, p.telephone, p.version, a.id as account_id),
    logged as (insert into log_entry (tenant_id, id, actor_account_id, actor_person_id, role, action, purpose, person_ids, categories, details, request_id)
      select $1, $6, account_id, id, 'end_user', 'person.correct', 'COMMUNICATION', array[id], '{CONTACT}', '{"corrected":["telephone"]}', $6::text from changed)
    select json_build_object('telephone', telephone, 'version', version) as answer from changed`;

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  return text;
}

/** The floor: node:http, and for each request one statement in one message. */
await serve(async ({ databaseUrl, poolSize }) => {
  const tokens = await Tokens.read(databaseUrl);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize,
    options: '-c TimeZone=UTC -c plan_cache_mode=force_generic_plan',
    // The answer goes out as PostgreSQL wrote it.
    types: { getTypeParser: () => (text: string) => text },
  });
  pool.on('connect', (client) => void client.query(statements));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { tenantId, issuer, subject } = await tokens.claimed(request.headers.authorization);
    const values: (string | number)[] = [tenantId, issuer, subject];
    const body = await textOf(request);
    if (request.url === '/correct') {
      const input = JSON.parse(body) as { expectedVersion: number; telephone: string };
      values.push(input.expectedVersion, normaliseTelephone(input.telephone, 'NO') ?? '', newId());
    }
    const literals = values.map((value) => (typeof value === 'number' ? String(value) : pg.escapeLiteral(value)));
    const results = (await pool.query(
      `BEGIN;SET LOCAL app.tenant_id = '${tenantId}';EXECUTE ${request.url?.slice(1)}(${literals.join()});COMMIT`,
    )) as unknown as pg.QueryResult<{ answer: string }>[];
    const text = results[2]?.rows[0]?.answer ?? 'null';
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
});
