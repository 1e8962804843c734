import { messagesOf } from '../base/messages.js';

export const accessLabels = messagesOf({
  'role_grant.personId': ['Role', 'Rolle', 'Roll', 'Rooli', 'Roll', 'Rol'],
  'role_grant.role': ['Role', 'Rolle', 'Roll', 'Rooli', 'Roll', 'Rol'],
});
