import type { ActionName } from './actions.js';

/**
 * Risky work, for which a second factor must have been presented not long ago (OP-11): what gives rights away, lets data leave
 * or destroys it, binds the controller, or loosens these very rules. Reads are not among it. Inviting is, because an invitation
 * gives a role; deciding in a review is, because a decision grants and revokes; fields are, because their readers are named
 * with them. Of the processor's work it is what opens the way into a tenant, by its identity provider or by asking to be let in, and
 * what binds the processor. Letting its staff in is, ending that is not.
 */
export const sensitiveActions = [
  'role.grant',
  'exception.decide',
  'review.decide',
  'matrix.manage',
  'course.manage',
  'seat.manage',
  'account.manage',
  'invitation.manage',
  'field.manage',
  'export.tenant',
  'transfer.manage',
  'transfer.run',
  'erasure.run',
  'screening.purge',
  'hold.manage',
  'agreement.manage',
  'subProcessor.decide',
  'annex.acknowledge',
  'settings.manage',
  'instruction.answer',
  'instruction.oversee',
  'tenant.manage',
  'agreement.countersign',
  'legalPeriod.manage',
  'incident.manage',
  'breach.manage',
  'lockbox.decide',
  'lockbox.request',
] as const satisfies readonly ActionName[];
export type SensitiveAction = (typeof sensitiveActions)[number];

export const isSensitive = (action: string): action is SensitiveAction =>
  (sensitiveActions as readonly string[]).includes(action);
