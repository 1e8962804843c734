import { toGlobalId } from '../base/ids.js';
import type { DemoLogin, DemoTenantLogins } from './demo-accounts.js';
import { writePrivateFile } from './private-file.js';
import type { DevelopmentSignIn } from './sign-in.js';

/** Where a development server's services answer. */
export interface DevelopmentAddresses {
  readonly graphql: string;
  readonly ide: string;
  /** Connection as the role that owns the tables. */
  readonly database: string;
  /** Connection as the role that the API uses. */
  readonly appDatabase: string;
  /** Connection string of the Blob Storage. */
  readonly blobs: string;
}

/** Tokens are good for a day; `mfaToken` says that a second factor was used. */
export interface DemoTokens {
  readonly token: string;
  readonly mfaToken: string;
}

/** One demo person in one role. Ids are those of the API. */
export interface DevelopmentPerson extends DemoTokens {
  readonly role: string;
  readonly name: string;
  readonly accountId: string;
  /** Null for an account that is linked to nobody. */
  readonly personId: string | null;
}

export interface DevelopmentTenant {
  readonly slug: string;
  readonly name: string;
  readonly people: readonly DevelopmentPerson[];
}

/** What `dev.json` holds: all that a script or a front-end test needs to use the running server. */
export interface DevelopmentFile extends DevelopmentAddresses {
  readonly tenants: readonly DevelopmentTenant[];
  readonly operator: DemoTokens;
}

/** The order in which roles are told to people. */
const roleOrder = [
  'end_user',
  'guardian',
  'teacher',
  'unit_administrator',
  'controller',
  'service',
  'transfer',
  'unlinked',
];

/** Mints the tokens and writes the file, for its owner only. */
export async function writeDevelopmentFile(
  file: string,
  tenants: readonly DemoTenantLogins[],
  signIn: DevelopmentSignIn,
  addresses: DevelopmentAddresses,
): Promise<DevelopmentFile> {
  const operator = tenants.find(({ kind }) => kind === 'operator');
  const [first] = operator?.logins ?? [];
  if (!operator || !first) throw new Error('The operator has no account.');
  const content: DevelopmentFile = {
    ...addresses,
    tenants: await Promise.all(
      tenants.filter(({ kind }) => kind === 'controller').map((tenant) => describeTenant(tenant, signIn)),
    ),
    operator: await tokensOf(operator.slug, first, signIn),
  };
  await writePrivateFile(file, `${JSON.stringify(content, null, 2)}\n`);
  return content;
}

async function describeTenant(tenant: DemoTenantLogins, signIn: DevelopmentSignIn): Promise<DevelopmentTenant> {
  const people = await Promise.all(
    tenant.logins.map(async (login) => {
      const tokens = await tokensOf(tenant.slug, login, signIn);
      return login.roles.map((role) => ({
        role,
        name: login.name,
        accountId: toGlobalId('Account', login.accountId),
        personId: login.personId && toGlobalId('Person', login.personId),
        ...tokens,
      }));
    }),
  );
  const rank = ({ role }: DevelopmentPerson): number => (roleOrder.indexOf(role) + roleOrder.length) % roleOrder.length;
  return { slug: tenant.slug, name: tenant.name, people: people.flat().sort((a, b) => rank(a) - rank(b)) };
}

async function tokensOf(slug: string, login: DemoLogin, signIn: DevelopmentSignIn): Promise<DemoTokens> {
  const { subject, email } = login;
  const request = { slug, subject, ...(email === null ? {} : { email }) };
  const token = await signIn.mintToken({ ...request, secondFactor: false });
  return { token, mfaToken: await signIn.mintToken({ ...request, secondFactor: true }) };
}
