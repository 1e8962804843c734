import type { Context } from '../base/context.js';
import type { RefusalReason } from '../base/errors.js';

/** Records that somebody asked for a correction which is not theirs to make; answers the request's id. */
export type RecordCorrectionRequest = (
  context: Context,
  request: { readonly personId: string; readonly element: string; readonly proposed: string | null },
) => Promise<string>;

/** One value that somebody wants to be another. */
export interface WantedChange {
  /** The element's name in the catalogue. */
  readonly element: string;
  /** The source system that owns the value. */
  readonly source: string | null;
  /** Whether the viewer may say what is right, where no source system does. */
  readonly theirs: boolean;
  /** The value as text, for the request. */
  readonly proposed: string | null;
  /** The path into the input. */
  readonly field: readonly string[];
}

export interface Separated<Change extends WantedChange> {
  /** What may be written. */
  readonly accepted: readonly Change[];
  /** What was passed on instead, and to whom it belongs. */
  readonly refusals: readonly RefusalReason[];
  /** The requests that were recorded, one for each value, so that each is answered by itself. */
  readonly requestIds: readonly string[];
}

/**
 * Separates what the viewer may write from what a source system or the controller owns. The latter is recorded as a request
 * for its correction (Article 16 GDPR), and refused with who owns it.
 */
export async function separateChanges<Change extends WantedChange>(
  context: Context,
  record: RecordCorrectionRequest,
  personId: string,
  changes: readonly Change[],
): Promise<Separated<Change>> {
  const accepted: Change[] = [];
  const refusals: RefusalReason[] = [];
  const requestIds: string[] = [];
  for (const change of changes) {
    const { element, source, theirs, proposed, field } = change;
    if (!source && theirs) {
      accepted.push(change);
      continue;
    }
    const requestId = await record(context, { personId, element, proposed });
    requestIds.push(requestId);
    refusals.push({
      code: source ? 'OWNED_BY_SOURCE' : 'NOT_CORRECTABLE',
      messageKey: source ? 'ownedBySource' : 'notCorrectable',
      field,
      facts: { source, requestId },
    });
  }
  return { accepted, refusals, requestIds };
}
