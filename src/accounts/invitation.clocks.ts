import sql from 'sql-template-tag';
import { type ClockSource, withRight } from '../catalogue/index.js';

/** Invitations that can still be accepted. */
export const invitationClock: ClockSource = {
  kind: 'INVITATION_END',
  type: 'Invitation',
  rows: (tenantId, now) => sql`select i.id, i.expires_at, null::text, i.person_id, i.unit_id from invitation i
    where i.tenant_id = ${tenantId} and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now}`,
  seen: withRight('invitation.manage'),
};
