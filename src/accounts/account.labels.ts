import { messagesOf } from '../base/messages.js';

export const accountLabels = messagesOf({
  'account.subject': [
    'Identity at the sign-in provider',
    'Identitet hos innloggingstjenesten',
    'Identitet hos inloggningstjänsten',
    'Tunnus kirjautumispalvelussa',
    'Tunnus sisselogimisteenuses',
    'Identiteit bij de aanmelddienst',
  ],
  'account.personId': ['Account', 'Konto', 'Konto', 'Tili', 'Konto', 'Account'],
  'account.label': ['Account name', 'Kontonavn', 'Kontonamn', 'Tilin nimi', 'Konto nimi', 'Accountnaam'],
  'account.lastVisitAt': [
    'Last visit',
    'Siste besøk',
    'Senaste besök',
    'Viimeisin käynti',
    'Viimane külastus',
    'Laatste bezoek',
  ],
  'account.lastSecondFactorAt': [
    'Last use of a second factor',
    'Siste bruk av annen faktor',
    'Senaste användning av en andra faktor',
    'Toisen tunnistuskeinon viimeisin käyttö',
    'Teise teguri viimane kasutus',
    'Laatste gebruik van een tweede factor',
  ],
  'account_address.personId': ['IP address', 'IP-adresse', 'IP-adress', 'IP-osoite', 'IP-aadress', 'IP-adres'],
  'account_address.address': ['IP address', 'IP-adresse', 'IP-adress', 'IP-osoite', 'IP-aadress', 'IP-adres'],
  'account_address.firstSeenAt': [
    'First use of an address',
    'Første bruk av en adresse',
    'Första användning av en adress',
    'Osoitteen ensimmäinen käyttö',
    'Aadressi esimene kasutus',
    'Eerste gebruik van een adres',
  ],
  'account_address.lastSeenAt': [
    'Last use of an address',
    'Siste bruk av en adresse',
    'Senaste användning av en adress',
    'Osoitteen viimeisin käyttö',
    'Aadressi viimane kasutus',
    'Laatste gebruik van een adres',
  ],
});
