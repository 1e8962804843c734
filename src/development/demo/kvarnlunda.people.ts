import type { DemoRoster } from './demo.types.js';

/** Who is in the tenant’s registers, and in which groups. */
export const kvarnlundaPeople: readonly DemoRoster[] = [
  {
    register: 'STAFF',
    unit: 'kontoret',
    mail: 'kvarnlunda.example',
    telephone: '+46313900600',
    people: [
      { name: ['Birgitta', 'Rosenlöv'], identifier: 'M-001', fields: { befattning: 'Dataskyddsansvarig' } },
      {
        name: ['Anders', 'Klintmark'],
        identifier: 'M-002',
        leads: ['algskar-kontakter', 'ronndalen-kontakter'],
        fields: { befattning: 'Kundansvarig' },
      },
      {
        name: ['Farida', 'Nordahl'],
        identifier: 'M-003',
        leads: ['hjortsund-kontakter', 'lovnas-kontakter'],
        fields: { befattning: 'Kundansvarig' },
      },
      {
        name: ['Mikael', 'Sjöstig'],
        identifier: 'M-004',
        leads: ['serviceteam'],
        fields: { befattning: 'Servicechef' },
      },
      {
        name: ['Jonna', 'Tallgard'],
        identifier: 'M-005',
        groups: ['serviceteam'],
        fields: { befattning: 'Servicetekniker' },
      },
      {
        name: ['Petri', 'Alakoski'],
        identifier: 'M-006',
        groups: ['serviceteam'],
        fields: { befattning: 'Servicetekniker' },
      },
      { name: ['Siv', 'Hagbäck'], identifier: 'M-007', fields: { befattning: 'Orderkontor' } },
      { name: ['Oskar', 'Widlund'], identifier: 'M-008', leads: ['referensgrupp'], fields: { befattning: 'Vd' } },
    ],
  },
  {
    register: 'CONTACT',
    unit: 'algskar',
    groups: ['algskar-kontakter'],
    mail: 'algskar.example',
    telephone: '+46701740605',
    people: [
      {
        name: ['Elin', 'Forsvall'],
        identifier: 'K-1001',
        groups: ['referensgrupp'],
        fields: {
          befattning: 'Inköpschef',
          behorighet: 'Beställare',
          leveransadress: 'Bodgatan 12, port 3, 999 12 Älgskär',
          driftmeddelanden: true,
          attestratt: 250000,
        },
      },
      {
        name: ['Torbjörn', 'Gransten'],
        identifier: 'K-1002',
        fields: { befattning: 'Platschef', behorighet: 'Beställare', attestratt: 50000 },
      },
      {
        name: ['Amina', 'Yusufsdotter'],
        identifier: 'K-1003',
        fields: { befattning: 'Ekonom', behorighet: 'Ekonomi' },
      },
      {
        name: ['Linus', 'Bäckvall'],
        identifier: 'K-1004',
        fields: { befattning: 'Maskinförare', behorighet: 'Läsare', maskinutbildning: '2025-05-14' },
      },
      {
        name: ['Karin', 'Stormdal'],
        identifier: 'K-1005',
        fields: { befattning: 'Maskinförare', behorighet: 'Läsare', maskinutbildning: '2025-06-15' },
      },
      {
        name: ['Roger', 'Ekhamn'],
        identifier: 'K-1006',
        fields: { befattning: 'Verkstadsman', behorighet: 'Servicetekniker' },
      },
      {
        name: ['Dilan', 'Karlhed'],
        identifier: 'K-1007',
        fields: { befattning: 'Lärling', behorighet: 'Läsare', maskinutbildning: '2025-08-17' },
      },
    ],
  },
  {
    register: 'CONTACT',
    unit: 'ronndalen',
    groups: ['ronndalen-kontakter'],
    mail: 'ronndalen.example',
    telephone: '+46701740612',
    people: [
      {
        name: ['Gunilla', 'Marklöv'],
        identifier: 'K-1008',
        groups: ['referensgrupp'],
        fields: {
          befattning: 'Trafikledare',
          behorighet: 'Beställare',
          leveransadress: 'Åkerivägen 1, 999 23 Rönndalen',
          driftmeddelanden: true,
          attestratt: 250000,
        },
      },
      {
        name: ['Stefan', 'Åkernäs'],
        identifier: 'K-1009',
        fields: { befattning: 'Åkeriägare', behorighet: 'Beställare', attestratt: 50000 },
      },
      {
        name: ['Hassan', 'Lindmo'],
        identifier: 'K-1010',
        fields: { befattning: 'Verkmästare', behorighet: 'Servicetekniker' },
      },
      {
        name: ['Maj-Britt', 'Sörkvist'],
        identifier: 'K-1011',
        fields: { befattning: 'Fakturor', behorighet: 'Ekonomi' },
      },
      {
        name: ['Viktor', 'Renström'],
        identifier: 'K-1012',
        fields: { befattning: 'Chaufför', behorighet: 'Läsare', maskinutbildning: '2025-04-13' },
      },
      {
        name: ['Johanna', 'Pilblad'],
        identifier: 'K-1013',
        fields: { befattning: 'Chaufför', behorighet: 'Läsare', maskinutbildning: '2025-05-14' },
      },
      {
        name: ['Emil', 'Tjärnfors'],
        identifier: 'K-1014',
        status: 'left',
        fields: { befattning: 'Chaufför', behorighet: 'Läsare', maskinutbildning: '2025-06-15' },
      },
    ],
  },
  {
    register: 'CONTACT',
    unit: 'hjortsund',
    groups: ['hjortsund-kontakter'],
    mail: 'hjortsund.example',
    telephone: '+46701740619',
    people: [
      {
        name: ['Lena', 'Kvistgren'],
        identifier: 'K-1015',
        groups: ['referensgrupp'],
        fields: {
          befattning: 'Driftchef',
          behorighet: 'Beställare',
          leveransadress: 'Ställverksvägen 7, 999 34 Hjortsund',
          driftmeddelanden: true,
          attestratt: 250000,
        },
      },
      {
        name: ['Björn', 'Malmudd'],
        identifier: 'K-1016',
        fields: { befattning: 'Elingenjör', behorighet: 'Servicetekniker' },
      },
      {
        name: ['Sara', 'Högtorn'],
        identifier: 'K-1017',
        fields: { befattning: 'Inköpare', behorighet: 'Beställare', attestratt: 50000 },
      },
      {
        name: ['Tuomas', 'Ravaldi'],
        identifier: 'K-1018',
        fields: { befattning: 'Montör', behorighet: 'Läsare', maskinutbildning: '2025-01-10' },
      },
      { name: ['Ylva', 'Sandhed'], identifier: 'K-1019', fields: { befattning: 'Fakturor', behorighet: 'Ekonomi' } },
      {
        name: ['Isak', 'Blomstig'],
        identifier: 'K-1020',
        fields: { befattning: 'Montör', behorighet: 'Läsare', maskinutbildning: '2025-03-12' },
      },
    ],
  },
  {
    register: 'CONTACT',
    unit: 'lovnas',
    groups: ['lovnas-kontakter'],
    mail: 'lovnas.example',
    telephone: '+46701740625',
    people: [
      {
        name: ['Håkan', 'Tallrot'],
        identifier: 'K-1021',
        groups: ['referensgrupp'],
        fields: {
          befattning: 'Sågverkschef',
          behorighet: 'Beställare',
          leveransadress: 'Timmerplan, grind B, 999 45 Lövnäs',
          driftmeddelanden: true,
          attestratt: 250000,
        },
      },
      {
        name: ['Ingegerd', 'Plankvist'],
        identifier: 'K-1022',
        fields: { befattning: 'Kontor', behorighet: 'Ekonomi' },
      },
      {
        name: ['Nils', 'Barköga'],
        identifier: 'K-1023',
        fields: { befattning: 'Underhåll', behorighet: 'Servicetekniker' },
      },
      {
        name: ['Sofia', 'Spånberg'],
        identifier: 'K-1024',
        fields: { befattning: 'Truckförare', behorighet: 'Läsare', maskinutbildning: '2025-07-16' },
      },
      {
        name: ['Jamal', 'Hyvelin'],
        identifier: 'K-1025',
        fields: { befattning: 'Truckförare', behorighet: 'Läsare', maskinutbildning: '2025-08-17' },
      },
      {
        name: ['Rut', 'Kvistberg'],
        identifier: 'K-1026',
        fields: { befattning: 'Skiftledare', behorighet: 'Beställare', attestratt: 50000 },
      },
    ],
  },
];
