/** Where a request for a finer role stands: open, taken back, or as it was answered. */
export const roleRequestStates = ['REQUESTED', 'WITHDRAWN', 'EXISTING_ROLE', 'NEW_ROLE', 'DECLINED'] as const;
export type RoleRequestState = (typeof roleRequestStates)[number];

/** How one is answered: by a role that there is, by a new one, or not at all. */
export const roleRequestAnswers = ['EXISTING_ROLE', 'NEW_ROLE', 'DECLINED'] as const;
export type RoleRequestAnswer = (typeof roleRequestAnswers)[number];
