import { messagesOf } from '../base/messages.js';

export const personRegistryMessages = messagesOf({
  'affiliation.exists': [
    'The person belongs to this unit already.',
    'Personen hører allerede til denne enheten.',
    'Personen hör redan till den här enheten.',
    'Henkilö kuuluu jo tähän yksikköön.',
    'Isik kuulub juba sellesse üksusesse.',
    'De persoon hoort al bij deze eenheid.',
  ],
  'guardianship.exists': [
    'The guardian is linked to this pupil already.',
    'Den foresatte er allerede knyttet til denne eleven.',
    'Vårdnadshavaren är redan kopplad till den här eleven.',
    'Huoltaja on jo liitetty tähän oppilaaseen.',
    'Hooldaja on selle õpilasega juba seotud.',
    'De ouder of voogd is al aan deze leerling gekoppeld.',
  ],
  'guardianship.oneself': [
    'Nobody is the own guardian.',
    'Ingen er sin egen foresatte.',
    'Ingen är sin egen vårdnadshavare.',
    'Kukaan ei ole oma huoltajansa.',
    'Keegi ei ole iseenda hooldaja.',
    'Niemand is de eigen voogd.',
  ],
  'guardianship.notOwn': [
    'Nobody makes themselves a guardian. Ask another administrator.',
    'Ingen gjør seg selv til foresatt. Be en annen administrator.',
    'Ingen gör sig själv till vårdnadshavare. Be en annan administratör.',
    'Kukaan ei tee itsestään huoltajaa. Pyydä toista ylläpitäjää.',
    'Keegi ei määra end ise hooldajaks. Paluge teist haldurit.',
    'Niemand maakt zichzelf voogd. Vraag het een andere beheerder.',
  ],
  'guardianship.notPupil': [
    'Only a person in the register of students has guardians.',
    'Bare en person i elevregisteret har foresatte.',
    'Endast en person i elevregistret har vårdnadshavare.',
    'Huoltajia on vain oppilasrekisterin henkilöllä.',
    'Hooldajad on ainult õpilaste registris oleval isikul.',
    'Alleen een persoon in het leerlingenregister heeft ouders of voogden.',
  ],
});
