import { messagesOf } from '../base/messages.js';

export const tenantMessages = messagesOf({
  'tenant.slugTaken': [
    'Another tenant has this short name.',
    'En annen leietaker har dette kortnavnet.',
    'En annan kund har det här kortnamnet.',
    'Toisella asiakkaalla on jo tämä lyhyt nimi.',
    'See lühinimi on juba teisel kliendil.',
    'Een andere klant heeft deze korte naam al.',
  ],
  'tenant.hasController': [
    'The tenant has a controller already, who appoints the next one.',
    'Leietakeren har allerede en behandlingsansvarlig, som utpeker den neste.',
    'Kunden har redan en personuppgiftsansvarig, som utser nästa.',
    'Asiakkaalla on jo rekisterinpitäjän edustaja, joka nimeää seuraavan.',
    'Kliendil on juba vastutava töötleja esindaja, kes määrab järgmise.',
    'De klant heeft al een verwerkingsverantwoordelijke, die de volgende aanwijst.',
  ],
  'issuer.address': [
    'This must be an HTTPS address, and that of an issuer without query and fragment.',
    'Dette må være en HTTPS-adresse, og for en utsteder uten spørring og fragment.',
    'Detta måste vara en HTTPS-adress, och för en utfärdare utan fråga och fragment.',
    'Tämän on oltava HTTPS-osoite, myöntäjällä ilman kyselyosaa ja fragmenttia.',
    'See peab olema HTTPS-aadress, väljastaja puhul ilma päringu ja fragmendita.',
    'Dit moet een HTTPS-adres zijn, en bij een uitgever zonder query en fragment.',
  ],
  'issuer.bound': [
    'This issuer is bound already. An issuer signs in to one tenant alone.',
    'Denne utstederen er allerede knyttet. En utsteder logger inn hos én leietaker.',
    'Den här utfärdaren är redan knuten. En utfärdare loggar in hos en enda kund.',
    'Tämä myöntäjä on jo liitetty. Myöntäjä kirjaa sisään vain yhdelle asiakkaalle.',
    'See väljastaja on juba seotud. Väljastaja kaudu logitakse sisse ainult ühe kliendi juurde.',
    'Deze uitgever is al gekoppeld. Een uitgever meldt aan bij één klant.',
  ],
  'issuer.notBound': [
    'This issuer is not bound to the tenant.',
    'Denne utstederen er ikke knyttet til leietakeren.',
    'Den här utfärdaren är inte knuten till kunden.',
    'Tätä myöntäjää ei ole liitetty asiakkaaseen.',
    'See väljastaja ei ole kliendiga seotud.',
    'Deze uitgever is niet aan de klant gekoppeld.',
  ],
});
