import path from 'node:path';
import { inWords } from './demo-accounts.js';
import type { DevelopmentFile, DevelopmentPerson, DevelopmentTenant } from './development.file.js';

/** What the text tells beside what stands in `dev.json`. */
export interface WelcomeFacts {
  readonly file: string;
  readonly directory: string;
  readonly origin: string;
  readonly query: string;
}

/** What a newcomer needs at the terminal: addresses, who can sign in as what, a query to paste, how to stop. */
export function welcome(content: DevelopmentFile, { file, directory, origin, query }: WelcomeFacts): string {
  const lines = [
    '',
    'Varde is ready.',
    '',
    `  API           ${content.graphql}`,
    `  GraphQL IDE   ${content.ide}   (choose who asks at "Environment"; works offline)`,
    `  Sign-in       ${origin}/dev/issuers/<tenant>/.well-known/openid-configuration   (client varde-portal, no passwords)`,
    `  For scripts   ${file}   (addresses, and for everybody below two tokens: without and with second factor)`,
    `  Data          ${directory}   (delete the folder to begin anew)`,
    '',
    'Who can sign in as what:',
    '',
    ...content.tenants.flatMap(tenantLines),
    `  operator (the processor's own staff: sees which tenants there are, never their data)`,
  ];
  const example = exampleOf(content.tenants);
  if (example) {
    const body = JSON.stringify({ query: query.replaceAll(/\s+/g, ' ').trim() });
    lines.push(
      '',
      `A first query, as ${example.person.name} (${inWords(example.person.role)}, ${example.tenant.name}); the token is good for a day:`,
      '',
      `curl -s ${content.graphql} -H 'Content-Type: application/json' \\`,
      `  -H 'Authorization: Bearer ${example.person.token}' \\`,
      `  -d '${body}'`,
    );
  }
  const folder = path.basename(directory) === '.varde' ? '' : ` -- --data ${directory}`;
  return [
    ...lines,
    '',
    `The main job, played by three people, from a second terminal: npm run tour${folder}`,
    'Stop with Ctrl-C. The data stays.',
    '',
  ].join('\n');
}

function tenantLines({ slug, name, people }: DevelopmentTenant): string[] {
  const byRole = Map.groupBy(people, ({ role }) => role);
  const width = 2 + Math.max(18, ...people.map(({ role }) => inWords(role).length));
  return [
    `  ${name} (${slug})`,
    ...[...byRole].map(
      ([role, members]) => `    ${inWords(role).padEnd(width)}${members.map((member) => member.name).join(', ')}`,
    ),
    '',
  ];
}

interface Example {
  readonly tenant: DevelopmentTenant;
  readonly person: DevelopmentPerson;
}

function exampleOf(tenants: readonly DevelopmentTenant[]): Example | undefined {
  for (const tenant of tenants) {
    const person = tenant.people.find(({ role }) => role === 'end_user');
    if (person) return { tenant, person };
  }
  return undefined;
}
