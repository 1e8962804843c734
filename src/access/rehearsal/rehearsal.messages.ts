import { messagesOf } from '../../base/messages.js';

/** What is said of a change that was rehearsed. */
export const rehearsalMessages = messagesOf({
  'value.action.access.rehearse': [
    'Rehearsing a change of rights',
    'Prøve ut en endring av rettigheter',
    'Pröva en ändring av rättigheter',
    'Oikeuksien muutoksen kokeileminen',
    'Õiguste muudatuse läbiproovimine',
    'Een wijziging van rechten uitproberen',
  ],
  'rehearse.one': [
    'Name one change, and no other.',
    'Nevn én endring, og ingen annen.',
    'Ange en ändring, och ingen annan.',
    'Nimeä yksi muutos, ei muita.',
    'Nimetage üks muudatus ja mitte ühtki teist.',
    'Noem één wijziging, en geen andere.',
  ],
  'rehearse.conflict.ROLE_VANISHES': [
    '{count, plural, one {One grant of} other {# grants of}} the role {role} would have no effect: the matrix would not have it any more.',
    '{count, plural, one {Én tildeling} other {# tildelinger}} av rollen {role} ville ikke ha virkning: matrisen ville ikke lenger ha den.',
    '{count, plural, one {En tilldelning} other {# tilldelningar}} av rollen {role} skulle sakna verkan: matrisen skulle inte längre ha den.',
    '{count, plural, one {Yksi rooli} other {# roolia}} {role} jäisi vaikutuksetta: matriisissa ei olisi sitä enää.',
    '{count, plural, one {Üks roll} other {# rolli}} {role} jääks mõjuta: maatriksis seda enam ei oleks.',
    '{count, plural, one {Eén toekenning} other {# toekenningen}} van de rol {role} zou geen werking hebben: de matrix zou die niet meer hebben.',
  ],
  'rehearse.conflict.GRANT_LOSES_EFFECT': [
    'A grant of the role {role} would have no effect any more.',
    'En tildeling av rollen {role} ville ikke lenger ha virkning.',
    'En tilldelning av rollen {role} skulle inte längre ha verkan.',
    'Annettu rooli {role} ei enää vaikuttaisi.',
    'Antud roll {role} ei mõjuks enam.',
    'Een toekenning van de rol {role} zou geen werking meer hebben.',
  ],
  'rehearse.conflict.EXCEPTION_STALE': [
    'An exception to have the role {role} would go stale.',
    'Et unntak for rollen {role} ville bli foreldet.',
    'Ett undantag för rollen {role} skulle bli inaktuellt.',
    'Poikkeus rooliin {role} vanhenisi.',
    'Erand rolliks {role} aeguks.',
    'Een uitzondering voor de rol {role} zou achterhaald raken.',
  ],
  'rehearse.conflict.ROLE_SUPERFLUOUS': [
    'A grant of the role {role} would be superfluous: another role would contain it.',
    'En tildeling av rollen {role} ville være overflødig: en annen rolle ville inneholde den.',
    'En tilldelning av rollen {role} skulle vara överflödig: en annan roll skulle innehålla den.',
    'Annettu rooli {role} olisi tarpeeton: toinen rooli sisältäisi sen.',
    'Antud roll {role} oleks ülearune: teine roll sisaldaks seda.',
    'Een toekenning van de rol {role} zou overbodig zijn: een andere rol zou die bevatten.',
  ],
});
