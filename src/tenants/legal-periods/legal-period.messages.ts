import { messagesOf } from '../../base/messages.js';

export const legalPeriodMessages = messagesOf({
  'legalPeriod.period': [
    'This must be an ISO 8601 duration of at most a year, in hours (PT72H) or in whole calendar units (P1M).',
    'Dette må være en ISO 8601-varighet på høyst ett år, i timer (PT72H) eller hele kalenderenheter (P1M).',
    'Detta måste vara en ISO 8601-varaktighet på högst ett år, i timmar (PT72H) eller hela kalenderenheter (P1M).',
    'Tämän on oltava enintään vuoden mittainen ISO 8601 -kesto tunteina (PT72H) tai kokonaisina kalenteriyksikköinä (P1M).',
    'See peab olema kuni aastapikkune ISO 8601 kestus, tundides (PT72H) või täis kalendriühikutes (P1M).',
    'Dit moet een ISO 8601-duur van hoogstens een jaar zijn, in uren (PT72H) of hele kalendereenheden (P1M).',
  ],
  'legalPeriod.later': [
    'A period is added for the future, and later than those that are known. What has begun keeps its own.',
    'En frist legges til for fremtiden, og senere enn de kjente. Det som har begynt, beholder sin.',
    'En frist läggs till för framtiden, och senare än de kända. Det som har börjat behåller sin.',
    'Määräaika lisätään tulevaisuuteen ja tunnettuja myöhemmäksi. Jo alkanut säilyttää omansa.',
    'Tähtaeg lisatakse tulevikku ja teadaolevatest hilisemaks. Mis on alanud, jätab oma tähtaja alles.',
    'Een termijn wordt voor de toekomst toegevoegd, later dan de bekende. Wat begonnen is, houdt de zijne.',
  ],
  'legalPeriod.past': [
    'The past is not changed: choose now or later.',
    'Fortiden endres ikke: velg nå eller senere.',
    'Det förflutna ändras inte: välj nu eller senare.',
    'Menneisyyttä ei muuteta: valitse nyt tai myöhemmin.',
    'Minevikku ei muudeta: valige nüüd või hiljem.',
    'Het verleden verandert niet: kies nu of later.',
  ],
  'legalPeriod.looser': [
    'This is looser than the law allows.',
    'Dette er romsligere enn loven tillater.',
    'Detta är generösare än lagen tillåter.',
    'Tämä on väljempi kuin laki sallii.',
    'See on leebem, kui seadus lubab.',
    'Dit is ruimer dan de wet toestaat.',
  ],
});
