import type { Context } from '../base/context.js';
import { countryOf } from '../tenants/index.js';
import { normaliseTelephone, telephoneMistake } from './contact-values.js';

/** A number as it is stored, or the key of the message that says why it is none. */
export type ReadTelephone = { readonly telephone: string } | { readonly mistake: ReturnType<typeof telephoneMistake> };

/** Reads a telephone number as dialled in the controller's country, which is not asked for where the number says its own. */
export async function readTelephone({ db }: Context, text: string): Promise<ReadTelephone> {
  const country = text.startsWith('+') ? '' : await countryOf(db);
  const telephone = normaliseTelephone(text, country);
  return telephone === null ? { mistake: telephoneMistake(text, country) } : { telephone };
}
