import { newId, toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { type MutationReply, mutate } from '../harness/mutation.js';
import { type TestTenant, tenantGid } from '../harness/tenant.js';

export const HOUR_MS = 3_600_000;
export const ago = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();

export interface Assessed {
  readonly id: string;
  readonly phase: number;
  readonly state: string;
  readonly peopleCount: number;
  readonly erasedPeople: number;
  readonly specialPeople: number;
  readonly unitCount: number;
  readonly records: number;
  readonly copies: number;
  readonly isIncomplete: boolean;
  readonly hash: string | null;
  readonly categories: readonly { readonly category: string; readonly people: number }[];
  readonly registers: readonly { readonly register: string; readonly people: number }[];
  readonly difference: { readonly newPeople: number; readonly addedCategories: readonly string[] } | null;
}

export interface Notice {
  readonly id: string;
  readonly phase: number;
  readonly kind: string;
  readonly nature: string;
  readonly contact: string;
  readonly consequences: string;
  readonly measures: string;
  readonly sentAt: string | null;
  readonly hash: string | null;
  readonly acknowledgedAt: string | null;
  readonly version: number;
}

export interface BreachRead {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly awareAt: string | null;
  readonly dueAt: string | null;
  readonly toldAt: string | null;
  readonly authorityDueAt: string | null;
  readonly isOverdue: boolean;
  readonly tenant: { readonly id: string };
  readonly assessment: Assessed | null;
  readonly assessments: { readonly nodes: readonly Assessed[] };
  readonly notices: { readonly nodes: readonly Notice[] };
}

export interface IncidentRead {
  readonly id: string;
  readonly version: number;
  readonly breaches: { readonly nodes: readonly BreachRead[] };
}

const ASSESSED = `id phase state peopleCount erasedPeople specialPeople unitCount records copies isIncomplete hash
  categories { category people } registers { register people } difference { newPeople addedCategories }`;
export const BREACH = `id version state awareAt dueAt toldAt authorityDueAt isOverdue tenant { id } assessment { ${ASSESSED} }
  assessments(first: 6) { nodes { ${ASSESSED} } }
  notices(first: 6) { nodes { id phase kind nature contact consequences measures sentAt hash acknowledgedAt version } }`;
export const INCIDENT = `incident { id version breaches(first: 12) { nodes { ${BREACH} } } }`;

export type IncidentReply = { readonly incident: IncidentRead | null } & MutationReply;

export const incidentMutation = (actor: Actor, name: string, input: object): Promise<IncidentReply> =>
  mutate<{ incident: IncidentRead | null }>(actor, name, input, INCIDENT);

export async function record(staff: Actor, input: object): Promise<IncidentRead> {
  const reply = await incidentMutation(staff, 'recordIncident', {
    title: 'A stolen login',
    description: 'A login was used by somebody else.',
    signalAt: ago(5),
    ...input,
  });
  if (!reply.incident) throw new Error(JSON.stringify(reply.userErrors));
  return reply.incident;
}

export const readIncident = async (staff: Actor, id: string): Promise<IncidentRead> => {
  const { node } = await staff.ask<{ node: IncidentRead }>(
    `query($id: ID!) { node(id: $id) { ... on Incident { id version breaches(first: 12) { nodes { ${BREACH} } } } } }`,
    { id },
  );
  return node;
};

export const readBreaches = async (actor: Actor): Promise<readonly BreachRead[]> =>
  (await actor.ask<{ breaches: { nodes: BreachRead[] } }>(`{ breaches(first: 12) { nodes { ${BREACH} } } }`)).breaches
    .nodes;

/** Waits until every assessment of an incident is complete. */
export async function assessed(staff: Actor, id: string): Promise<IncidentRead> {
  for (let i = 0; i < 300; i += 1) {
    const incident = await readIncident(staff, id);
    const all = incident.breaches.nodes.flatMap(({ assessments }) => assessments.nodes);
    if (all.every(({ state }) => state === 'DONE')) return incident;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the assessments were not complete in time');
}

export interface Entry {
  readonly at?: string;
  readonly accountId?: string;
  readonly role?: string;
  readonly action?: string;
  readonly personIds?: readonly string[];
  readonly categories?: readonly string[];
  readonly outcome?: string;
}

/** An entry of the log, as the application would have written it then. */
export const logged = (tenant: TestTenant, entry: Entry): Promise<string> =>
  tenant.insert('log_entry', {
    id: newId(),
    at: entry.at ?? ago(3),
    actor_account_id: entry.accountId ?? null,
    role: entry.role ?? 'teacher',
    action: entry.action ?? 'person.read',
    outcome: entry.outcome ?? 'done',
    purpose: 'EDUCATION',
    person_ids: entry.personIds ?? [],
    categories: entry.categories ?? [],
    details: '{}',
    request_id: 'test',
  });

export const accountOf = (tenant: TestTenant, accountId: string): object => ({
  tenantId: tenantGid(tenant.id),
  accountId: toGlobalId('Account', accountId),
});
