import { messagesOf } from '../../base/messages.js';

export const analysisMessages = messagesOf({
  'analysis.future': [
    'An analysis is recorded once it was held. The day is still to come.',
    'En analyse registreres når den er gjennomført. Dagen er ennå ikke kommet.',
    'En analys registreras när den har genomförts. Dagen ligger i framtiden.',
    'Analyysi kirjataan, kun se on tehty. Päivä on vasta edessä.',
    'Analüüs kantakse sisse siis, kui see on tehtud. See päev on alles ees.',
    'Een analyse wordt vastgelegd als zij is uitgevoerd. Die dag moet nog komen.',
  ],
  'analysis.held': [
    'That it was held on this day is already recorded.',
    'At den ble gjennomført denne dagen, er allerede registrert.',
    'Att den genomfördes den här dagen är redan registrerat.',
    'Tämän päivän analyysi on jo kirjattu.',
    'Selle päeva analüüs on juba sisse kantud.',
    'Dat zij op deze dag is uitgevoerd, is al vastgelegd.',
  ],
  'analysis.ended': [
    'This analysis is not held any more.',
    'Denne analysen gjennomføres ikke lenger.',
    'Den här analysen genomförs inte längre.',
    'Tätä analyysiä ei enää tehdä.',
    'Seda analüüsi enam ei tehta.',
    'Deze analyse wordt niet meer uitgevoerd.',
  ],
  'analysis.ownAlone': [
    'Only the processor shows its analyses to others. This one is seen by your own organisation alone.',
    'Bare databehandleren viser sine analyser til andre. Denne ses bare av egen organisasjon.',
    'Bara biträdet visar sina analyser för andra. Den här syns bara för den egna organisationen.',
    'Vain käsittelijä näyttää analyysinsä muille. Tämän näkee vain oma organisaatio.',
    'Ainult volitatud töötleja näitab oma analüüse teistele. Seda näeb ainult oma organisatsioon.',
    'Alleen de verwerker toont zijn analyses aan anderen. Deze is alleen zichtbaar voor de eigen organisatie.',
  ],
  'analysis.noteNeeded': [
    'Say why the finding is accepted as it is.',
    'Si hvorfor funnet godtas slik det er.',
    'Ange varför fyndet accepteras som det är.',
    'Kerro, miksi havainto hyväksytään sellaisenaan.',
    'Selgitage, miks leid sellisena aktsepteeritakse.',
    'Geef aan waarom de bevinding zo wordt geaccepteerd.',
  ],
  'certification.period': [
    'The last day lies before the first.',
    'Den siste dagen ligger før den første.',
    'Den sista dagen ligger före den första.',
    'Viimeinen päivä on ennen ensimmäistä.',
    'Viimane päev on enne esimest.',
    'De laatste dag ligt vóór de eerste.',
  ],
});
