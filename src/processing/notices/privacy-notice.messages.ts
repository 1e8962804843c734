import { messagesOf } from '../../base/messages.js';

export const privacyNoticeMessages = messagesOf({
  'privacyNotice.contactNeeded': [
    'Say where data subjects reach the controller: here, or once and for all in the settings.',
    'Oppgi hvor de registrerte når den behandlingsansvarlige: her, eller én gang for alle i innstillingene.',
    'Ange var de registrerade når den personuppgiftsansvarige: här, eller en gång för alla i inställningarna.',
    'Ilmoita, mistä rekisteröidyt tavoittavat rekisterinpitäjän: tässä tai kerralla asetuksissa.',
    'Märkige, kust andmesubjektid vastutava töötleja kätte saavad: siin või korraga seadetes.',
    'Geef aan waar betrokkenen de verwerkingsverantwoordelijke bereiken: hier, of eens en voor altijd in de instellingen.',
  ],
  'privacyNotice.contact': ['Contact', 'Kontakt', 'Kontakt', 'Yhteystiedot', 'Kontakt', 'Contact'],
  'privacyNotice.controller': [
    'Controller',
    'Behandlingsansvarlig',
    'Personuppgiftsansvarig',
    'Rekisterinpitäjä',
    'Vastutav töötleja',
    'Verwerkingsverantwoordelijke',
  ],
  'privacyNotice.reachedAt': [
    'Questions and requests',
    'Spørsmål og henvendelser',
    'Frågor och begäranden',
    'Kysymykset ja pyynnöt',
    'Küsimused ja taotlused',
    'Vragen en verzoeken',
  ],
  'privacyNotice.published': [
    'Version {version}, published on {date}',
    'Versjon {version}, publisert {date}',
    'Version {version}, publicerad den {date}',
    'Versio {version}, julkaistu {date}',
    'Versioon {version}, avaldatud {date}',
    'Versie {version}, gepubliceerd op {date}',
  ],
  'privacyNotice.outdated': [
    'This is an earlier version. A newer one is in force.',
    'Dette er en tidligere versjon. En nyere gjelder nå.',
    'Det här är en tidigare version. En nyare gäller nu.',
    'Tämä on aiempi versio. Uudempi on voimassa.',
    'See on varasem versioon. Kehtib uuem.',
    'Dit is een eerdere versie. Er geldt nu een nieuwere.',
  ],
});
