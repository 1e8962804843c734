import type { Actor } from '../harness/actor.js';
import type { World } from '../harness/world.js';

/** What the operator enters of an invented host of the platform. */
export const hostInput = (changes: object = {}): object => ({
  legalName: 'Nordsky Cloud AB',
  service: { en: 'Cloud hosting', nb: 'Skytjeneste', fi: 'Pilvipalvelu' },
  processing: { en: 'Hosts the database and the files.', nb: 'Drifter databasen og filene.' },
  responsibilities: { en: 'Answers for the data centres; not for the application.' },
  dataCategories: ['NAME', 'CONTACT', 'FILE'],
  address: 'Storgatan 9, 111 51 Stockholm',
  country: 'SE',
  locations: ['SE', 'NO'],
  transferBasis: 'NONE_EEA',
  contact: 'privacy@nordsky.example',
  functions: ['HOSTING'],
  since: '2026-01-15',
  ...changes,
});

export const PROPOSE = `mutation($input: ProposeSubProcessorInput!) { answer: proposeSubProcessor(input: $input) {
  subProcessor { id isPrimary version state } change { id state takesEffectOn } userErrors { code field message } } }`;

export const ANNOUNCE = `mutation($input: AnnounceSubProcessorChangeInput!) { answer: announceSubProcessorChange(input: $input) {
  change { id state takesEffectOn subProcessor { id isPrimary version state } } userErrors { code field message } } }`;

interface Errors {
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
}

export interface Changed extends Errors {
  readonly subProcessor: { readonly id: string; readonly isPrimary: boolean; readonly version: number } | null;
}

export interface Announced extends Errors {
  readonly change: {
    readonly id: string;
    readonly state: string;
    readonly takesEffectOn: string;
    readonly subProcessor: { readonly id: string; readonly isPrimary: boolean; readonly version: number };
  } | null;
}

/** Proposes a sub-processor and announces it at once: in force at once where there is no controller to wait for. */
export async function engage(operator: Actor, changes: object = {}): Promise<Announced> {
  const { answer } = await operator.ask<{ answer: Changed & Announced }>(PROPOSE, { input: hostInput(changes) });
  if (!answer.change) return answer;
  const input = { id: answer.change.id, reason: { en: 'It is needed.', nb: 'Det trengs.' } };
  return (await operator.ask<{ answer: Announced }>(ANNOUNCE, { input })).answer;
}

/** Lets days pass for the list of sub-processors, by making everything of it as much older. */
export async function passDays(world: World, days: number): Promise<void> {
  const { owner } = world;
  const span = `interval '${days} days'`;
  await owner.query(`set app.operator = 'on'; update tenant set created_at = created_at - ${span};
    update sub_processor_change set announced_at = announced_at - ${span}, withdrawn_at = withdrawn_at - ${span},
      takes_effect_on = takes_effect_on - ${days};
    update sub_processor set since = since - ${days}, until = until - ${days};`);
  const { rows } = await owner.query<{ id: string }>('select tenant_id as id from tenant');
  for (const { id } of rows) {
    await owner.query(`set app.tenant_id = '${id}'; update sub_processor_announcement set opens_at = opens_at - ${span},
        closes_at = closes_at - ${span} where tenant_id = '${id}';
      update sub_processor_authorisation set authorised_at = authorised_at - ${span} where tenant_id = '${id}';
      update sub_processor_objection set raised_at = raised_at - ${span}, withdrawn_at = withdrawn_at - ${span}
        where tenant_id = '${id}';`);
  }
}
