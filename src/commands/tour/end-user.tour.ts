import type { ApiClient } from '../api-client.js';
import { ownExport } from './export.tour.js';
import type { Stage } from './stage.js';

interface Profile {
  readonly id: string;
  readonly displayName: string;
  readonly givenName: string | null;
  readonly preferredName: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
  readonly version: number;
  readonly sources: readonly { readonly field: string; readonly source: string }[];
  readonly affiliations: readonly { readonly unit: { readonly name: string } | null }[];
  readonly memberships: readonly { readonly group: { readonly name: string } | null }[];
  readonly fields: readonly FieldValue[];
}

interface FieldValue {
  readonly text: string | null;
  readonly number: number | null;
  readonly date: string | null;
  readonly choice: string | null;
  readonly yesNo: boolean | null;
  readonly correctable: boolean;
  readonly definition: { readonly label: string; readonly category: string };
}

const profile = `{ viewer { person {
  id displayName givenName preferredName email telephone version
  sources { field source }
  affiliations { unit { name } }
  memberships { group { name } }
  fields { text number date choice yesNo correctable definition { label category } }
} } }`;

const correction = `mutation ($input: CorrectProfileInput!) { correctProfile(input: $input) {
  person { preferredName telephone version } requestId
  userErrors { code message field }
} }`;

const notices = '{ viewer { tenant { locale privacyNotices { language title contact htmlPath } } } }';

interface Notices {
  readonly viewer: {
    readonly tenant: {
      readonly locale: string;
      readonly privacyNotices: readonly {
        readonly language: string;
        readonly title: string;
        readonly contact: string;
        readonly htmlPath: string;
      }[];
    };
  };
}

interface Corrected {
  readonly correctProfile: {
    readonly person: { readonly preferredName: string | null; readonly version: number } | null;
    readonly requestId: string | null;
    readonly userErrors: readonly { readonly code: string; readonly message: string }[];
  };
}

const myData = `{ viewer { myData {
  table label valueLabels categoryLabel purposeLabels ownerLabel source retentionLabel
} } }`;

interface MyData {
  readonly viewer: {
    readonly myData: readonly {
      readonly table: string;
      readonly label: string;
      readonly valueLabels: readonly string[];
      readonly categoryLabel: string;
      readonly purposeLabels: readonly string[];
      readonly ownerLabel: string;
      readonly source: string | null;
      readonly retentionLabel: string;
    }[];
  };
}

/** An end user reads the notice, sees what is held, corrects what is theirs, and asks for the correction of what is not. */
export async function endUserTour(stage: Stage, client: ApiClient): Promise<void> {
  const { viewer: reader } = await stage.ask<Notices>('What the controller tells about it', client, notices);
  const { locale, privacyNotices } = reader.tenant;
  const notice = privacyNotices.find(({ language }) => language === locale) ?? privacyNotices[0];
  stage.facts([
    ['privacy notice', notice?.title],
    ['contact', notice?.contact],
    ['open to everybody at', notice?.htmlPath],
  ]);

  const { viewer } = await stage.ask<{ viewer: { person: Profile } }>('What is held on me', client, profile);
  const { person } = viewer;
  stage.facts([
    ['name', person.displayName],
    ['e-mail', person.email],
    ['telephone', person.telephone],
    ['belongs to', person.affiliations.map(({ unit }) => unit?.name)],
    ['groups', person.memberships.map(({ group }) => group?.name)],
    ...person.fields.map((field): [string, unknown] => [field.definition.label, valueOf(field)]),
    ...person.sources.map(({ field, source }): [string, unknown] => [`${field} is owned by`, source]),
  ]);

  // Played twice, it changes something twice.
  const preferredName = person.preferredName === null ? (person.givenName ?? 'Tour') : null;
  const input = { expectedVersion: person.version, preferredName };
  const { correctProfile } = await stage.ask<Corrected>('Correct what is mine', client, correction, { input });
  stage.facts([
    ['wants to be called', correctProfile.person?.preferredName],
    ['version', `${person.version} → ${correctProfile.person?.version ?? '?'}`],
  ]);

  const stale = await stage.ask<Corrected>(
    'The same again, from an old screen: refused, nothing lost',
    client,
    correction,
    {
      input: { expectedVersion: person.version, preferredName: 'Old screen' },
    },
  );
  stage.list(stale.correctProfile.userErrors.map(({ code, message }) => `${code}: ${message}`));

  const version = correctProfile.person?.version ?? person.version;
  const foreign = await stage.ask<Corrected>(
    'Correct what is not mine to correct: a request is recorded',
    client,
    correction,
    {
      input: { expectedVersion: version, familyName: 'Tourén' },
    },
  );
  stage.list(foreign.correctProfile.userErrors.map(({ code, message }) => `${code}: ${message}`));
  stage.facts([['request', foreign.correctProfile.requestId]]);

  const { viewer: mine } = await stage.ask<MyData>(
    'Each item, why it is held, whose it is and how long it stays',
    client,
    myData,
  );
  // The card first: bookkeeping about the sign-in is less to look at.
  const items = mine.myData.toSorted((a, b) => Number(b.table === 'person') - Number(a.table === 'person'));
  stage.list(
    items.map(
      ({ label, valueLabels, categoryLabel, purposeLabels, ownerLabel, source, retentionLabel }) =>
        `${label}: ${valueLabels.slice(0, 2).join(', ') || '–'} · ${categoryLabel}, for ${purposeLabels.join(', ')} · ${source ?? ownerLabel} · ${retentionLabel}`,
    ),
    8,
  );

  await ownExport(stage, client);
}

function valueOf({ text, number, date, choice, yesNo }: FieldValue): unknown {
  return text ?? number ?? date ?? choice ?? yesNo;
}
