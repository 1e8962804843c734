import { messagesOf } from '../base/messages.js';

export const auditLabels = messagesOf({
  'log_entry.at': [
    'Time of an action',
    'Tidspunkt for en handling',
    'Tidpunkt för en handling',
    'Toimen ajankohta',
    'Toimingu aeg',
    'Tijdstip van een handeling',
  ],
  'log_entry.actorPersonId': [
    'Who acted',
    'Hvem som handlet',
    'Vem som handlade',
    'Kuka toimi',
    'Kes tegutses',
    'Wie handelde',
  ],
  'log_entry.personIds': [
    'Whom it concerned',
    'Hvem det gjaldt',
    'Vem det gällde',
    'Ketä toimi koski',
    'Keda see puudutas',
    'Wie het betrof',
  ],
  'log_entry.role': [
    'Role of who acted',
    'Rollen til den som handlet',
    'Rollen hos den som handlade',
    'Toimijan rooli',
    'Tegutseja roll',
    'Rol van wie handelde',
  ],
  'log_entry.action': ['Action', 'Handling', 'Handling', 'Toimi', 'Toiming', 'Handeling'],
  'log_entry.purpose': [
    'Purpose of an action',
    'Formålet med en handling',
    'Ändamålet med en handling',
    'Toimen tarkoitus',
    'Toimingu eesmärk',
    'Doel van een handeling',
  ],
  'log_entry.categories': [
    'Kinds of data it concerned',
    'Hva slags opplysninger det gjaldt',
    'Vilka slags uppgifter det gällde',
    'Mitä tietoja toimi koski',
    'Mis liiki andmeid see puudutas',
    'Soorten gegevens die het betrof',
  ],
});
