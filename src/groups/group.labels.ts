import { messagesOf } from '../base/messages.js';

export const groupLabels = messagesOf({
  'membership.groupId': ['Group', 'Gruppe', 'Grupp', 'Ryhmä', 'Rühm', 'Groep'],
  'membership.personId': ['Group', 'Gruppe', 'Grupp', 'Ryhmä', 'Rühm', 'Groep'],
  'membership.role': [
    'Part in the group',
    'Rolle i gruppen',
    'Roll i gruppen',
    'Rooli ryhmässä',
    'Roll rühmas',
    'Rol in de groep',
  ],
  'membership.startsOn': ['First day', 'Første dag', 'Första dag', 'Ensimmäinen päivä', 'Esimene päev', 'Eerste dag'],
  'membership.endsOn': ['Last day', 'Siste dag', 'Sista dag', 'Viimeinen päivä', 'Viimane päev', 'Laatste dag'],
  'value.membership.role.MEMBER': ['Member', 'Medlem', 'Medlem', 'Jäsen', 'Liige', 'Lid'],
  'value.membership.role.SUPERVISOR': ['Supervisor', 'Ansvarlig', 'Ansvarig', 'Ohjaaja', 'Juhendaja', 'Begeleider'],
});
