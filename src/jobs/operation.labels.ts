import { messagesOf } from '../base/messages.js';

export const operationLabels = messagesOf({
  'operation.requestedByPersonId': [
    'Who asked for work',
    'Hvem som ba om en jobb',
    'Vem som begärde ett arbete',
    'Työn pyytäjä',
    'Kes tööd palus',
    'Wie om werk vroeg',
  ],
  'operation.personId': [
    'Whom the work concerned',
    'Hvem jobben gjaldt',
    'Vem arbetet gällde',
    'Ketä työ koski',
    'Keda töö puudutas',
    'Wie het werk betrof',
  ],
});
