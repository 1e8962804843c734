import type { Messages } from '../base/messages.js';

/** What is said of long-running work. */
export const jobsMessages: Messages = {
  en: {
    'phase.queued': 'Waiting',
    'phase.succeeded': 'Done',
    'phase.failed': 'Failed',
    'phase.cancelled': 'Cancelled',
    'failure.internal': 'The work failed here. Quote the id of the operation when you report it.',
    idempotencyKeyReused: 'This key was used for other work.',
    operationEnded: 'This work has ended already.',
  },
  nb: {
    'phase.queued': 'Venter',
    'phase.succeeded': 'Ferdig',
    'phase.failed': 'Mislyktes',
    'phase.cancelled': 'Avbrutt',
    'failure.internal': 'Arbeidet mislyktes her. Oppgi operasjonens id når du melder fra.',
    idempotencyKeyReused: 'Denne nøkkelen er brukt til annet arbeid.',
    operationEnded: 'Dette arbeidet er allerede avsluttet.',
  },
  sv: {
    'phase.queued': 'Väntar',
    'phase.succeeded': 'Klart',
    'phase.failed': 'Misslyckades',
    'phase.cancelled': 'Avbrutet',
    'failure.internal': 'Arbetet misslyckades här. Ange operationens id när du anmäler det.',
    idempotencyKeyReused: 'Nyckeln har använts för annat arbete.',
    operationEnded: 'Det här arbetet är redan avslutat.',
  },
  fi: {
    'phase.queued': 'Odottaa',
    'phase.succeeded': 'Valmis',
    'phase.failed': 'Epäonnistui',
    'phase.cancelled': 'Peruutettu',
    'failure.internal': 'Työ epäonnistui. Mainitse toiminnon tunniste, kun ilmoitat siitä.',
    idempotencyKeyReused: 'Tätä avainta on käytetty muuhun työhön.',
    operationEnded: 'Tämä työ on jo päättynyt.',
  },
  et: {
    'phase.queued': 'Ootab',
    'phase.succeeded': 'Valmis',
    'phase.failed': 'Ebaõnnestus',
    'phase.cancelled': 'Katkestatud',
    'failure.internal': 'Töö ebaõnnestus. Teatades lisa toimingu tunnus.',
    idempotencyKeyReused: 'Seda võtit on kasutatud muu töö jaoks.',
    operationEnded: 'See töö on juba lõppenud.',
  },
  nl: {
    'phase.queued': 'Wacht',
    'phase.succeeded': 'Klaar',
    'phase.failed': 'Mislukt',
    'phase.cancelled': 'Geannuleerd',
    'failure.internal': 'Het werk is hier mislukt. Vermeld het nummer van de bewerking als je dit meldt.',
    idempotencyKeyReused: 'Deze sleutel is voor ander werk gebruikt.',
    operationEnded: 'Dit werk is al beëindigd.',
  },
};
