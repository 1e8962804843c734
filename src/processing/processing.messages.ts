import { messagesOf } from '../base/messages.js';

export const processingMessages = messagesOf({
  'subProcessor.basisNeeded': [
    'It processes outside the European Economic Area: say on what the transfer rests.',
    'Den behandler utenfor EØS: oppgi hva overføringen bygger på.',
    'Det behandlar utanför EES: ange vad överföringen grundas på.',
    'Se käsittelee tietoja ETA-alueen ulkopuolella: kerro, mihin siirto perustuu.',
    'See töötleb andmeid väljaspool EMPd: märgi, millel edastamine põhineb.',
    'Er wordt buiten de EER verwerkt: geef aan waarop de doorgifte berust.',
  ],
  'subProcessor.groundNeeded': [
    'Say which other ground the transfer rests on.',
    'Oppgi hvilket annet grunnlag overføringen bygger på.',
    'Ange vilken annan grund överföringen vilar på.',
    'Kerro, mihin muuhun perusteeseen siirto nojaa.',
    'Märgi, millisel muul alusel edastamine põhineb.',
    'Geef aan op welke andere grond de doorgifte berust.',
  ],
  'subProcessor.period': [
    'The last day is on or after the first one, and not in the future.',
    'Siste dag er tidligst den første og ikke i framtiden.',
    'Sista dagen är tidigast den första och inte i framtiden.',
    'Viimeinen päivä on aikaisintaan ensimmäinen päivä eikä tulevaisuudessa.',
    'Viimane päev ei ole enne esimest ega tulevikus.',
    'De laatste dag ligt niet voor de eerste en niet in de toekomst.',
  ],
  'subProcessor.ended': [
    'This engagement has ended.',
    'Dette oppdraget er avsluttet.',
    'Det här uppdraget har upphört.',
    'Tämä toimeksianto on päättynyt.',
    'See leping on lõppenud.',
    'Deze inschakeling is beëindigd.',
  ],
  'subProcessor.isPrimary': [
    'This is the primary sub-processor. Make another one primary first.',
    'Dette er den primære underdatabehandleren. Gjør en annen til primær først.',
    'Detta är det primära underbiträdet. Gör ett annat till primärt först.',
    'Tämä on ensisijainen alikäsittelijä. Tee ensin toisesta ensisijainen.',
    'See on peamine alltöötleja. Määra enne peamiseks mõni teine.',
    'Dit is de primaire subverwerker. Maak eerst een andere de primaire.',
  ],
});
