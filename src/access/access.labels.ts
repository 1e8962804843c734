import { messagesOf } from '../base/messages.js';

export const accessLabels = messagesOf({
  'role_grant.personId': ['Role', 'Rolle', 'Roll', 'Rooli', 'Roll', 'Rol'],
  'role_grant.role': ['Role', 'Rolle', 'Roll', 'Rooli', 'Roll', 'Rol'],
  'value.role_grant.role.end_user': [
    'End user',
    'Sluttbruker',
    'Slutanvändare',
    'Loppukäyttäjä',
    'Lõppkasutaja',
    'Eindgebruiker',
  ],
  'value.role_grant.role.teacher': ['Teacher', 'Lærer', 'Lärare', 'Opettaja', 'Õpetaja', 'Leraar'],
  'value.role_grant.role.unit_administrator': [
    'Administrator of a unit',
    'Administrator for en enhet',
    'Administratör för en enhet',
    'Yksikön ylläpitäjä',
    'Üksuse administraator',
    'Beheerder van een eenheid',
  ],
  'value.role_grant.role.controller': [
    'Acts for the controller',
    'Handler for den behandlingsansvarlige',
    'Företräder den personuppgiftsansvarige',
    'Rekisterinpitäjän edustaja',
    'Vastutava töötleja esindaja',
    'Handelt namens de verwerkingsverantwoordelijke',
  ],
  'value.role_grant.role.operator': [
    'Operator’s staff',
    'Ansatt hos driftsansvarlig',
    'Driftspersonal',
    'Ylläpitäjän henkilöstö',
    'Haldaja töötaja',
    'Medewerker van de beheerder',
  ],
});
