import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LOCALES } from '../../src/base/locale.js';
import { adopted, roleInput } from '../access/matrix.samples.js';
import type { Actor } from '../harness/actor.js';
import { personGid, type TestTenant, tenantGid } from '../harness/tenant.js';
import type { World } from '../harness/world.js';
import {
  agreementInput,
  COUNTERSIGN,
  change,
  RECORD,
  read,
  SIGN,
  UPDATE,
  worldWithProcessor,
} from './agreement.samples.js';

let world: World;
let operator: Actor;
let city: TestTenant;
let controller: Actor;

beforeAll(async () => {
  ({ world, operator } = await worldWithProcessor());
  city = await world.tenant({ locale: 'nb' });
  controller = await city.controller();
});

afterAll(() => world.close());

describe('an agreement', () => {
  test('is recorded once, with annexes derived from what is there', async () => {
    const { agreement, userErrors } = await change(controller, RECORD, agreementInput());
    expect(userErrors).toEqual([]);
    expect(agreement).toMatchObject({
      number: 1,
      status: 'DRAFT',
      version: 1,
      contact: { name: 'Åse Nygård', email: 'ase@fjordbyen.example', telephone: '+4722334455' },
      annexes: {
        annexI: {
          controllers: [
            {
              name: city.slug,
              contactPerson: { name: 'Åse Nygård', contactDetails: ['ase@fjordbyen.example', '+4722334455'] },
              signature: null,
            },
          ],
          processors: [
            {
              name: 'Varde Drift AS',
              dataProtectionOfficer: { contactDetails: ['ombud@varde.example'] },
              signature: null,
            },
          ],
        },
        annexII: { subProcessing: [{ subProcessor: 'Nordsky Cloud AB', subjectMatter: 'Skytjeneste' }] },
        annexIV: { authorisation: 'GENERAL', subProcessors: [{ name: 'Nordsky Cloud AB' }] },
      },
    });
    expect(await change(controller, RECORD, agreementInput())).toMatchObject({
      agreement: null,
      userErrors: [{ code: 'ALREADY_EXISTS' }],
    });
  });

  test('describes the processing from the catalogue: registers, categories, purposes, retention', async () => {
    await city.person({ register: 'STUDENT' });
    const { annexII } = (await read(controller)).annexes;
    expect(annexII.dataSubjects).toEqual(['Pupils and students', 'Staff']);
    expect(annexII.personalData).toContainEqual({
      category: 'Contact details',
      elements: expect.arrayContaining(['E-mail', 'Telephone']),
    });
    expect(annexII.purposes).toContain('Recognising the right person');
    expect(annexII.duration).toMatch(/^From 2 March 2026, for as long as the main contract runs/);
    expect(annexII.duration).toMatch(/For 90 days after it was last written: .*Network addresses/);
    expect(annexII.sensitiveData).toEqual([]);
    const names = world.app.catalogue.categories.length;
    expect(annexII.personalData.length).toBeGreaterThanOrEqual(names - 1);
  });

  test('a new field of the tenant stands in Annex II without a line of code, and leaves it when it is retired and empty', async () => {
    const before = await read(controller);
    const id = await city.field({
      label: 'Allergier',
      category: 'HEALTH',
      registers: ['GUARDIAN'],
      retention: 'P2Y6M',
      readableBy: ['teacher'],
    });
    const after = await read(controller);
    expect(after.documentHash).not.toBe(before.documentHash);
    expect(after.annexes.annexII.dataSubjects).toContain('Parents and guardians');
    expect(after.annexes.annexII.personalData).toContainEqual({
      category: 'Data concerning health',
      elements: ['Allergier'],
    });
    expect(after.annexes.annexII.sensitiveData).toEqual([
      {
        category: 'Data concerning health',
        safeguards: [
          'Allergier: shown to the person, to the controller and to these roles: teachers',
          expect.stringContaining('search'),
          expect.stringContaining('logged'),
        ],
      },
    ]);
    expect(after.annexes.annexII.duration).toContain(
      'For 2 years, 6 months after it was last written: Data concerning health.',
    );
    expect((await read(controller, 'nb')).annexes.annexII.sensitiveData[0]?.category).toBe('Helseopplysninger');
    await adopted(controller, [roleInput('nurse', { name: 'Helsesykepleier' })]);
    await city.rows(`update field_definition set readable_by = '{nurse}' where id = $1`, [id]);
    expect((await read(controller)).annexes.annexII.sensitiveData[0]?.safeguards[0]).toBe(
      'Allergier: shown to the person, to the controller and to these roles: Helsesykepleier',
    );
    const holder = await city.person({ register: 'STUDENT', fieldValues: { [id]: 'pollen' } });
    await city.rows('update field_definition set retired_at = now() where id = $1', [id]);
    const held = (await read(controller)).annexes.annexII;
    expect(held).toMatchObject({ sensitiveData: [{ category: 'Data concerning health' }] });
    expect(held.dataSubjects).toContain('Parents and guardians');
    await city.rows(`update person set field_values = '{}' where id = $1`, [holder]);
    const empty = (await read(controller)).annexes.annexII;
    expect(empty.sensitiveData).toEqual([]);
    expect(empty.dataSubjects).not.toContain('Parents and guardians');
  });

  test('a new sub-processor and a new measure stand in it too', async () => {
    const before = await read(controller);
    await operator.ask(`mutation($input: SetMeasureInput!) { setMeasure(input: $input) { userErrors { code } } }`, {
      input: { heading: 'DATA_QUALITY', text: { en: 'Values are validated.' } },
    });
    const after = await read(controller);
    expect(after.documentHash).not.toBe(before.documentHash);
    expect(after.annexes).toMatchObject({
      annexIII: {
        measures: expect.arrayContaining([
          expect.objectContaining({
            heading: 'DATA_QUALITY',
            title: 'Measures for ensuring data quality',
            measures: ['Values are validated.'],
          }),
        ]),
      },
    });
  });

  test.each(LOCALES)('is read in %s, and its hash is that of the language in which it is signed', async (locale) => {
    const { documentHash, annexes } = await read(controller, locale);
    expect(documentHash).toBe((await read(controller, 'nb')).documentHash);
    const words = JSON.stringify(annexes);
    expect(words).not.toMatch(/annex\.|register\.|category\.|purpose\./);
    const english = JSON.stringify((await read(controller, 'en')).annexes);
    expect(words === english).toBe(locale === 'en');
  });

  test('a change needs the version that was read, and an order of days', async () => {
    const { version } = await read(controller);
    const stale = await change(controller, UPDATE, { expectedVersion: version + 1, annexNumber: 'Vedlegg 4' });
    expect(stale).toMatchObject({ agreement: null, userErrors: [{ code: 'STALE_VERSION' }] });
    const wrong = await change(controller, UPDATE, { expectedVersion: version, endsOn: '2026-01-01' });
    expect(wrong.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'endsOn'] }]);
    const done = await change(controller, UPDATE, { expectedVersion: version, annexNumber: 'Vedlegg 4' });
    expect(done.agreement?.version).toBe(version + 1);
  });
});

