import { messagesOf } from '../base/messages.js';

export const accountMessages = messagesOf({
  'account.exists': [
    'There is an account for this identity already.',
    'Det finnes allerede en konto for denne identiteten.',
    'Det finns redan ett konto för den här identiteten.',
    'Tälle tunnukselle on jo tili.',
    'Selle tunnuse jaoks on konto juba olemas.',
    'Er is al een account voor deze identiteit.',
  ],
  'account.service': [
    'A service account is used by no single person and is never linked to one.',
    'En tjenestekonto brukes ikke av én person og knyttes aldri til noen.',
    'Ett tjänstekonto används inte av en enskild person och kopplas aldrig till någon.',
    'Palvelutiliä ei käytä yksittäinen henkilö, eikä sitä liitetä kehenkään.',
    'Teenusekontot ei kasuta üks isik ja seda ei seota kellegagi.',
    'Een serviceaccount wordt niet door één persoon gebruikt en wordt nooit gekoppeld.',
  ],
  'account.linked': [
    'The account is linked to another person. End that link first.',
    'Kontoen er knyttet til en annen person. Avslutt den koblingen først.',
    'Kontot är kopplat till en annan person. Avsluta den kopplingen först.',
    'Tili on liitetty toiseen henkilöön. Pura se liitos ensin.',
    'Konto on seotud teise isikuga. Lõpetage see seos enne.',
    'Het account is aan een andere persoon gekoppeld. Beëindig die koppeling eerst.',
  ],
  'account.closed': [
    'The account is closed. Reopen it first.',
    'Kontoen er stengt. Åpne den først.',
    'Kontot är stängt. Öppna det först.',
    'Tili on suljettu. Avaa se ensin.',
    'Konto on suletud. Avage see enne.',
    'Het account is gesloten. Heropen het eerst.',
  ],
});
