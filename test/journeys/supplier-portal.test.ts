import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { text, upload } from '../content/files.js';
import { Actor } from '../harness/actor.js';
import type { TestTenant } from '../harness/tenant.js';
import { World } from '../harness/world.js';

/** The supplier's portal for its customers, from its admission to a customer's own data: rows BJ-1 to BJ-5, BJ-10 and BJ-11. */
let world: World;
let operatorTenant: TestTenant;
let operator: Actor;
let privacyOfficer: Actor;
let tenantId: string;

const SLUG = 'supplier';
const SUBJECT = 'privacy-officer';

beforeAll(async () => {
  world = await World.open();
  operatorTenant = await world.tenant({ kind: 'operator' });
  operator = await operatorTenant.operator();
});

afterAll(() => world.close());

/** Somebody whom the supplier's own issuer vouches for. */
const withSubject = async (subject: string, claims: Readonly<Record<string, unknown>> = {}): Promise<Actor> =>
  new Actor(world.url, await world.issuer.token(SLUG, { subject, claims, secondFactorAt: new Date() }));

interface Refusable {
  readonly userErrors: readonly { readonly code: string }[];
}

async function mutate<Payload>(
  actor: Actor,
  field: string,
  type: string,
  input: object,
  selection: string,
): Promise<Payload & Refusable> {
  const data = await actor.ask<Record<string, Payload & Refusable>>(
    `mutation($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { code field message } } }`,
    { input },
  );
  const payload = data[field];
  if (!payload) throw new Error(`${field} answered nothing`);
  return payload;
}

/** The addresses that the person is shown; a visit is recorded beside the request that makes it. */
async function addressesOf(actor: Actor): Promise<string[]> {
  for (let tries = 0; tries < 50; tries += 1) {
    const { viewer } = await actor.ask<{ viewer: { myData: { element: string; values: string[] }[] } }>(
      '{ viewer { myData { element values } } }',
    );
    const item = viewer.myData.find(({ element }) => element === 'account_address.address');
    if (item) return item.values;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return [];
}

test('the operator admits the controller, binds its issuer and appoints who governs', async () => {
  const registered = await mutate<{ tenant: { id: string } }>(
    operator,
    'registerTenant',
    'RegisterTenantInput',
    {
      slug: SLUG,
      name: 'Supplier',
      legalName: 'Supplier AB',
      organisationNumber: '556677-8899',
      country: 'SE',
      locale: 'SV',
    },
    'tenant { id }',
  );
  expect(registered.userErrors).toEqual([]);
  tenantId = registered.tenant.id;
  const issuer = world.issuer.nameFor(SLUG);
  const bound = await mutate(
    operator,
    'bindIssuer',
    'BindIssuerInput',
    { tenantId, issuer, audience: 'varde-api', jwksUri: world.issuer.jwksUri },
    '',
  );
  expect(bound.userErrors).toEqual([]);
  const appointed = await mutate(
    operator,
    'appointController',
    'AppointControllerInput',
    { tenantId, issuer, subject: SUBJECT, givenName: 'Pia', familyName: 'Lind' },
    '',
  );
  expect(appointed.userErrors).toEqual([]);
  privacyOfficer = await withSubject(SUBJECT);
  const { viewer } = await privacyOfficer.ask<{ viewer: { roles: { name: string }[]; tenant: { name: string } } }>(
    '{ viewer { roles { name } tenant { name } } }',
  );
  expect(viewer.roles.map(({ name }) => name)).toContain('controller');
  expect(viewer.tenant.name).toBe('Supplier');
});

test('BJ-7: the operator reads the controller’s name and nothing of its people', async () => {
  const { tenants } = await operator.ask<{ tenants: { nodes: { name: string }[] } }>(
    '{ tenants(first: 10) { nodes { name } } }',
  );
  expect(tenants.nodes.map(({ name }) => name)).toContain('Supplier');
  const { errors } = await operator.send('{ persons(first: 1) { nodes { givenName } } }');
  expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
});

test('BJ-1, BJ-4: who is processor, and whom it engages, is public', async () => {
  const updated = await mutate(
    operator,
    'updateProcessor',
    'UpdateProcessorInput',
    {
      name: 'Varde',
      legalName: 'Varde AS',
      organisationNumber: '999 888 777',
      address: 'Oslo',
      country: 'NO',
      contact: 'post@varde.example',
    },
    'processor { name }',
  );
  expect(updated.userErrors).toEqual([]);
  const { processor } = await world
    .anonymous()
    .ask<{ processor: { legalName: string } }>('{ processor { legalName } }');
  expect(processor.legalName).toBe('Varde AS');
  const response = await fetch(`${world.url}/sub-processors.json`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ subProcessors: [] });
});

