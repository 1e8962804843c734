import type { DemoRoster } from './demo.types.js';
import { twaalfmorgenPupils } from './twaalfmorgen.pupils.js';

/** Who is in the tenant’s registers, and in which groups. */
export const twaalfmorgenPeople: readonly DemoRoster[] = [
  ...twaalfmorgenPupils,
  {
    register: 'TEACHER',
    unit: 'regenboogbrug',
    mail: 'regenboogbrug.example',
    telephone: '+31850000131',
    people: [
      {
        name: ['Femke', 'Boterbloem'],
        identifier: 'P101',
        leads: ['groep-1', 'groep-2'],
        functions: ['leerkracht'],
        fields: { functie: 'Leerkracht', aanwezigheidsdagen: 4 },
      },
      {
        name: ['Ruben', 'Hazelaar'],
        identifier: 'P102',
        leads: ['groep-3', 'groep-4'],
        functions: ['leerkracht'],
        fields: { functie: 'Leerkracht', ictTaken: true, aanwezigheidsdagen: 5 },
      },
      {
        name: ['Willemijn', 'Ruysbeek'],
        identifier: 'P103',
        leads: ['groep-5', 'groep-6'],
        functions: ['leerkracht'],
        fields: { functie: 'Leerkracht', aanwezigheidsdagen: 3 },
      },
      {
        name: ['Cas', 'Noordermeer'],
        identifier: 'P104',
        leads: ['groep-7'],
        functions: ['leerkracht'],
        fields: { functie: 'Leerkracht', aanwezigheidsdagen: 5 },
      },
      {
        name: ['Hanneke', 'Zilverschoon'],
        identifier: 'P105',
        leads: ['groep-8'],
        functions: ['leerkracht'],
        fields: { functie: 'Leerkracht', aanwezigheidsdagen: 4 },
      },
      {
        name: ['Bilal', 'Waterink'],
        identifier: 'P106',
        leads: ['groep-8'],
        functions: ['lio_stagiaire'],
        fields: { functie: 'Lio-stagiair', aanwezigheidsdagen: 2 },
      },
    ],
  },
  {
    register: 'TEACHER',
    unit: 'kompasroos',
    mail: 'kompasroos.example',
    telephone: '+31850000141',
    people: [
      {
        name: ['Janneke', 'Duinpan'],
        identifier: 'P201',
        leads: ['kompas-3-4'],
        functions: ['leerkracht'],
        fields: { functie: 'Leerkracht', aanwezigheidsdagen: 5 },
      },
      {
        name: ['Sjoerd', 'Vlietstra'],
        identifier: 'P202',
        leads: ['kompas-7-8'],
        functions: ['leerkracht'],
        fields: { functie: 'Leerkracht', aanwezigheidsdagen: 5 },
      },
    ],
  },
  {
    register: 'STAFF',
    unit: 'regenboogbrug',
    mail: 'regenboogbrug.example',
    telephone: '+31850000151',
    people: [
      {
        name: ['Cornelia', 'Lindeman'],
        identifier: 'P301',
        functions: ['schooldirecteur'],
        fields: { functie: 'Schooldirecteur' },
      },
      {
        name: ['Mustafa', 'Bruggink'],
        identifier: 'P302',
        leads: ['zorgteam'],
        functions: ['intern_begeleider'],
        fields: { functie: 'Intern begeleider' },
      },
      {
        name: ['Ineke', 'Postmus'],
        identifier: 'P303',
        functions: ['administratief_medewerker'],
        fields: { functie: 'Administratief medewerker', ictTaken: true },
      },
      { name: ['Hugo', 'Tuinder'], identifier: 'P304', functions: ['concierge'], fields: { functie: 'Conciërge' } },
      {
        name: ['Roos', 'Appelhof'],
        identifier: 'P305',
        groups: ['zorgteam'],
        functions: ['onderwijsondersteuner'],
        fields: { functie: 'Onderwijsondersteuner' },
      },
      {
        name: ['Gijs', 'Wilgenkamp'],
        identifier: 'P306',
        functions: ['onderwijsassistent'],
        fields: { functie: 'Onderwijsassistent' },
      },
    ],
  },
  {
    register: 'STAFF',
    unit: 'kompasroos',
    mail: 'kompasroos.example',
    telephone: '+31850000161',
    people: [
      {
        name: ['Dorien', 'Sterrenburg'],
        identifier: 'P401',
        functions: ['schooldirecteur'],
        fields: { functie: 'Schooldirecteur' },
      },
    ],
  },
  {
    register: 'STAFF',
    unit: 'bestuur',
    mail: 'twaalfmorgen.example',
    telephone: '+31850000171',
    people: [
      { name: ['Liesbeth', 'Haverkort'], identifier: 'P501' },
      { name: ['Rutger', 'Klaverweide'], identifier: 'P502' },
    ],
  },
];
