import type { ApiClient } from '../api-client.js';
import { readAgreement, readAnnexVersions } from './agreement.tour.js';
import { erasure } from './erasure.tour.js';
import { tenantExport } from './export.tour.js';
import { readLog } from './log.tour.js';
import type { Stage } from './stage.js';

const persons = `query ($first: Int!) { persons(first: $first) { totalCount nodes {
  displayName register email memberships { group { name } }
} } }`;

interface Persons {
  readonly persons: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly displayName: string;
      readonly register: string;
      readonly email: string | null;
      readonly memberships: readonly { readonly group: { readonly name: string } | null }[];
    }[];
  };
}

const card = 'query ($id: ID!) { person(id: $id) { displayName telephone uploads(first: 5) { nodes { fileName } } } }';

interface Card {
  readonly person: {
    readonly displayName: string;
    readonly telephone: string | null;
    readonly uploads: { readonly nodes: readonly { readonly fileName: string | null }[] };
  } | null;
}

const catalogue = '{ catalogue { label categoryLabel purposeLabels retentionLabel kind special } }';

interface Catalogue {
  readonly catalogue: readonly {
    readonly label: string;
    readonly categoryLabel: string;
    readonly purposeLabels: readonly string[];
    readonly retentionLabel: string;
    readonly kind: string;
  }[];
}

/** A controller sees who is there and what is held, exports it, and erases a person. */
export async function controllerTour(stage: Stage, client: ApiClient, personId: string): Promise<void> {
  const page = await stage.ask<Persons>('Who is in the registers', client, persons, { first: 5 });
  stage.facts([['people', page.persons.totalCount]]);
  stage.list(
    page.persons.nodes.map(({ displayName, register, email, memberships }) =>
      [
        displayName,
        register.toLowerCase(),
        email ?? 'no e-mail',
        memberships.map(({ group }) => group?.name).join(', '),
      ]
        .filter(Boolean)
        .join(' · '),
    ),
  );

  const { person } = await stage.ask<Card>('Look at one of them, which is logged', client, card, { id: personId });
  stage.facts([
    ['name', person?.displayName],
    ['telephone', person?.telephone],
    ['files', person?.uploads.nodes.map(({ fileName }) => fileName)],
  ]);

  const held = await stage.ask<Catalogue>('Which personal data is held, and why', client, catalogue);
  stage.list(
    held.catalogue
      .filter(({ kind }) => kind === 'TENANT_FIELD')
      .map(
        ({ label, categoryLabel, purposeLabels, retentionLabel }) =>
          `${label}: ${categoryLabel}; for ${purposeLabels.join(', ')}; ${retentionLabel}`,
      ),
    5,
  );

  await readLog(stage, client);
  await readAgreement(stage, client);
  await readAnnexVersions(stage, client);
  await tenantExport(stage, client);
  await erasure(stage, client);
}
