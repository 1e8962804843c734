import { toGlobalId } from '../../base/ids.js';
import type { ApiClient } from '../../commands/api-client.js';
import { controllerOf } from './demo.governing.js';
import type { DemoIds } from './demo.ids.js';
import type { DemoActors, DemoLockbox } from './demo.story.types.js';
import type { DemoTenant } from './demo.types.js';

const HOUR_MS = 3_600_000;

const KNOWN = `{ lockboxAccesses(first: 100) { nodes { id ticket version state tenant { id } } } }`;

interface Known {
  readonly lockboxAccesses: {
    readonly nodes: readonly {
      readonly id: string;
      readonly ticket: string | null;
      readonly version: number;
      readonly state: string;
    }[];
  };
}

const perform = (client: ApiClient, mutation: string, input: object): Promise<object> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return client.mutate(`mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { message } } }`, input);
};

/** The processor's staff ask to be let in, and the controller answers as the story says. */
export async function askToBeLetIn(
  tenant: DemoTenant,
  { ticket, about, hours, outcome, answer, ...request }: DemoLockbox,
  ids: DemoIds,
  actors: DemoActors,
): Promise<void> {
  const tenantId = toGlobalId('Tenant', ids.tenantId);
  const find = async () => {
    const { lockboxAccesses } = await actors.operator.ask<Known>(KNOWN);
    return lockboxAccesses.nodes.find((access) => access.ticket === ticket);
  };
  if (!(await find())) {
    await perform(actors.operator, 'requestLockboxAccess', {
      tenantId,
      ticket,
      until: new Date(Date.now() + hours * HOUR_MS).toISOString(),
      personIds: about.map((person) => toGlobalId('Person', ids.of('person', person))),
      ...request,
    });
  }
  const access = await find();
  if (access?.state !== 'REQUESTED') return;
  const controller = await actors.as(controllerOf(tenant));
  const reference = { lockboxAccessId: access.id };
  if (outcome === 'REFUSED') {
    await perform(controller, 'refuseLockboxAccess', { ...reference, reason: answer });
    return;
  }
  await perform(controller, 'approveLockboxAccess', { ...reference, expectedVersion: access.version, answer });
  if (outcome === 'ENDED') await perform(controller, 'endLockboxAccess', reference);
}
