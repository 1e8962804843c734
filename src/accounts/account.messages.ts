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
});
