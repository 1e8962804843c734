import { messagesOf } from '../base/messages.js';

export const invitationMessages = messagesOf({
  'invitation.unusable': [
    'There is no such invitation, or it is valid no longer. Ask for a new one.',
    'Det finnes ingen slik invitasjon, eller den gjelder ikke lenger. Be om en ny.',
    'Det finns ingen sådan inbjudan, eller så gäller den inte längre. Be om en ny.',
    'Tällaista kutsua ei ole, tai se ei ole enää voimassa. Pyydä uusi.',
    'Sellist kutset ei ole või see ei kehti enam. Paluge uus.',
    'Zo’n uitnodiging bestaat niet of is niet meer geldig. Vraag een nieuwe.',
  ],
  'invitation.hasAccount': [
    'The person has an account already.',
    'Personen har allerede en konto.',
    'Personen har redan ett konto.',
    'Henkilöllä on jo tili.',
    'Isikul on konto juba olemas.',
    'De persoon heeft al een account.',
  ],
  'invitation.pending': [
    'The person is invited already. Renew that invitation.',
    'Personen er allerede invitert. Forny den invitasjonen.',
    'Personen är redan inbjuden. Förnya den inbjudan.',
    'Henkilö on jo kutsuttu. Uusi se kutsu.',
    'Isik on juba kutsutud. Uuendage seda kutset.',
    'De persoon is al uitgenodigd. Verleng die uitnodiging.',
  ],
  'invitation.closed': [
    'The invitation was accepted or revoked. Make a new one.',
    'Invitasjonen er godtatt eller trukket tilbake. Lag en ny.',
    'Inbjudan har godtagits eller återkallats. Skapa en ny.',
    'Kutsu on hyväksytty tai peruttu. Tee uusi.',
    'Kutse on vastu võetud või tühistatud. Looge uus.',
    'De uitnodiging is aanvaard of ingetrokken. Maak een nieuwe.',
  ],
  'invitation.whom': [
    'Name either a person who has a card, or register and names for a new one.',
    'Oppgi enten en person som har et kort, eller register og navn for en ny.',
    'Ange antingen en person som har ett kort, eller register och namn för en ny.',
    'Ilmoita joko henkilö, jolla on kortti, tai uuden henkilön rekisteri ja nimet.',
    'Nimetage kas isik, kellel on kaart, või uue isiku register ja nimed.',
    'Noem óf een persoon met een kaart, óf register en namen voor een nieuwe.',
  ],
  'invitation.roleNotYours': [
    'Only who grants roles invites with a role.',
    'Bare den som gir roller, inviterer med en rolle.',
    'Endast den som ger roller bjuder in med en roll.',
    'Vain rooleja antava kutsuu roolin kanssa.',
    'Ainult rollide andja kutsub rolliga.',
    'Alleen wie rollen toekent, nodigt met een rol uit.',
  ],
});
