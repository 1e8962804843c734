import { setTimeout as sleep } from 'node:timers/promises';
import { toGlobalId } from '../../../src/base/ids.js';
import type { Actor } from '../../harness/actor.js';
import { type MutationReply, mutate } from '../../harness/mutation.js';
import type { TestTenant } from '../../harness/tenant.js';

export interface RunReply {
  readonly id: string;
  readonly state: string;
  readonly done: number;
  readonly total: number | null;
  readonly failure: string | null;
  readonly persons: number;
  readonly startedBy: 'HAND' | 'SCHEDULE';
  readonly requestedBy: { readonly id: string } | null;
  readonly dueAt: string | null;
  readonly notes: readonly { readonly code: string; readonly message: string; readonly columns: readonly string[] }[];
  readonly operation: { readonly id: string } | null;
  readonly file: { readonly size: number; readonly sha256: string; readonly expiresAt: string } | null;
}

export interface TransferReply {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly isPaused: boolean;
  readonly nextDueAt: string | null;
  readonly schedule: object | null;
  readonly columns: readonly { element: string | null; fieldKey: string | null; header: string }[];
}

const RUN = `id state done total failure persons startedBy requestedBy { id } dueAt notes { code message columns }
  operation { id } file { size sha256 expiresAt }`;
export const TRANSFER =
  'id name version isPaused nextDueAt columns { element fieldKey header } schedule { frequency weekday timeOfDay timeZone }';

/** An account for transfers, linked to a card of a register, or to none. */
export const transferAccount = (
  tenant: TestTenant,
  cardId: string | null,
  cardRegister?: 'TEACHER' | 'STAFF',
  roles: readonly { role: string; unitId?: string }[] = [],
): Promise<Actor> => tenant.signIn(cardId, roles, { kind: 'transfer', ...(cardRegister ? { cardRegister } : {}) });

export const accountOf = (actor: Actor): string => toGlobalId('Account', actor.ids?.accountId ?? '');

let counter = 0;

/** Names of students as CSV by hand, where nothing else is said. */
export const transferInput = (account: Actor, changes: object = {}): object => ({
  name: `Transfer ${(counter += 1)}`,
  accountId: accountOf(account),
  register: 'STUDENT',
  columns: [{ element: 'person.givenName' }, { element: 'person.familyName' }],
  format: 'CSV',
  purpose: 'EDUCATION',
  ...changes,
});

export async function define(controller: Actor, account: Actor, changes: object = {}): Promise<TransferReply> {
  const { transfer, userErrors } = await mutate<{ transfer: TransferReply | null }>(
    controller,
    'createTransfer',
    transferInput(account, changes),
    `transfer { ${TRANSFER} }`,
  );
  if (!transfer) throw new Error(JSON.stringify(userErrors));
  return transfer;
}

export const start = (actor: Actor, transferId: string, idempotencyKey?: string) =>
  mutate<{ run: { readonly id: string } | null } & MutationReply>(
    actor,
    'runTransfer',
    { transferId, ...(idempotencyKey ? { idempotencyKey } : {}) },
    'run { id }',
  );

export const runBy = async (actor: Actor, id: string, language = 'en'): Promise<RunReply | null> => {
  const { data, errors } = await actor.send<{ transferRun: RunReply | null }>(
    `query($id: ID!) { transferRun(id: $id) { ${RUN} } }`,
    { id },
    { 'accept-language': language },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.transferRun;
};

/** Waits until a run has ended, and answers how. */
export async function endedRun(actor: Actor, id: string, seconds = 25): Promise<RunReply> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(100)) {
    const run = await runBy(actor, id);
    if (!run) throw new Error('The run is gone');
    if (!['QUEUED', 'RUNNING'].includes(run.state)) return run;
  }
  throw new Error('The run does not end');
}

/** Runs by hand and waits. */
export async function carried(actor: Actor, transferId: string): Promise<RunReply> {
  const { run, userErrors } = await start(actor, transferId);
  if (!run) throw new Error(JSON.stringify(userErrors));
  return endedRun(actor, run.id);
}

export const urlOf = async (actor: Actor, runId: string): Promise<string | null> =>
  (
    await actor.ask<{ transferRun: { file: { downloadUrl: string | null } | null } }>(
      'query($id: ID!) { transferRun(id: $id) { file { downloadUrl } } }',
      { id: runId },
    )
  ).transferRun.file?.downloadUrl ?? null;

/** What the file of a run says. */
export async function textOf(actor: Actor, runId: string): Promise<string> {
  const response = await fetch((await urlOf(actor, runId)) ?? '');
  if (!response.ok) throw new Error(`The download answered ${response.status}`);
  return response.text();
}

/** Runs by hand, and answers the rows of the CSV, without the header. */
export async function rowsOf(actor: Actor, transferId: string): Promise<readonly string[]> {
  const run = await carried(actor, transferId);
  if (run.state !== 'SUCCEEDED') throw new Error(`${run.state} ${run.failure}`);
  if (!run.file) return [];
  return (await textOf(actor, run.id)).split('\r\n').slice(1, -1);
}
