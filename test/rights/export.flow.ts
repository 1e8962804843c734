import type { Actor } from '../harness/actor.js';

export interface OperationReply {
  readonly id: string;
  readonly state: string;
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  readonly failure: string | null;
  readonly archive: {
    readonly size: number;
    readonly sha256: string;
    readonly expiresAt: string;
    readonly downloadUrl: string | null;
  } | null;
}

interface Started {
  readonly operation: { readonly id: string; readonly state: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

const OPERATION =
  'query($id: ID!) { operation(id: $id) { id state phase done total failure archive { size sha256 expiresAt downloadUrl } } }';

export const exportPerson = async (
  actor: Actor,
  input: { personId?: string; idempotencyKey?: string } = {},
  headers: Record<string, string> = {},
): Promise<Started> => {
  const { data, errors } = await actor.send<{ exportPerson: Started }>(
    'mutation($input: ExportPersonInput!) { exportPerson(input: $input) { operation { id state } userErrors { code message } } }',
    { input },
    headers,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.exportPerson;
};

export const exportTenant = async (actor: Actor, input: { idempotencyKey?: string } = {}): Promise<Started> =>
  (
    await actor.ask<{ exportTenant: Started }>(
      'mutation($input: ExportTenantInput!) { exportTenant(input: $input) { operation { id state } userErrors { code message } } }',
      { input },
    )
  ).exportTenant;

export const operation = async (actor: Actor, id: string): Promise<OperationReply | null> =>
  (await actor.ask<{ operation: OperationReply | null }>(OPERATION, { id })).operation;

/** Waits until work has ended, and answers how. */
export async function ended(actor: Actor, id: string, seconds = 25): Promise<OperationReply> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await operation(actor, id);
    if (!found) throw new Error('The operation is gone');
    if (!['QUEUED', 'RUNNING'].includes(found.state)) return found;
    if (Date.now() > deadline) throw new Error(`Still ${found.state}: ${found.phase}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Exports, waits, and downloads. */
export async function download(actor: Actor, started: Started): Promise<Buffer> {
  if (!started.operation) throw new Error(`Refused: ${JSON.stringify(started.userErrors)}`);
  const { archive, state, failure } = await ended(actor, started.operation.id);
  if (!archive?.downloadUrl) throw new Error(`No archive: ${state} ${failure}`);
  const response = await fetch(archive.downloadUrl);
  if (!response.ok) throw new Error(`The download answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
