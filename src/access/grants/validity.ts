import { invalid } from '../../base/errors.js';

/** From when and until when something holds, as an input says it. */
export interface Validity {
  /** Null for now. */
  readonly validFrom: Date | null;
  /** Null for good. */
  readonly validUntil: Date | null;
}

/** A validity that begins now or later, and ends after it began. One that began earlier would rewrite what was so. */
export function validityOf(
  now: Date,
  input: { readonly validFrom?: Date | null; readonly validUntil?: Date | null },
): Validity {
  const { validFrom = null, validUntil = null } = input;
  if (validUntil && validUntil <= now) throw invalid('role.inThePast', ['input', 'validUntil']);
  if (validFrom && validUntil && validUntil <= validFrom) throw invalid('role.endsBefore', ['input', 'validUntil']);
  return { validFrom: validFrom && validFrom > now ? validFrom : null, validUntil };
}
