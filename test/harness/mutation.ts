import type { Actor } from './actor.js';

export interface MutationReply {
  readonly userErrors: readonly {
    readonly __typename: string;
    readonly code: string;
    readonly message: string;
    readonly field: readonly string[];
  }[];
}

const mutation = (name: string, selection: string): string =>
  `mutation($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) {
    ${selection} userErrors { __typename code message field } } }`;

/** Runs a mutation that follows the convention of one `input`, and answers its payload. Throws when it faults. */
export async function mutate<Payload = object>(
  actor: Actor,
  name: string,
  input: object,
  selection = '',
): Promise<Payload & MutationReply> {
  const data = await actor.ask<Record<string, Payload & MutationReply>>(mutation(name, selection), { input });
  return data[name] as Payload & MutationReply;
}

/** How a mutation ended: DONE, the code of its first refusal, or that of its fault. */
export async function outcomeOf(actor: Actor, name: string, input: object): Promise<string> {
  const { data, errors } = await actor.send<Record<string, MutationReply | null>>(mutation(name, ''), { input });
  const fault = errors[0];
  if (fault) return fault.extensions?.code ?? fault.message;
  return data?.[name]?.userErrors[0]?.code ?? 'DONE';
}

/** Has the controller acknowledge the annexes as they stand, so that the fields that it defined take values. */
export async function acknowledgeAnnexes(controller: Actor): Promise<MutationReply> {
  const { annexVersion } = await controller.ask<{ annexVersion: { number: number; hash: string } }>(
    '{ annexVersion { number hash } }',
  );
  const input = { number: annexVersion.number, expectedHash: annexVersion.hash };
  return mutate(controller, 'acknowledgeAnnexVersion', input);
}

/** How a query ended: DONE, or the code of its fault. */
export async function outcomeOfQuery(actor: Actor, query: string, variables: object = {}): Promise<string> {
  const { errors } = await actor.send(query, variables);
  const fault = errors[0];
  return fault ? (fault.extensions?.code ?? fault.message) : 'DONE';
}
