import { describe, expect, test } from '@jest/globals';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { controllerOf } from '../../src/development/demo/demo.governing.js';
import { demoTenants, peopleOf, tellDemoStory } from '../../src/development/demo/index.js';
import { normaliseEmail } from '../../src/people/index.js';
import { Demo } from '../journeys/demo.js';

interface Governed {
  readonly viewer: {
    readonly tenant: {
      readonly locale: string;
      readonly privacyNotices: readonly { readonly language: string; readonly version: number }[];
    };
  };
  readonly agreement: {
    readonly signatures: readonly { readonly side: string }[];
    readonly ownTemplate: { readonly deviations: readonly { readonly state: string }[] } | null;
  };
  readonly annexVersion: { readonly state: string };
  readonly matrices: readonly { readonly state: string; readonly functions: readonly object[] }[];
  readonly lockboxAccesses: { readonly nodes: readonly { readonly state: string }[] };
  readonly breaches: {
    readonly nodes: readonly { readonly state: string; readonly notices: { readonly nodes: object[] } }[];
  };
  readonly dataSubjectRequests: { readonly nodes: readonly { readonly state: string }[] };
  readonly persons: {
    readonly nodes: readonly {
      readonly id: string;
      readonly sources: readonly object[];
      readonly fields: readonly { readonly file: { readonly downloadUrl: string } | null }[];
    }[];
  };
}

const GOVERNED = `{ viewer { tenant { locale privacyNotices { language version } } } agreement { signatures { side } ownTemplate { deviations { state } } }
  annexVersion { state }
  matrices { state functions { key } }
  lockboxAccesses(first: 5) { nodes { state } }
  dataSubjectRequests(first: 5) { nodes { state } } breaches(first: 5) { nodes { state notices(first: 5) { nodes { kind } } } }
  persons(first: 100) { nodes { id sources { source } fields { file { downloadUrl } } } } }`;
const HOLDS = 'query ($id: ID!) { legalHolds(personId: $id) { ground } }';

describe.each(demoTenants)('the demo tenant $slug', (tenant) => {
  test('shows its controller every part of the main job, and telling its story again changes nothing', async () => {
    const demo = await Demo.open(tenant);
    try {
      const controller = await demo.as(controllerOf(tenant));
      const look = async (): Promise<object> => {
        const governed = await controller.ask<Governed>(GOVERNED);
        const { viewer, agreement, annexVersion, matrices, dataSubjectRequests, breaches, persons, lockboxAccesses } =
          governed;
        const holds = await Promise.all(
          persons.nodes.map(({ id }) => controller.ask<{ legalHolds: object[] }>(HOLDS, { id })),
        );
        const files = persons.nodes.flatMap(({ fields }) => fields.flatMap(({ file }) => file ?? []));
        const texts = await Promise.all(files.map(async ({ downloadUrl }) => (await fetch(downloadUrl)).text()));
        const { locale, privacyNotices } = viewer.tenant;
        return {
          isSigned: agreement.signatures.some(({ side }) => side === 'CONTROLLER'),
          deviations: agreement.ownTemplate?.deviations.map(({ state }) => state),
          isCountersigned: agreement.signatures.some(({ side }) => side === 'PROCESSOR'),
          annexes: annexVersion.state,
          speaksItsLanguage: privacyNotices.some(({ language }) => language === locale),
          versions: [...new Set(privacyNotices.map(({ version }) => version))],
          requests: dataSubjectRequests.nodes.map(({ state }) => state),
          lockboxes: lockboxAccesses.nodes.map(({ state }) => state).sort(),
          breaches: breaches.nodes.map(({ state, notices }) => [state, notices.nodes.length]),
          holds: holds.flatMap(({ legalHolds }) => legalHolds).length,
          files: texts.filter((text) => text.length > 20).length,
          matrices: matrices.map(({ state, functions }) => [state, functions.length]),
          hasSources: persons.nodes.some(({ sources }) => sources.length > 0),
        };
      };
      const whole = {
        isSigned: true,
        deviations: tenant.story.agreement.template?.deviations.map(() => 'ACCEPTED'),
        isCountersigned: tenant.story.agreement.countersigned,
        annexes: tenant.slug === 'lindvik' ? 'AWAITING' : 'ACKNOWLEDGED',
        speaksItsLanguage: true,
        versions: [1],
        requests: ['OPEN'],
        lockboxes: (tenant.story.lockboxes ?? []).map(({ outcome }) => outcome).sort(),
        breaches: tenant.story.breach ? [['CLOSED', 2]] : [],
        holds: 1,
        files: 1,
        matrices: [
          ...(tenant.story.nextMatrix ? [['IN_DISCUSSION', tenant.matrix?.content.functions.length]] : []),
          ...(tenant.matrix ? [['ADOPTED', tenant.matrix.content.functions.length]] : []),
        ],
        hasSources: true,
      };
      expect(await look()).toEqual(whole);
      await tellDemoStory(tenant, demo.actors);
      expect(await look()).toEqual(whole);
      const response = await fetch(
        `${demo.world.url}/tenants/${tenant.slug}/privacy-notice.html?lang=${tenant.locale}`,
      );
      expect([response.status, response.headers.get('content-language')]).toEqual([200, tenant.locale]);
    } finally {
      await demo.close();
    }
  });

  test('holds together', () => {
    const people = peopleOf(tenant);
    expect(people.length).toBeGreaterThanOrEqual(30);
    for (const { email, telephone } of people) {
      if (email) expect(normaliseEmail(email)).toBe(email);
      if (email) expect(email).toMatch(/\.example$/);
      if (telephone) expect(parsePhoneNumberFromString(telephone)?.isValid()).toBe(true);
      if (telephone) expect(parsePhoneNumberFromString(telephone)?.country).toBe(tenant.country);
    }
    const telephones = people.map(({ telephone }) => telephone).filter((number) => number !== undefined);
    expect(new Set(telephones).size).toBe(telephones.length);
    const choices = new Map(tenant.fields.map((field) => [field.key, field.choices]));
    for (const { fields = {} } of people) {
      for (const [key, value] of Object.entries(fields)) {
        expect(choices.has(key)).toBe(true);
        expect(choices.get(key) ?? [value]).toContain(value);
      }
    }
  });
});
