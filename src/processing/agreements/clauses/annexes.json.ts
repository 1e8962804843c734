import type { AgreementAnnexes } from './annexes.js';
import { DECISION } from './decision.js';

/** The annexes for machines: what was agreed, and under which Decision. */
export interface AnnexesJson extends AgreementAnnexes {
  readonly decision: typeof DECISION;
}

/** The annexes with the reference to the Decision that gives them their meaning. */
export function annexesAsJson(annexes: AgreementAnnexes): AnnexesJson {
  return { decision: DECISION, ...annexes };
}
