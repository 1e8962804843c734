import type { Viewer } from '../viewer.js';

/**
 * Who gives the instructions of a transaction, for the ledger: an account and its person where it has one, the processor, or
 * the parking or release of the instruction of a number. The system itself where nothing is said.
 */
export type InstructionGiver =
  | Pick<Viewer, 'accountId' | 'personId'>
  | 'processor'
  | `${'parking' | 'release'} ${number}`;

/** In whose name a viewer changes settings; nobody's where nobody is signed in. */
export const giverOf = (viewer: Viewer | undefined): InstructionGiver | null =>
  viewer?.isOperator ? 'processor' : (viewer ?? null);

/** The statement that says so for the rest of a transaction. */
export function instructing(giver: InstructionGiver): string {
  const words = typeof giver === 'string' ? giver : `${giver.accountId} ${giver.personId ?? ''}`;
  if (!/^[a-z0-9 -]+$/.test(words)) throw new Error('who instructs is said by ids');
  return `SET LOCAL app.actor = '${words}'`;
}
