import { messagesOf } from '../../base/messages.js';

export const leaverMessages = messagesOf({
  'leaver.deletedBeforeClosed': [
    'An account is not deleted before it closes.',
    'En konto slettes ikke før den stenges.',
    'Ett konto raderas inte innan det stängs.',
    'Tiliä ei poisteta ennen kuin se suljetaan.',
    'Kontot ei kustutata enne selle sulgemist.',
    'Een account wordt niet verwijderd voordat het sluit.',
  ],
  'leaver.notClosed': [
    'Close the account first: only a closed one is deleted.',
    'Steng kontoen først: bare en stengt konto slettes.',
    'Stäng kontot först: bara ett stängt konto raderas.',
    'Sulje tili ensin: vain suljetun tilin voi poistaa.',
    'Sulgege konto kõigepealt: kustutada saab ainult suletud kontot.',
    'Sluit het account eerst: alleen een gesloten account wordt verwijderd.',
  ],
  'leaver.held': [
    'A legal hold keeps this account.',
    'Et bevaringspålegg holder på denne kontoen.',
    'Ett bevarandekrav håller kvar det här kontot.',
    'Säilytysvelvoite estää tämän tilin poistamisen.',
    'Säilitamiskohustus hoiab seda kontot alles.',
    'Een bewaarplicht houdt dit account vast.',
  ],
  'leaver.erased': [
    'An erasure of this person is running, and deletes the account.',
    'En sletting av denne personen pågår og fjerner kontoen.',
    'En radering av den här personen pågår och tar bort kontot.',
    'Henkilön tietojen poisto on käynnissä ja poistaa tilin.',
    'Selle isiku andmete kustutamine käib ja kustutab konto.',
    'Een wissing van deze persoon loopt en verwijdert het account.',
  ],
  'account.personLeft': [
    'It closed because its person left. It opens by itself when the person is back.',
    'Den ble stengt fordi personen sluttet. Den åpner av seg selv når personen er tilbake.',
    'Det stängdes för att personen slutade. Det öppnas av sig självt när personen är tillbaka.',
    'Se suljettiin, koska henkilö lähti. Se avautuu itsestään, kun henkilö palaa.',
    'See suleti, sest isik lahkus. See avaneb ise, kui isik naaseb.',
    'Het is gesloten omdat de persoon vertrok. Het opent vanzelf als de persoon terug is.',
  ],
});
