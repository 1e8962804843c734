import { setTimeout as wait } from 'node:timers/promises';
import type { ApiClient } from './api-client.js';

export interface FollowedOperation {
  readonly state: string;
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  readonly failure: string | null;
}

const WIDTH = 30;
const INTERVAL_MS = 300;
const OPERATION = 'query($id: ID!) { operation(id: $id) { state phase done total failure } }';

const counted = ({ done, total }: FollowedOperation): string => (total ? ` (${done}/${total})` : '');

function bar(operation: FollowedOperation): string {
  const { phase, done, total } = operation;
  const share = total ? Math.min(1, done / total) : 0;
  const full = Math.round(share * WIDTH);
  const blocks = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
  return total
    ? `${blocks} ${String(Math.floor(share * 100)).padStart(3)} %  ${phase}${counted(operation)}`
    : `${'░'.repeat(WIDTH)}   …    ${phase}`;
}

/** Follows long-running work with a bar on the terminal, or a line a phase where there is none, until it has ended. */
export async function followOperation(
  client: ApiClient,
  id: string,
  out: NodeJS.WriteStream,
): Promise<FollowedOperation> {
  let phase = '';
  for (;;) {
    const { operation } = await client.ask<{ operation: FollowedOperation }>(OPERATION, { id });
    if (out.isTTY) out.write(`\r\u001b[2K  ${bar(operation)}`);
    else if (operation.phase !== phase) out.write(`  ${operation.phase}${counted(operation)}\n`);
    phase = operation.phase;
    if (!['QUEUED', 'RUNNING'].includes(operation.state)) {
      if (out.isTTY) out.write('\n');
      return operation;
    }
    await wait(INTERVAL_MS);
  }
}