test('BJ-2, BJ-3, BJ-11: an invited customer signs in, sees what is held and corrects it', async () => {
  const { unit } = await mutate<{ unit: { id: string } }>(
    privacyOfficer,
    'createUnit',
    'CreateUnitInput',
    { kind: 'COMPANY', name: 'Kund AB' },
    'unit { id }',
  );
  const invited = await mutate<{ token: string }>(
    privacyOfficer,
    'inviteUser',
    'InviteUserInput',
    { email: 'karin@kund.example', givenName: 'Karin', familyName: 'Kund', register: 'CONTACT', unitId: unit.id },
    'token',
  );
  expect(invited.userErrors).toEqual([]);
  const karin = await withSubject('karin', { email: 'Karin@kund.example', email_verified: true });
  const accepted = await mutate(
    karin,
    'acceptInvitation',
    'AcceptInvitationInput',
    { token: invited.token },
    'accountId',
  );
  expect(accepted.userErrors).toEqual([]);

  const { viewer } = await karin.ask<{
    viewer: {
      person: { email: string; version: number; affiliations: { unit: { name: string } }[] };
      myData: { element: string; category: string; correctable: boolean; purposes: string[] }[];
    };
  }>(
    `{ viewer { person { email version affiliations { unit { name } } } myData { element category correctable purposes } } }`,
  );
  expect(viewer.person).toMatchObject({ email: 'karin@kund.example', affiliations: [{ unit: { name: 'Kund AB' } }] });
  const held = viewer.myData.map(({ element }) => element);
  expect(held).toEqual(expect.arrayContaining(['person.givenName', 'person.email', 'account.subject']));
  await expect(addressesOf(karin)).resolves.toContain('127.0.0.1');

  const corrected = await mutate<{ person: { telephone: string } }>(
    karin,
    'correctProfile',
    'CorrectProfileInput',
    { expectedVersion: viewer.person.version, telephone: '08-505 26 400' },
    'person { telephone }',
  );
  expect(corrected.person.telephone).toBe('+46850526400');

  const again = await withSubject('somebody-else');
  const stolen = await mutate(
    again,
    'acceptInvitation',
    'AcceptInvitationInput',
    { token: invited.token },
    'accountId',
  );
  expect(stolen.userErrors).not.toEqual([]);
});

test('BJ-10: a customer’s file goes straight to Blob Storage, and is read there by nobody without an address', async () => {
  const karin = await withSubject('karin');
  const { upload: file, userErrors } = await upload(karin, text('Leverera till port 3.', 'leverans.txt'));
  expect([file?.state, userErrors]).toEqual(['COMPLETE', []]);
  const address = file?.downloadUrl ?? '';
  expect(await (await fetch(address)).text()).toBe('Leverera till port 3.');
  expect((await fetch(address.split('?')[0] ?? '')).ok).toBe(false);
  expect((await fetch(address, { method: 'DELETE' })).ok).toBe(false);
  const query = 'query($id: ID!) { node(id: $id) { ... on Upload { downloadUrl } } }';
  expect(await (await withSubject('somebody-else')).ask(query, { id: file?.id })).toEqual({ node: null });
  expect(await operator.ask(query, { id: file?.id })).toEqual({ node: null });
  expect(await privacyOfficer.ask(query, { id: file?.id })).toMatchObject({
    node: { downloadUrl: expect.any(String) },
  });
});

test('BJ-5, BJ-8: the agreement is an annex to the main contract, and follows a new field by itself', async () => {
  const contact = { name: 'Pia Lind', email: 'pia@supplier.example', position: 'Privacy officer' };
  const recorded = await mutate(
    privacyOfficer,
    'recordAgreement',
    'RecordAgreementInput',
    {
      mainContractName: 'Portal contract 2026',
      annexNumber: '3',
      authorisation: 'GENERAL',
      startsOn: '2026-01-01',
      contact,
    },
    'agreement { mainContractName }',
  );
  expect(recorded.userErrors).toEqual([]);
  const read = async () =>
    (
      await privacyOfficer.ask<{ agreement: { documentHash: string; annexes: { annexII: object } } }>(
        '{ agreement { documentHash annexes { annexII { personalData { category elements } } } } }',
      )
    ).agreement;
  const before = await read();
  expect(JSON.stringify(before)).not.toContain('Shoe size');
  const created = await mutate(
    privacyOfficer,
    'createField',
    'CreateFieldInput',
    {
      key: 'shoeSize',
      label: 'Shoe size',
      type: 'NUMBER',
      category: 'OTHER',
      purposes: ['CUSTOMER_SERVICE'],
      registers: ['CONTACT'],
      retention: 'WHILE_ACTIVE',
    },
    'field { id }',
  );
  expect(created.userErrors).toEqual([]);
  const after = await read();
  expect(JSON.stringify(after)).toContain('Shoe size');
  expect(after.documentHash).not.toBe(before.documentHash);
});
