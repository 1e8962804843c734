import { setTimeout as wait } from 'node:timers/promises';
import { toGlobalId } from '../../base/ids.js';
import type { ApiClient } from '../../commands/api-client.js';
import { controllerOf } from './demo.governing.js';
import type { DemoIds } from './demo.ids.js';
import type { DemoActors, DemoBreach } from './demo.story.types.js';
import type { DemoTenant } from './demo.types.js';

const HOUR_MS = 3_600_000;
const POLL_MS = 100;

const incidents = `{ incidents(first: 20) { nodes { id version title closedAt breaches(first: 5) { nodes { id version
  authorityReason assessments(first: 5) { nodes { state } }
  notices(first: 5) { nodes { id version sentAt acknowledgedAt } } } } } } }`;

interface Incident {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly closedAt: string | null;
  readonly breaches: {
    readonly nodes: readonly {
      readonly id: string;
      readonly version: number;
      readonly authorityReason: string;
      readonly assessments: { readonly nodes: readonly { readonly state: string }[] };
      readonly notices: {
        readonly nodes: readonly {
          readonly id: string;
          readonly version: number;
          readonly sentAt: string | null;
          readonly acknowledgedAt: string | null;
        }[];
      };
    }[];
  };
}

const perform = (client: ApiClient, mutation: string, input: object): Promise<object> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return client.mutate(`mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { message } } }`, input);
};

/**
 * Has a breach happen and end: somebody looks, the operator finds out whom it affects and tells the controller in two phases,
 * the controller acknowledges and says why its authority need not be told. Goes on from where it was.
 */
export async function tellBreach(
  tenant: DemoTenant,
  breach: DemoBreach,
  ids: DemoIds,
  actors: DemoActors,
): Promise<void> {
  for (;;) {
    const { nodes } = (await actors.operator.ask<{ incidents: { nodes: readonly Incident[] } }>(incidents)).incidents;
    const incident = nodes.find(({ title }) => title === breach.title);
    if (incident?.closedAt) return;
    await (incident ? goOn(tenant, breach, incident, actors) : begin(breach, ids, actors));
  }
}

async function begin(breach: DemoBreach, ids: DemoIds, actors: DemoActors): Promise<void> {
  const suspect = await actors.as(breach.account);
  await suspect.ask('{ persons(first: 20) { nodes { id givenName familyName email } } }');
  const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();
  await perform(actors.operator, 'recordIncident', {
    title: breach.title,
    description: breach.description,
    measures: breach.measures,
    signalAt: ago(3),
    awareAt: ago(2),
    from: ago(24),
    accounts: [{ tenantId: toGlobalId('Tenant', ids.tenantId), accountId: ids.accountGid(breach.account) }],
  });
}

async function goOn(tenant: DemoTenant, breach: DemoBreach, incident: Incident, actors: DemoActors): Promise<void> {
  const reference = { incidentId: incident.id, expectedVersion: incident.version };
  const [own] = incident.breaches.nodes;
  if (!own) throw new Error(`Demo ${tenant.slug}: the incident concerns nobody.`);
  const notices = own.notices.nodes;
  const last = notices.at(-1);
  if (own.assessments.nodes.some(({ state }) => state !== 'DONE')) await wait(POLL_MS);
  else if (last && !last.sentAt) await perform(actors.operator, 'sendBreachNotices', reference);
  else if (last && !last.acknowledgedAt) {
    await perform(await actors.as(controllerOf(tenant)), 'acknowledgeBreachNotice', { noticeId: last.id });
  } else if (notices.length < 2) {
    const isFinal = notices.length === 1;
    if (isFinal && own.assessments.nodes.length < 2) await perform(actors.operator, 'assessIncident', reference);
    else await perform(actors.operator, 'draftBreachNotices', { ...reference, isFinal });
  } else if (own.authorityReason === '') {
    await perform(await actors.as(controllerOf(tenant)), 'recordBreachResponse', {
      breachId: own.id,
      expectedVersion: own.version,
      authorityReason: breach.noRisk,
      peopleReason: breach.noRisk,
    });
  } else await perform(actors.operator, 'closeIncident', { ...reference, lessons: breach.lessons });
}
