import { messagesOf } from '../base/messages.js';

export const accessMessages = messagesOf({
  'role.lastController': [
    'This is the last one who acts for the controller. Appoint another first.',
    'Dette er den siste som opptrer for den behandlingsansvarlige. Utpek en annen først.',
    'Detta är den sista som agerar för den personuppgiftsansvarige. Utse en annan först.',
    'Tämä on viimeinen, joka toimii rekisterinpitäjän puolesta. Nimeä ensin toinen.',
    'See on viimane, kes tegutseb vastutava töötleja nimel. Määrake enne teine.',
    'Dit is de laatste die namens de verwerkingsverantwoordelijke optreedt. Wijs eerst een ander aan.',
  ],
});