describe('signatures', () => {
  const sign = (documentHash: string) => change(controller, SIGN, { documentHash, position: 'rådmann' });

  test('are given to the document as it is, by the controller first', async () => {
    const { documentHash } = await read(controller);
    const tenantId = tenantGid(city.id);
    const early = await change(operator, COUNTERSIGN, {
      tenantId,
      documentHash,
      name: 'Per Olsen',
      position: 'daglig leder',
    });
    expect(early.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'tenantId'] }]);

    await city.field({ label: 'Skostørrelse' });
    const stale = await sign(documentHash);
    const current = (await read(controller)).documentHash;
    expect(stale).toMatchObject({
      agreement: null,
      userErrors: [{ __typename: 'DocumentChangedError', code: 'DOCUMENT_CHANGED', currentHash: current }],
    });
    const signed = await sign(current);
    expect(signed.agreement).toMatchObject({
      status: 'DRAFT',
      isSignedByController: true,
      isSignedByProcessor: false,
      documentHash: current,
      signatures: [{ side: 'CONTROLLER', position: 'rådmann', isCurrent: true }],
    });
    expect((await sign(current)).userErrors).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
  });

  test('the processor countersigns what the controller signed, and then the agreement is in force', async () => {
    const pending = await operator.ask<{ agreementsToCountersign: { tenantId: string; documentHash: string }[] }>(
      '{ agreementsToCountersign { tenantId tenantName mainContractName documentHash signedAt } }',
    );
    const tenantId = tenantGid(city.id);
    const { documentHash } = await read(controller);
    expect(pending.agreementsToCountersign).toMatchObject([{ tenantId, documentHash, tenantName: city.slug }]);
    const signed = await operator.ask(
      'query($id: ID!) { tenantAgreement(tenantId: $id) { annexes { annexII { personalData { elements } } } } }',
      { id: tenantId },
    );
    expect(JSON.stringify(signed)).toContain('Skostørrelse');
    const who = { tenantId, name: 'Per Olsen', position: 'daglig leder' };
    const wrong = await change(operator, COUNTERSIGN, { ...who, documentHash: 'a'.repeat(64) });
    expect(wrong.userErrors).toMatchObject([{ code: 'DOCUMENT_CHANGED', currentHash: documentHash }]);
    const done = await change(operator, COUNTERSIGN, { ...who, documentHash });
    expect(done).toMatchObject({
      userErrors: [],
      agreement: {
        signatures: [{ side: 'CONTROLLER' }, { side: 'PROCESSOR', name: 'Per Olsen' }],
        annexes: { annexI: { processors: [{ signature: { signedBy: 'Per Olsen, daglig leder' } }] } },
      },
    });
    expect(await read(controller)).toMatchObject({ status: 'IN_FORCE', isSignedByProcessor: true });
    expect(
      (await operator.ask<typeof pending>('{ agreementsToCountersign { tenantId } }')).agreementsToCountersign,
    ).toEqual([]);
  });

  test('a later change leaves it in force and asks for new signatures', async () => {
    await city.field({ label: 'Skolebuss' });
    expect(await read(controller)).toMatchObject({
      status: 'IN_FORCE',
      isSignedByController: false,
      isSignedByProcessor: false,
      signatures: [{ isCurrent: false }, { isCurrent: false }],
    });
  });

  test('an agreement that has ended is changed and signed no more, and makes room for the next', async () => {
    const { version } = await read(controller);
    await change(controller, UPDATE, { expectedVersion: version, endsOn: '2026-03-31' });
    const ended = await read(controller);
    expect(ended.status).toBe('ENDED');
    expect((await sign(ended.documentHash)).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    const next = await change(controller, RECORD, agreementInput({ startsOn: '2026-04-01' }));
    expect(next.agreement).toMatchObject({ number: 2, status: 'DRAFT' });
  });

  test('are in the log, without contents', async () => {
    const entries = await city.rows<{ details: object }>(
      `select details from log_entry where action = 'agreement.manage' and outcome = 'done'`,
    );
    expect(entries.length).toBeGreaterThanOrEqual(5);
    expect(JSON.stringify(entries)).not.toMatch(/Nygård|rådmann|Vedlegg/);
    const ofOperator = await city.rows(
      `select role, details ? 'read' as read from log_entry where action = 'agreement.countersign' order by id`,
    );
    expect(ofOperator).toEqual([
      { role: 'operator', read: true },
      { role: 'operator', read: false },
    ]);
  });
});

describe('the contact person', () => {
  test('is validated, and a look at one with a card is logged', async () => {
    const school = await world.tenant();
    const chief = await school.controller();
    const bad = await change(chief, RECORD, agreementInput({ contact: { name: 'X', email: 'nobody' } }));
    expect(bad.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'contact', 'email'] }]);
    const stranger = await city.person();
    const contact = { personId: personGid(stranger), name: 'Kari', email: 'kari@example.org' };
    expect((await change(chief, RECORD, agreementInput({ contact }))).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    const kari = await school.person({ register: 'STAFF' });
    const done = await change(chief, RECORD, agreementInput({ contact: { ...contact, personId: personGid(kari) } }));
    expect(done.userErrors).toEqual([]);
    const pupil = await school.endUser();
    await read(pupil);
    const looks = await school.rows<{ person_ids: string }>(
      `select person_ids::text from log_entry where actor_account_id = $1 and action = 'agreement.read'`,
      [pupil.ids?.accountId],
    );
    expect(looks).toEqual([{ person_ids: `{${kari}}` }]);
  });
});
