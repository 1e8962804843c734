import type { Actor } from '../harness/actor.js';
import { type MutationReply, mutate } from '../harness/mutation.js';

export interface Notice {
  readonly id: string;
  readonly language: string;
  readonly version: number;
  readonly title: string;
  readonly contact: string;
  readonly htmlPath: string;
  readonly jsonPath: string;
}

const PARTS = 'id language version controller title text contact publishedAt htmlPath jsonPath';

/** What a controller of an invented city enters. */
export const noticeInput = (changes: object = {}): object => ({
  language: 'NB',
  title: 'Personvernerklæring',
  text: 'Vi viser opplysninger om elever.\n\n## Hvor lenge\n\nTil eleven slutter:\n- på skolen\n- i byen <b>',
  contact: 'personvern@fjordbyen.example',
  ...changes,
});

export const publish = (
  actor: Actor,
  changes: object = {},
): Promise<{ readonly privacyNotice: Notice | null } & MutationReply> =>
  mutate(actor, 'publishPrivacyNotice', noticeInput(changes), `privacyNotice { ${PARTS} }`);

/** The notices in force, as somebody signed in reads them. */
export async function noticesOf(actor: Actor): Promise<readonly Notice[]> {
  const { viewer } = await actor.ask<{ viewer: { tenant: { privacyNotices: Notice[] } } }>(
    `{ viewer { tenant { privacyNotices { ${PARTS} } } } }`,
  );
  return viewer.tenant.privacyNotices;
}
