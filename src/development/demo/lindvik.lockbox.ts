import type { DemoLockbox } from './demo.story.types.js';

/** What staff of the processor asked to read at Lindvik: one of them is let in now, one was, one was not (BJ-7). */
export const lindvikLockboxes: readonly DemoLockbox[] = [
  {
    ticket: 'V-2041',
    staffName: 'Eirik Vatne, brukerstøtte',
    reason: 'Skolen melder at to søsken vises med hverandres klasse i portalen.',
    needed: 'Kortene til de to elevene, med skole og klasse',
    purpose: 'ADMINISTRATION',
    categories: ['NAME', 'AFFILIATION', 'MEMBERSHIP', 'BIRTH'],
    about: ['ingrid-solvang', 'elias-solvang'],
    hours: 23,
    outcome: 'APPROVED',
    answer: 'Gjelder bare disse to. Ring Gro Sandvoll når det er funnet ut av.',
  },
  {
    ticket: 'V-2017',
    staffName: 'Eirik Vatne, brukerstøtte',
    reason: 'En elev fikk ikke logget inn etter bytte av skole.',
    needed: 'Elevens kort',
    purpose: 'ADMINISTRATION',
    categories: ['NAME', 'AFFILIATION'],
    about: ['jonas-bratthaug'],
    hours: 8,
    outcome: 'ENDED',
    answer: 'I orden.',
  },
  {
    ticket: 'V-2033',
    staffName: 'Oda Kvamme, drift',
    reason: 'Vi vil måle hvor store bildene er.',
    needed: 'Bilder og kontaktopplysninger til noen elever',
    purpose: 'ADMINISTRATION',
    categories: ['NAME', 'CONTACT', 'PICTURE'],
    about: ['nora-tveitnes', 'noah-tveitnes'],
    hours: 12,
    outcome: 'REFUSED',
    answer: 'Det kan måles uten å se på elevenes opplysninger.',
  },
];
