import { toGlobalId } from '../../src/base/ids.js';
import type { Actor } from '../harness/actor.js';
import { mutate } from '../harness/mutation.js';

export interface DraftReply {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly version: number;
  readonly roles: readonly { readonly key: string; readonly contains: readonly string[] }[];
  readonly functions: readonly {
    readonly key: string;
    readonly name: string;
    readonly guidance: readonly string[];
    readonly roles: readonly object[];
  }[];
}

const DRAFT = `matrix { id number state version roles { key scope isMasterKey contains }
  functions { key name guidance roles { role kind condition stage } } }`;

export const accountGid = (actor: Actor): string => toGlobalId('Account', actor.ids?.accountId ?? '');

/** A role that reads names and contact details in a whole unit, where nothing else is said. */
export const roleInput = (key: string, changes: object = {}): object => ({
  key,
  name: key,
  description: '',
  scope: 'UNIT',
  purpose: 'ADMINISTRATION',
  risk: 'LOW',
  rights: [{ action: 'person.read', about: 'PERSONS', categories: ['NAME', 'CONTACT'] }],
  ...changes,
});

export async function drafted(controller: Actor, input: object = {}): Promise<DraftReply> {
  const { matrix, userErrors } = await mutate<{ matrix: DraftReply | null }>(
    controller,
    'draftMatrix',
    { title: 'School year', ...input },
    DRAFT,
  );
  if (!matrix) throw new Error(JSON.stringify(userErrors));
  return matrix;
}

/** Drafts a matrix with further roles, in this order, and with the roles that come with cards, and adopts it. */
export async function adopted(
  controller: Actor,
  roles: readonly object[],
  cardRoles: readonly object[] | null = null,
): Promise<void> {
  const { id } = await drafted(controller);
  for (const [index, role] of roles.entries()) {
    const { userErrors } = await mutate(controller, 'setMatrixRole', {
      matrixId: id,
      expectedVersion: index + 1,
      role,
    });
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  }
  let expectedVersion = roles.length + 1;
  if (cardRoles) {
    const { userErrors } = await mutate(controller, 'setCardRoles', { matrixId: id, expectedVersion, cardRoles });
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
    expectedVersion += 1;
  }
  await mutate(controller, 'adoptMatrix', { matrixId: id, expectedVersion });
}
