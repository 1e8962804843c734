import { messagesOf } from '../../base/messages.js';

export const secondFactorMessages = messagesOf({
  'factor.required': [
    'This needs a second factor from the last {minutes, plural, one {minute} other {# minutes}}. Sign in again with one; nothing was changed.',
    'Dette krever en ekstra faktor fra {minutes, plural, one {det siste minuttet} other {de siste # minuttene}}. Logg inn på nytt med en slik; ingenting er endret.',
    'Detta kräver en andra faktor från {minutes, plural, one {den senaste minuten} other {de senaste # minuterna}}. Logga in igen med en sådan; inget har ändrats.',
    'Tähän tarvitaan toinen tunniste {minutes, plural, one {viimeisen minuutin} other {viimeisten # minuutin}} ajalta. Kirjaudu uudelleen sellaisella; mitään ei muutettu.',
    'Selleks on vaja teist tegurit {minutes, plural, one {viimasest minutist} other {viimasest # minutist}}. Logige sellega uuesti sisse; midagi ei muudetud.',
    'Hiervoor is een tweede factor nodig van {minutes, plural, one {de laatste minuut} other {de laatste # minuten}}. Meld je er opnieuw mee aan; er is niets gewijzigd.',
  ],
  'can.secondFactor': [
    'You may, once you have signed in again with a second factor.',
    'Du kan det når du har logget inn på nytt med en ekstra faktor.',
    'Du får det när du har loggat in igen med en andra faktor.',
    'Saat, kun olet kirjautunut uudelleen toisella tunnisteella.',
    'Tohite, kui olete teise teguriga uuesti sisse loginud.',
    'Dat mag je, zodra je je opnieuw met een tweede factor hebt aangemeld.',
  ],
  'factor.notSensitive': [
    'No second factor is asked for before this action.',
    'Det kreves ingen ekstra faktor for denne handlingen.',
    'Ingen andra faktor krävs för den här åtgärden.',
    'Tähän toimintoon ei vaadita toista tunnistetta.',
    'Selle toimingu jaoks ei nõuta teist tegurit.',
    'Voor deze handeling wordt geen tweede factor gevraagd.',
  ],
});
