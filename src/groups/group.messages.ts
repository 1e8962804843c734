import { messagesOf } from '../base/messages.js';

export const groupMessages = messagesOf({
  'group.archived': [
    'The group has ended. Restore it before you add anybody.',
    'Gruppen er avsluttet. Gjenopprett den før du legger til noen.',
    'Gruppen är avslutad. Återställ den innan du lägger till någon.',
    'Ryhmä on päättynyt. Palauta se ennen kuin lisäät ketään.',
    'Rühm on lõppenud. Taastage see enne kellegi lisamist.',
    'De groep is beëindigd. Herstel haar voordat u iemand toevoegt.',
  ],
  'membership.exists': [
    'The person has this part in the group already.',
    'Personen har allerede denne rollen i gruppen.',
    'Personen har redan den här rollen i gruppen.',
    'Henkilöllä on jo tämä rooli ryhmässä.',
    'Isikul on rühmas juba see roll.',
    'De persoon heeft deze rol in de groep al.',
  ],
  'membership.dates': [
    'The last day is before the first.',
    'Siste dag er før første.',
    'Sista dagen är före den första.',
    'Viimeinen päivä on ennen ensimmäistä.',
    'Viimane päev on enne esimest.',
    'De laatste dag ligt voor de eerste.',
  ],
  'membership.notOneself': [
    'Nobody makes themselves supervisor. Ask another administrator.',
    'Ingen gjør seg selv til ansvarlig. Be en annen administrator.',
    'Ingen gör sig själv till ansvarig. Be en annan administratör.',
    'Kukaan ei tee itsestään vastuuhenkilöä. Pyydä toista ylläpitäjää.',
    'Keegi ei määra ennast vastutajaks. Paluge teist haldurit.',
    'Niemand maakt zichzelf begeleider. Vraag het een andere beheerder.',
  ],
});
