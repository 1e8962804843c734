import type { DemoRoster } from './demo.types.js';

/** Who is in the tenant’s registers, and in which groups. */
export const kaarnalaPeople: readonly DemoRoster[] = [
  {
    register: 'STUDENT',
    unit: 'lukio',
    groups: ['lukio-24a'],
    mail: 'opiskelija.kaarnala.example',
    telephone: '+358500000100',
    people: [
      {
        name: ['Aino', 'Kivisalmi'],
        born: '2008-06-12',
        identifier: 'OP3101',
        fields: { opintolinja: 'Yleislinja', kotikunta: 'Kaarnala', aloituspaiva: '2024-08-12', valokuvalupa: true },
      },
      {
        name: ['Eetu', 'Honkaranta'],
        born: '2008-11-23',
        identifier: 'OP3102',
        groups: ['opinto-ohjaus'],
        fields: { opintolinja: 'Yleislinja', kotikunta: 'Lumijoki-Kaarna', aloituspaiva: '2024-08-12' },
      },
      {
        name: ['Venla', 'Ruskopuro'],
        born: '2008-04-06',
        identifier: 'OP3103',
        fields: { opintolinja: 'Yleislinja', kotikunta: 'Kaarnala', aloituspaiva: '2024-08-12' },
      },
      {
        name: ['Leevi', 'Tervapää'],
        born: '2008-09-17',
        identifier: 'OP3104',
        fields: { opintolinja: 'Yleislinja', kotikunta: 'Tervasaari', aloituspaiva: '2024-08-12' },
      },
      {
        name: ['Siiri', 'Hallavuo'],
        born: '2008-02-28',
        identifier: 'OP3105',
        fields: { opintolinja: 'Yleislinja', kotikunta: 'Kaarnala', aloituspaiva: '2024-08-12' },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'lukio',
    groups: ['lukio-26b'],
    mail: 'opiskelija.kaarnala.example',
    telephone: '+358500000120',
    people: [
      {
        name: ['Onni', 'Kivisalmi'],
        born: '2010-07-11',
        identifier: 'OP3106',
        fields: {
          opintolinja: 'Luonnontiedelinja',
          kotikunta: 'Kaarnala',
          aloituspaiva: '2026-08-11',
          valokuvalupa: true,
        },
      },
      {
        name: ['Iida', 'Lumivaara'],
        born: '2010-12-22',
        identifier: 'OP3107',
        groups: ['opinto-ohjaus'],
        fields: { opintolinja: 'Luonnontiedelinja', kotikunta: 'Lumijoki-Kaarna', aloituspaiva: '2026-08-11' },
      },
      {
        name: ['Elias', 'Kuuraniemi'],
        born: '2010-05-05',
        identifier: 'OP3108',
        fields: { opintolinja: 'Luonnontiedelinja', kotikunta: 'Kaarnala', aloituspaiva: '2026-08-11' },
      },
      {
        name: ['Fatima', 'Noorsalo'],
        born: '2010-10-16',
        identifier: 'OP3109',
        fields: {
          opintolinja: 'Luonnontiedelinja',
          kotikunta: 'Tervasaari',
          aloituspaiva: '2026-08-11',
          aidinkieli: 'muu',
        },
      },
      {
        name: ['Väinö', 'Sammalisto'],
        born: '2010-03-27',
        identifier: 'OP3110',
        fields: { opintolinja: 'Luonnontiedelinja', kotikunta: 'Kaarnala', aloituspaiva: '2026-08-11' },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'ammattiopisto',
    groups: ['sahko-25'],
    mail: 'opiskelija.kaarnala.example',
    telephone: '+358500000140',
    people: [
      {
        name: ['Joona', 'Rautalampela'],
        born: '2009-08-10',
        identifier: 'OP3111',
        fields: { opintolinja: 'Sähköala', kotikunta: 'Kaarnala', aloituspaiva: '2025-08-11', valokuvalupa: true },
      },
      {
        name: ['Miro', 'Virtapuro'],
        born: '2009-01-21',
        identifier: 'OP3112',
        fields: { opintolinja: 'Sähköala', kotikunta: 'Lumijoki-Kaarna', aloituspaiva: '2025-08-11' },
      },
      {
        name: ['Ella', 'Kaapelius'],
        born: '2009-06-04',
        identifier: 'OP3113',
        fields: { opintolinja: 'Sähköala', kotikunta: 'Kaarnala', aloituspaiva: '2025-08-11' },
      },
      {
        name: ['Ali', 'Hassanmäki'],
        born: '2009-11-15',
        identifier: 'OP3114',
        fields: { opintolinja: 'Sähköala', kotikunta: 'Tervasaari', aloituspaiva: '2025-08-11' },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'ammattiopisto',
    groups: ['hoito-26'],
    mail: 'opiskelija.kaarnala.example',
    telephone: '+358500000160',
    people: [
      {
        name: ['Emmi', 'Lauhakoski'],
        born: '2010-04-26',
        identifier: 'OP3115',
        fields: { opintolinja: 'Hoitoala', kotikunta: 'Kaarnala', aloituspaiva: '2026-08-11', valokuvalupa: true },
      },
      {
        name: ['Kasper', 'Hoivala'],
        born: '2010-09-09',
        identifier: 'OP3116',
        status: 'left',
        fields: { opintolinja: 'Hoitoala', kotikunta: 'Kaarnala', aloituspaiva: '2026-08-11' },
      },
      {
        name: ['Sanni', 'Utukangas'],
        born: '2010-02-20',
        identifier: 'OP3117',
        fields: { opintolinja: 'Hoitoala', kotikunta: 'Lumijoki-Kaarna', aloituspaiva: '2026-08-11' },
      },
      {
        name: ['Linnea', 'Strömhed'],
        born: '2010-07-03',
        identifier: 'OP3118',
        fields: { opintolinja: 'Hoitoala', kotikunta: 'Kaarnala', aloituspaiva: '2026-08-11', aidinkieli: 'ruotsi' },
      },
    ],
  },
  {
    register: 'GUARDIAN',
    mail: 'kotiposti.example',
    telephone: '+358500000201',
    people: [
      { name: ['Marjatta', 'Kivisalmi'], guardianOf: ['aino-kivisalmi', 'onni-kivisalmi'] },
      { name: ['Juhani', 'Lumivaara'], guardianOf: ['iida-lumivaara'] },
      { name: ['Riikka', 'Kuuraniemi'], guardianOf: ['elias-kuuraniemi'] },
      { name: ['Omar', 'Noorsalo'], guardianOf: ['fatima-noorsalo'] },
      { name: ['Päivi', 'Lauhakoski'], guardianOf: ['emmi-lauhakoski'] },
    ],
  },
  {
    register: 'TEACHER',
    unit: 'lukio',
    mail: 'kaarnala.example',
    telephone: '+358500000301',
    people: [
      {
        name: ['Tuula', 'Harjukelo'],
        identifier: 'OT101',
        leads: ['lukio-24a'],
        fields: { tehtava: 'Äidinkielen lehtori, ryhmänohjaaja' },
      },
      {
        name: ['Pekka', 'Suvanto-Ilola'],
        identifier: 'OT102',
        leads: ['lukio-26b'],
        fields: { tehtava: 'Matematiikan lehtori, ryhmänohjaaja' },
      },
      {
        name: ['Outi', 'Vaahteramo'],
        identifier: 'OT103',
        leads: ['opinto-ohjaus'],
        fields: { tehtava: 'Opinto-ohjaaja' },
      },
    ],
  },
  {
    register: 'TEACHER',
    unit: 'ammattiopisto',
    mail: 'kaarnala.example',
    telephone: '+358500000311',
    people: [
      {
        name: ['Jarmo', 'Kupariniitty'],
        identifier: 'OT201',
        leads: ['sahko-25'],
        fields: { tehtava: 'Sähköalan opettaja, ryhmänohjaaja' },
      },
      {
        name: ['Leila', 'Haapasuo'],
        identifier: 'OT202',
        leads: ['hoito-26'],
        fields: { tehtava: 'Hoitoalan opettaja, ryhmänohjaaja' },
      },
    ],
  },
  {
    register: 'STAFF',
    unit: 'lukio',
    mail: 'kaarnala.example',
    telephone: '+358500000321',
    people: [
      { name: ['Seppo', 'Ylähella'], identifier: 'HK01', fields: { tehtava: 'Rehtori' } },
      { name: ['Anneli', 'Koivuranta-Aho'], identifier: 'HK02', fields: { tehtava: 'Opintosihteeri' } },
    ],
  },
  {
    register: 'STAFF',
    unit: 'ammattiopisto',
    mail: 'kaarnala.example',
    telephone: '+358500000331',
    people: [{ name: ['Mika', 'Tyynelä'], identifier: 'HK03', fields: { tehtava: 'Opintosihteeri' } }],
  },
  {
    register: 'STAFF',
    unit: 'virasto',
    mail: 'kaarnala.example',
    telephone: '+358500000341',
    people: [
      { name: ['Hilkka', 'Rantakallas'], identifier: 'HK11', fields: { tehtava: 'Tietosuojavastaava' } },
      {
        name: ['Ville', 'Pohjantuli'],
        identifier: 'HK12',
        fields: { tehtava: 'Pääkäyttäjä, vastaa tiedonsiirroista' },
      },
      {
        name: ['Raija', 'Metsolahti'],
        identifier: 'HK13',
        fields: { tehtava: 'Toimistonhoitaja, kaikki oppilaitokset' },
      },
      {
        name: ['Sami', 'Uutela-Kari'],
        identifier: 'HK14',
        fields: { tehtava: 'Toimistonhoitaja, kotikouluna lukio' },
      },
    ],
  },
];
