import type { ApiClient } from '../api-client.js';
import { readAgreement } from './agreement.tour.js';
import { tenantExport } from './export.tour.js';
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
export async function controllerTour(stage: Stage, client: ApiClient, _personId: string): Promise<void> {
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

  await readAgreement(stage, client);
  await tenantExport(stage, client);
}
