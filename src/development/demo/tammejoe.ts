import type { DemoRole, DemoTenant } from './demo.types.js';
import { tammejoeActs } from './tammejoe.acts.js';
import { tammejoeMatrix } from './tammejoe.matrix.js';
import { tammejoePeople } from './tammejoe.people.js';

const inMainHouse = (role: string): DemoRole => ({ role, unit: 'pohimaja' });

/** A school information system: classes, hobby circles, and a support specialist with chosen pupils. */
export const tammejoe: DemoTenant = {
  slug: 'tammejoe',
  name: 'Tammejõe infosüsteem',
  legalName: 'Tammejõe Gümnaasium',
  organisationNumber: '79990011',
  address: 'Kooli tänav 5, 99901 Tammejõe',
  country: 'EE',
  locale: 'et',
  privacyContact: 'andmekaitse@tammejoe.example',
  source: {
    name: 'Õpilaste register',
    owns: {
      STUDENT: ['birthDate', 'identifier'],
    },
  },
  matrix: tammejoeMatrix,
  fields: [
    {
      key: 'opilaspilet',
      label: 'Õpilaspileti number',
      type: 'TEXT',
      registers: ['STUDENT'],
      category: 'IDENTIFIER',
      purposes: ['IDENTIFICATION'],
      retention: 'WHILE_ACTIVE',
      readableBy: ['teacher', 'unit_administrator'],
    },
    {
      key: 'oppevorm',
      label: 'Õppevorm',
      type: 'CHOICE',
      choices: ['Statsionaarne', 'Individuaalne', 'Koduõpe'],
      registers: ['STUDENT'],
      category: 'EDUCATION',
      purposes: ['EDUCATION'],
      retention: 'P2Y',
      readableBy: ['teacher', 'unit_administrator'],
    },
    {
      key: 'tugivajadus',
      label: 'Hariduslik tugivajadus',
      type: 'TEXT',
      registers: ['STUDENT'],
      category: 'HEALTH',
      purposes: ['EDUCATION', 'SAFETY'],
      retention: 'WHILE_ACTIVE',
      readableBy: ['support_specialist'],
    },
    {
      key: 'koolitoit',
      label: 'Sööb koolilõunat',
      type: 'YES_NO',
      registers: ['STUDENT'],
      category: 'PREFERENCE',
      purposes: ['ADMINISTRATION'],
      retention: 'WHILE_ACTIVE',
      readableBy: ['teacher'],
      correctable: true,
    },
    {
      key: 'ametikoht',
      label: 'Ametikoht',
      type: 'TEXT',
      registers: ['TEACHER', 'STAFF'],
      category: 'EMPLOYMENT',
      purposes: ['ADMINISTRATION'],
      retention: 'WHILE_ACTIVE',
      readableBy: ['unit_administrator'],
    },
    {
      key: 'koormus',
      label: 'Töökoormus (tundi nädalas)',
      type: 'NUMBER',
      registers: ['TEACHER', 'STAFF'],
      category: 'EMPLOYMENT',
      purposes: ['ADMINISTRATION'],
      retention: 'WHILE_ACTIVE',
      readableBy: ['unit_administrator'],
    },
    {
      key: 'loputunnistus',
      label: 'Põhikooli lõputunnistus',
      type: 'FILE',
      registers: ['STUDENT'],
      category: 'EDUCATION',
      purposes: ['EDUCATION'],
      retention: 'P2Y',
      readableBy: ['unit_administrator'],
      correctable: true,
    },
  ],
  units: [
    { key: 'pohimaja', kind: 'school', name: 'Tammejõe Gümnaasium, põhimaja' },
    { key: 'vaikemaja', kind: 'school', name: 'Tammejõe Gümnaasium, väike maja' },
  ],
  groups: [
    { key: 'klass-2a', unit: 'vaikemaja', kind: 'class', name: '2.a', stage: 'I kooliaste' },
    { key: 'klass-5b', unit: 'pohimaja', kind: 'class', name: '5.b', stage: 'II kooliaste' },
    { key: 'klass-9a', unit: 'pohimaja', kind: 'class', name: '9.a', stage: 'III kooliaste' },
    { key: 'klass-11', unit: 'pohimaja', kind: 'class', name: '11. klass', stage: 'gümnaasium' },
    { key: 'robootika', unit: 'pohimaja', kind: 'circle', name: 'Robootikaring' },
    { key: 'kammerkoor', unit: 'pohimaja', kind: 'circle', name: 'Kammerkoor' },
    { key: 'tugiope', unit: 'pohimaja', kind: 'team', name: 'Tugispetsialisti õpilased' },
  ],
  rosters: tammejoePeople,
  accounts: [
    { subject: 'karl-tuulevali', person: 'karl-tuulevali' },
    { subject: 'johanna-poldoja', person: 'johanna-poldoja' },
    { subject: 'kirke-luigelaht', person: 'kirke-luigelaht' },
    { subject: 'piret-tuulevali', person: 'piret-tuulevali' },
    { subject: 'tiit-rannamets', person: 'tiit-rannamets' },
    { subject: 'toomas-kirsimae', person: 'toomas-kirsimae', roles: [{ role: 'teacher' }, inMainHouse('class_lists')] },
    { subject: 'hille-rebasoja', person: 'hille-rebasoja', roles: [{ role: 'teacher' }] },
    {
      subject: 'viive-koorits',
      person: 'viive-koorits',
      roles: [{ role: 'teacher' }, inMainHouse('circle_journals')],
    },
    {
      subject: 'kersti-allikvee',
      person: 'kersti-allikvee',
      roles: [{ role: 'support_specialist', people: ['lenna-pihlakas', 'markus-rannamets', 'nikita-vaskov'] }],
    },
    { subject: 'raivo-teeaar', person: 'raivo-teeaar', roles: [inMainHouse('observer')] },
    {
      subject: 'aleksei-magi-orlov',
      person: 'aleksei-magi-orlov',
      roles: [{ role: 'stage_head', stage: 'gümnaasium' }],
    },
    { subject: 'indrek-pajula', person: 'indrek-pajula', roles: [inMainHouse('unit_administrator')] },
    {
      subject: 'merike-hobesalu',
      person: 'merike-hobesalu',
      roles: [{ role: 'unit_administrator', unit: 'vaikemaja' }],
    },
    { subject: 'tiina-varblane-roos', person: 'tiina-varblane-roos', roles: [{ role: 'controller' }] },
    { subject: 'oppevahendid', kind: 'service', label: 'Digiõpikute liidestus' },
  ],
  story: {
    acts: tammejoeActs,
    agreement: {
      mainContractName: 'Infosüsteemi kasutamise leping',
      mainContractNumber: 'TG-12/2025',
      annexNumber: 'Lisa 1',
      startsOn: '2025-09-01',
      contact: 'tiina-varblane-roos',
      position: 'Andmekaitsespetsialist',
      countersigned: true,
    },
    fieldFiles: [
      {
        by: 'kirke-luigelaht',
        about: 'kirke-luigelaht',
        field: 'loputunnistus',
        name: 'loputunnistus.txt',
        text: 'Põhikooli lõputunnistus, väljastatud 20. juunil 2025.\n',
      },
    ],
    holds: [
      {
        about: 'markus-rannamets',
        category: 'EDUCATION',
        ground: 'Haridusseadus: õppetöö andmeid hoitakse kuni õpingute lõpuni',
        until: '2028-08-31',
      },
    ],
    requests: [
      {
        by: 'johanna-poldoja',
        kind: 'RESTRICTION',
        details: 'Palun ärge kasutage mu fotot, kuni on selge, kus see avaldati.',
      },
    ],
    invitations: [
      {
        by: 'indrek-pajula',
        name: ['Kaia', 'Nurmsalu'],
        email: 'kaia.nurmsalu@tammejoe.example',
        register: 'TEACHER',
        unit: 'pohimaja',
      },
    ],
    files: [
      {
        by: 'kersti-allikvee',
        about: 'markus-rannamets',
        name: 'tugiplaan.txt',
        text: 'Tugitund kaks korda nädalas. Isaga kokku lepitud telefoni teel, 5000 0105.\n',
      },
    ],
    comments: [
      {
        by: 'kersti-allikvee',
        about: 'markus-rannamets',
        text: 'Lisaaeg kontrolltöödel kehtib kuni õppeaasta lõpuni.',
      },
      {
        by: 'toomas-kirsimae',
        about: 'karl-tuulevali',
        text: 'Robootikavõistlus 12. detsembril, vanemate nõusolek olemas.',
      },
    ],
    pictures: ['karl-tuulevali'],
  },
};
