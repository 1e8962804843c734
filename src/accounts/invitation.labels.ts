import { messagesOf } from '../base/messages.js';

export const invitationLabels = messagesOf({
  'invitation.personId': ['Invitation', 'Invitasjon', 'Inbjudan', 'Kutsu', 'Kutse', 'Uitnodiging'],
  'invitation.email': [
    'Address of an invitation',
    'Adresse for en invitasjon',
    'Adress för en inbjudan',
    'Kutsun osoite',
    'Kutse aadress',
    'Adres van een uitnodiging',
  ],
  'invitation.role': [
    'Role in an invitation',
    'Rolle i en invitasjon',
    'Roll i en inbjudan',
    'Kutsun rooli',
    'Roll kutses',
    'Rol in een uitnodiging',
  ],
  'invitation.invitedByPersonId': [
    'Invitation sent',
    'Sendt invitasjon',
    'Skickad inbjudan',
    'Lähetetty kutsu',
    'Saadetud kutse',
    'Verstuurde uitnodiging',
  ],
});
