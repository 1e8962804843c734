import type { DemoRoster } from './demo.types.js';

/** Who is in the tenant’s registers, and in which groups. */
export const lindvikPeople: readonly DemoRoster[] = [
  {
    register: 'STUDENT',
    unit: 'fjellheim',
    groups: ['fjellheim-4a'],
    mail: 'elev.lindvik.example',
    people: [
      {
        name: ['Ingrid', 'Solvang'],
        born: '2017-06-08',
        identifier: 'E10401',
        fields: { brukernavn: 'ingsol01', laanemaskin: 'LV-2201', utskrift: true, maalform: 'Bokmål' },
      },
      {
        name: ['Jonas', 'Bratthaug'],
        born: '2017-11-15',
        identifier: 'E10402',
        fields: { brukernavn: 'jonbra02', laanemaskin: 'LV-2202', maalform: 'Nynorsk' },
      },
      {
        name: ['Aisha', 'Rahmat'],
        born: '2017-04-22',
        identifier: 'E10403',
        fields: { brukernavn: 'aisrah03', laanemaskin: 'LV-2203', utskrift: true },
      },
      {
        name: ['Sander', 'Myrvik'],
        born: '2017-09-01',
        identifier: 'E10404',
        fields: { brukernavn: 'sanmyr04', laanemaskin: 'LV-2204' },
      },
      {
        name: ['Thea', 'Lundheim'],
        born: '2017-02-08',
        identifier: 'E10405',
        fields: { brukernavn: 'thelun05', laanemaskin: 'LV-2205', utskrift: true },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'fjellheim',
    groups: ['fjellheim-7a'],
    mail: 'elev.lindvik.example',
    people: [
      {
        name: ['Oliver', 'Fjellro'],
        born: '2014-07-15',
        identifier: 'E10406',
        fields: { brukernavn: 'olifje06', laanemaskin: 'LV-2206', utskrift: true, maalform: 'Bokmål' },
      },
      {
        name: ['Nora', 'Tveitnes'],
        born: '2014-12-22',
        identifier: 'E10407',
        fields: { brukernavn: 'nortve07', laanemaskin: 'LV-2207', maalform: 'Nynorsk' },
      },
      {
        name: ['Mathias', 'Sjøli'],
        born: '2014-05-01',
        identifier: 'E10408',
        fields: { brukernavn: 'matsjo08', laanemaskin: 'LV-2208', utskrift: true },
      },
      {
        name: ['Leila', 'Karimsen'],
        born: '2014-10-08',
        identifier: 'E10409',
        fields: { brukernavn: 'leikar09', laanemaskin: 'LV-2209' },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'strandlia',
    groups: ['strandlia-5b'],
    mail: 'elev.lindvik.example',
    people: [
      {
        name: ['Emma', 'Havnelid'],
        born: '2016-03-15',
        identifier: 'E10410',
        fields: { brukernavn: 'emmhav10', laanemaskin: 'LV-2210', utskrift: true, maalform: 'Bokmål' },
      },
      {
        name: ['Henrik', 'Odderud'],
        born: '2016-08-22',
        identifier: 'E10411',
        fields: { brukernavn: 'henodd11', laanemaskin: 'LV-2211', maalform: 'Nynorsk' },
      },
      {
        name: ['Sofie', 'Bjørnebakk'],
        born: '2016-01-01',
        identifier: 'E10412',
        fields: { brukernavn: 'sofbjo12', laanemaskin: 'LV-2212', utskrift: true },
      },
      {
        name: ['Yusuf', 'Adenheim'],
        born: '2016-06-08',
        identifier: 'E10413',
        fields: { brukernavn: 'yusade13', laanemaskin: 'LV-2213' },
      },
      {
        name: ['Vilde', 'Storhaug'],
        born: '2016-11-15',
        identifier: 'E10414',
        fields: { brukernavn: 'vilsto14', laanemaskin: 'LV-2214', utskrift: true },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'myra',
    groups: ['myra-9c'],
    mail: 'elev.lindvik.example',
    people: [
      {
        name: ['Jakob', 'Steinrud'],
        born: '2012-04-22',
        identifier: 'E10415',
        fields: { brukernavn: 'jakste15', laanemaskin: 'LV-2215', utskrift: true, maalform: 'Bokmål' },
      },
      {
        name: ['Maja', 'Engelid'],
        born: '2012-09-01',
        identifier: 'E10416',
        fields: { brukernavn: 'majeng16', laanemaskin: 'LV-2216', maalform: 'Nynorsk' },
      },
      {
        name: ['Elias', 'Solvang'],
        born: '2012-02-08',
        identifier: 'E10417',
        fields: { brukernavn: 'elisol17', laanemaskin: 'LV-2217', utskrift: true },
      },
      {
        name: ['Amalie', 'Nordtun'],
        born: '2012-07-15',
        identifier: 'E10418',
        fields: { brukernavn: 'amanor18', laanemaskin: 'LV-2218' },
      },
    ],
  },
  {
    register: 'STUDENT',
    unit: 'myra',
    groups: ['myra-10a'],
    mail: 'elev.lindvik.example',
    people: [
      {
        name: ['Kristoffer', 'Brekkmoen'],
        born: '2011-12-22',
        identifier: 'E10419',
        fields: { brukernavn: 'kribre19', laanemaskin: 'LV-2219', utskrift: true, maalform: 'Bokmål' },
      },
      {
        name: ['Hanna', 'Lillevann'],
        born: '2011-05-01',
        identifier: 'E10420',
        fields: { brukernavn: 'hanlil20', laanemaskin: 'LV-2220', maalform: 'Nynorsk' },
      },
      {
        name: ['Noah', 'Tveitnes'],
        born: '2011-10-08',
        identifier: 'E10421',
        fields: { brukernavn: 'noatve21', laanemaskin: 'LV-2221', utskrift: true },
      },
      {
        name: ['Zara', 'Malikstad'],
        born: '2011-03-15',
        identifier: 'E10422',
        status: 'left',
        fields: { brukernavn: 'zarmal22', laanemaskin: 'LV-2222' },
      },
    ],
  },
  {
    register: 'GUARDIAN',
    people: [
      { name: ['Kari', 'Solvang'], guardianOf: ['ingrid-solvang', 'elias-solvang'] },
      { name: ['Geir', 'Solvang'], guardianOf: ['ingrid-solvang', 'elias-solvang'] },
      { name: ['Tone', 'Bratthaug'], guardianOf: ['jonas-bratthaug'] },
      { name: ['Samira', 'Rahmat'], guardianOf: ['aisha-rahmat'] },
      { name: ['Odd', 'Myrvik'], guardianOf: ['sander-myrvik'] },
      { name: ['Marit', 'Tveitnes'], guardianOf: ['nora-tveitnes', 'noah-tveitnes'] },
      { name: ['Reidun', 'Havnelid'], guardianOf: ['emma-havnelid'] },
      { name: ['Abdi', 'Adenheim'], guardianOf: ['yusuf-adenheim'] },
      { name: ['Liv', 'Steinrud'], guardianOf: ['jakob-steinrud'] },
      { name: ['Per', 'Engelid'], guardianOf: ['maja-engelid'] },
      { name: ['Nadia', 'Malikstad'], guardianOf: ['zara-malikstad'] },
      { name: ['Åse', 'Lillevann'], guardianOf: ['hanna-lillevann'] },
    ],
  },
  {
    register: 'TEACHER',
    unit: 'fjellheim',
    mail: 'skole.lindvik.example',
    telephone: '+4799999901',
    people: [
      { name: ['Bjørg', 'Haukedal'], identifier: 'A2001', leads: ['fjellheim-4a'], fields: { brukernavn: 'bjohau' } },
      { name: ['Trond', 'Eikemo'], identifier: 'A2002', leads: ['fjellheim-7a'], fields: { brukernavn: 'troeik' } },
    ],
  },
  {
    register: 'TEACHER',
    unit: 'strandlia',
    mail: 'skole.lindvik.example',
    telephone: '+4799999911',
    people: [
      { name: ['Silje', 'Vårheim'], identifier: 'A2003', leads: ['strandlia-5b'], fields: { brukernavn: 'silvar' } },
    ],
  },
  {
    register: 'TEACHER',
    unit: 'myra',
    mail: 'skole.lindvik.example',
    telephone: '+4799999921',
    people: [
      { name: ['Arne', 'Kleppestø'], identifier: 'A2004', leads: ['myra-9c'], fields: { brukernavn: 'arnkle' } },
      { name: ['Ragnhild', 'Osmark'], identifier: 'A2005', leads: ['myra-10a'], fields: { brukernavn: 'ragosm' } },
    ],
  },
  {
    register: 'STAFF',
    unit: 'fjellheim',
    mail: 'lindvik.example',
    telephone: '+4799999931',
    people: [
      {
        name: ['Hege', 'Dalsrud'],
        identifier: 'A3001',
        groups: ['ikt-nettverk'],
        courses: { grunnkurs: 280 },
      },
    ],
  },
  {
    register: 'STAFF',
    unit: 'strandlia',
    mail: 'lindvik.example',
    telephone: '+4799999941',
    people: [
      {
        name: ['Steinar', 'Nesbakk'],
        identifier: 'A3002',
        groups: ['ikt-nettverk'],
        courses: { grunnkurs: 380 },
      },
    ],
  },
  {
    register: 'STAFF',
    unit: 'myra',
    mail: 'lindvik.example',
    telephone: '+4799999951',
    people: [
      {
        name: ['Wenche', 'Torvmo'],
        identifier: 'A3003',
        groups: ['ikt-nettverk'],
        courses: { grunnkurs: 1160 },
      },
    ],
  },
  {
    register: 'STAFF',
    unit: 'uda',
    mail: 'lindvik.example',
    telephone: '+4799999961',
    people: [
      { name: ['Gro', 'Sandvoll'], identifier: 'A4001', courses: { grunnkurs: 310 } },
      {
        name: ['Eivind', 'Rustan'],
        identifier: 'A4002',
        leads: ['ikt-nettverk'],
        courses: { grunnkurs: 260 },
      },
    ],
  },
];
