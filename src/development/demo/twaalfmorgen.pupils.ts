import type { DemoRoster } from './demo.types.js';

/** The pupils by their groups, and their guardians. */
export const twaalfmorgenPupils: readonly DemoRoster[] = [
  {
    register: 'STUDENT',
    unit: 'regenboogbrug',
    groups: ['groep-1'],
    people: [
      {
        name: ['Saar', 'Veenland'],
        born: '2021-06-12',
        identifier: 'L7001',
        fields: { leesniveau: 'Start', fotoToestemming: true },
      },
      {
        name: ['Mees', 'Dijkgraaf'],
        born: '2021-11-23',
        identifier: 'L7002',
        fields: { leesniveau: 'Start', fotoToestemming: true },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'regenboogbrug',
    groups: ['groep-2'],
    people: [
      {
        name: ['Noor', 'Abdelkamp'],
        born: '2020-04-06',
        identifier: 'L7003',
        fields: { leesniveau: 'Start', fotoToestemming: false },
      },
      {
        name: ['Finn', 'Hoogweide'],
        born: '2020-09-17',
        identifier: 'L7004',
        fields: { leesniveau: 'Start', fotoToestemming: true },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'regenboogbrug',
    groups: ['groep-3'],
    people: [
      {
        name: ['Lotte', 'Zandstroom'],
        born: '2019-02-28',
        identifier: 'L7005',
        fields: { leesniveau: 'M3', fotoToestemming: true },
      },
      {
        name: ['Ravi', 'Bisschop'],
        born: '2019-07-11',
        identifier: 'L7006',
        fields: { leesniveau: 'M3', fotoToestemming: false },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'regenboogbrug',
    groups: ['groep-4'],
    people: [
      {
        name: ['Daan', 'Veenland'],
        born: '2018-12-22',
        identifier: 'L7007',
        fields: { leesniveau: 'E3', fotoToestemming: true, allergie: 'Pinda’s; noodpen in het lokaal' },
      },
      {
        name: ['Yara', 'Molenkade'],
        born: '2018-05-05',
        identifier: 'L7008',
        fields: { leesniveau: 'E3', fotoToestemming: true },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'regenboogbrug',
    groups: ['groep-5'],
    people: [
      {
        name: ['Tess', 'Korenaar'],
        born: '2017-10-16',
        identifier: 'L7009',
        fields: { leesniveau: 'M4', fotoToestemming: false },
      },
      {
        name: ['Bram', 'Sluiswacht'],
        born: '2017-03-27',
        identifier: 'L7010',
        fields: { leesniveau: 'M4', fotoToestemming: true },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'regenboogbrug',
    groups: ['groep-6'],
    people: [
      {
        name: ['Julia', 'Oeverbos'],
        born: '2016-08-10',
        identifier: 'L7011',
        fields: { leesniveau: 'E4', fotoToestemming: true },
      },
      {
        name: ['Amir', 'Dijkgraaf'],
        born: '2016-01-21',
        identifier: 'L7012',
        fields: { leesniveau: 'E4', fotoToestemming: false },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'regenboogbrug',
    groups: ['groep-7'],
    people: [
      {
        name: ['Sem', 'Rietwal'],
        born: '2015-06-04',
        identifier: 'L7013',
        fields: { leesniveau: 'M5', fotoToestemming: true },
      },
      {
        name: ['Fleur', 'Hoogweide'],
        born: '2015-11-15',
        identifier: 'L7014',
        fields: { leesniveau: 'M5', fotoToestemming: true },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'regenboogbrug',
    groups: ['groep-8'],
    people: [
      {
        name: ['Lieke', 'Molenkade'],
        born: '2014-04-26',
        identifier: 'L7015',
        fields: { leesniveau: 'E5', fotoToestemming: false },
      },
      {
        name: ['Thijs', 'Wolkenveld'],
        born: '2014-09-09',
        identifier: 'L7016',
        fields: { leesniveau: 'E5', fotoToestemming: true },
      },
      {
        name: ['Imane', 'Abdelkamp'],
        born: '2014-02-20',
        identifier: 'L7017',
        fields: { leesniveau: 'E5', fotoToestemming: true, allergie: 'Koemelk' },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'kompasroos',
    groups: ['kompas-3-4'],
    people: [
      {
        name: ['Pim', 'Zeewolde'],
        born: '2018-07-03',
        identifier: 'L7018',
        fields: { leesniveau: 'E3', fotoToestemming: false },
      },
      {
        name: ['Nina', 'Graslaan'],
        born: '2018-12-14',
        identifier: 'L7019',
        fields: { leesniveau: 'E3', fotoToestemming: true },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'kompasroos',
    groups: ['kompas-7-8'],
    people: [
      {
        name: ['Jesse', 'Kruidhof'],
        born: '2014-05-25',
        identifier: 'L7020',
        fields: { leesniveau: 'E5', fotoToestemming: true },
      },
      {
        name: ['Zoë', 'Zeewolde'],
        born: '2014-10-08',
        identifier: 'L7021',
        status: 'left',
        fields: { leesniveau: 'E5', fotoToestemming: false },
      },
    ],
  },
  {
    register: 'GUARDIAN',
    mail: 'thuispost.example',
    telephone: '+31850000101',
    people: [
      { name: ['Marieke', 'Veenland'], guardianOf: ['saar-veenland', 'daan-veenland'] },
      { name: ['Joost', 'Veenland'], guardianOf: ['saar-veenland', 'daan-veenland'] },
      { name: ['Karima', 'Abdelkamp'], guardianOf: ['noor-abdelkamp', 'imane-abdelkamp'] },
      { name: ['Anouk', 'Dijkgraaf'], guardianOf: ['mees-dijkgraaf', 'amir-dijkgraaf'] },
      { name: ['Petra', 'Hoogweide'], guardianOf: ['finn-hoogweide', 'fleur-hoogweide'] },
      { name: ['Wim', 'Molenkade'], guardianOf: ['yara-molenkade', 'lieke-molenkade'] },
      { name: ['Sandra', 'Wolkenveld'], guardianOf: ['thijs-wolkenveld'] },
      { name: ['Els', 'Zeewolde'], guardianOf: ['pim-zeewolde', 'zoe-zeewolde'] },
    ],
  },
];
