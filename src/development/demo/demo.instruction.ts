import type { ApiClient } from '../../commands/api-client.js';
import { controllerOf } from './demo.governing.js';
import type { DemoActors, DemoParked } from './demo.story.types.js';
import type { DemoTenant } from './demo.types.js';

const KNOWN = `{ viewer { tenant { id version } }
  instructions(first: 1, filter: { kinds: [SETTINGS], states: [PARKED, CONFIRMED] }) { nodes { number state } } }`;

interface Known {
  readonly viewer: { readonly tenant: { readonly id: string; readonly version: number } };
  readonly instructions: { readonly nodes: readonly { readonly number: number; readonly state: string }[] };
}

/** Has the controller keep its log for longer, the operator park that, and the controller stand by it. Goes on from where it was. */
export async function tellParked(tenant: DemoTenant, parked: DemoParked, actors: DemoActors): Promise<void> {
  const controller = await actors.as(controllerOf(tenant));
  const { viewer, instructions } = await controller.ask<Known>(KNOWN);
  const [known] = instructions.nodes;
  if (known?.state === 'CONFIRMED') return;
  const number = known?.number ?? (await instruct(controller, viewer.tenant.version, parked.logRetentionDays));
  if (!known) {
    await actors.operator.mutate(
      'mutation ($input: ParkInstructionInput!) { parkInstruction(input: $input) { userErrors { message } } }',
      { tenantId: viewer.tenant.id, number, reason: parked.reason },
    );
  }
  await controller.mutate(
    'mutation ($input: ConfirmInstructionInput!) { confirmInstruction(input: $input) { userErrors { message } } }',
    { number, reason: parked.answer },
  );
}

/** Sets it, where it is not set since the last time; answers the number of the instruction by which it is. */
async function instruct(controller: ApiClient, expectedVersion: number, logRetentionDays: number): Promise<number> {
  const last = async (): Promise<number | undefined> => {
    const { instructions } = await controller.ask<{
      instructions: {
        nodes: readonly { number: number; changes: readonly { setting: string; after: string | null }[] }[];
      };
    }>('{ instructions(first: 1, filter: { kinds: [SETTINGS] }) { nodes { number changes { setting after } } } }');
    return instructions.nodes.find(({ changes }) =>
      changes.some(({ setting, after }) => setting === 'logRetentionDays' && after === String(logRetentionDays)),
    )?.number;
  };
  const known = await last();
  if (known !== undefined) return known;
  await controller.mutate(
    'mutation ($input: UpdateTenantSettingsInput!) { updateTenantSettings(input: $input) { userErrors { message } } }',
    { logRetentionDays, expectedVersion },
  );
  return (await last()) ?? 0;
}
