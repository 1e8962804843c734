import type { DemoTenant } from './demo.types.js';
import { lindvikActs } from './lindvik.acts.js';
import { lindvikLockboxes } from './lindvik.lockbox.js';
import { lindvikMatrix } from './lindvik.matrix.js';
import { lindvikPeople } from './lindvik.people.js';
import { lindvikAfterwards } from './lindvik.processing.js';

/** A city’s schools: the school register owns names; guardians have a name and a pupil, and nothing else. */
export const lindvik: DemoTenant = {
  slug: 'lindvik',
  name: 'Driftsportalen i Lindvikskolen',
  legalName: 'Lindvik kommune, Utdanningsadministrasjonen',
  organisationNumber: '999 900 111',
  address: 'Rådhusgata 2, 9999 Lindvik',
  country: 'NO',
  locale: 'nb',
  privacyContact: 'personvern@lindvik.example',
  logRetentionDays: 92,
  source: {
    name: 'Skoleregisteret',
    owns: {
      STUDENT: ['givenName', 'familyName', 'birthDate', 'identifier', 'email', 'field:brukernavn'],
      TEACHER: ['givenName', 'familyName', 'email', 'identifier', 'field:brukernavn'],
      STAFF: ['givenName', 'familyName', 'email', 'identifier'],
      GUARDIAN: ['givenName', 'familyName'],
    },
  },
  matrix: lindvikMatrix,
  fields: [
    {
      key: 'brukernavn',
      label: 'Brukernavn på skolens maskiner',
      type: 'TEXT',
      registers: ['STUDENT', 'TEACHER'],
      category: 'SIGN_IN',
      purposes: ['IDENTIFICATION'],
      retention: 'WHILE_ACTIVE',
      readableBy: ['teacher', 'unit_administrator'],
    },
    {
      key: 'laanemaskin',
      label: 'Lånemaskin',
      type: 'TEXT',
      registers: ['STUDENT', 'TEACHER'],
      category: 'OTHER',
      purposes: ['ADMINISTRATION'],
      retention: 'WHILE_ACTIVE',
      readableBy: ['teacher', 'unit_administrator'],
    },
    {
      key: 'maalform',
      label: 'Målform',
      type: 'CHOICE',
      choices: ['Bokmål', 'Nynorsk'],
      registers: ['STUDENT'],
      category: 'EDUCATION',
      purposes: ['EDUCATION'],
      retention: 'WHILE_ACTIVE',
      readableBy: ['teacher', 'unit_administrator'],
      correctable: true,
    },
    {
      key: 'utskrift',
      label: 'Har godtatt regler for utskrift',
      type: 'YES_NO',
      registers: ['STUDENT'],
      category: 'PREFERENCE',
      purposes: ['ADMINISTRATION'],
      retention: 'WHILE_ACTIVE',
      readableBy: ['unit_administrator'],
      correctable: true,
    },
    {
      key: 'laaneavtale',
      label: 'Signert låneavtale for maskin',
      type: 'FILE',
      registers: ['STUDENT', 'TEACHER'],
      category: 'OTHER',
      purposes: ['ADMINISTRATION'],
      retention: 'WHILE_ACTIVE',
      readableBy: ['unit_administrator'],
    },
  ],
  units: [
    { key: 'fjellheim', kind: 'school', name: 'Fjellheim skole', organisationNumber: '999 900 222' },
    { key: 'strandlia', kind: 'school', name: 'Strandlia skole', organisationNumber: '999 900 333' },
    { key: 'myra', kind: 'school', name: 'Myra ungdomsskole', organisationNumber: '999 900 444' },
    { key: 'uda', kind: 'office', name: 'Utdanningsadministrasjonen', organisationNumber: '999 900 111' },
  ],
  groups: [
    { key: 'fjellheim-4a', unit: 'fjellheim', kind: 'class', name: '4A', stage: '4. trinn' },
    { key: 'fjellheim-7a', unit: 'fjellheim', kind: 'class', name: '7A', stage: '7. trinn' },
    { key: 'strandlia-5b', unit: 'strandlia', kind: 'class', name: '5B', stage: '5. trinn' },
    { key: 'myra-9c', unit: 'myra', kind: 'class', name: '9C', stage: '9. trinn' },
    { key: 'myra-10a', unit: 'myra', kind: 'class', name: '10A', stage: '10. trinn' },
    { key: 'ikt-nettverk', unit: 'uda', kind: 'team', name: 'Nettverk for IKT-ansvarlige' },
  ],
  rosters: lindvikPeople,
  accounts: [
    { subject: 'ingrid-solvang', person: 'ingrid-solvang' },
    { subject: 'elias-solvang', person: 'elias-solvang' },
    { subject: 'emma-havnelid', person: 'emma-havnelid' },
    { subject: 'kari-solvang', person: 'kari-solvang' },
    { subject: 'marit-tveitnes', person: 'marit-tveitnes' },
    { subject: 'bjorg-haukedal', person: 'bjorg-haukedal', roles: [{ role: 'teacher' }] },
    { subject: 'silje-varheim', person: 'silje-varheim', roles: [{ role: 'teacher' }] },
    { subject: 'arne-kleppesto', person: 'arne-kleppesto', roles: [{ role: 'teacher' }] },
    { subject: 'hege-dalsrud', person: 'hege-dalsrud', roles: [{ role: 'unit_administrator', unit: 'fjellheim' }] },
    {
      subject: 'steinar-nesbakk',
      person: 'steinar-nesbakk',
      roles: [{ role: 'unit_administrator', unit: 'strandlia' }],
    },
    { subject: 'wenche-torvmo', person: 'wenche-torvmo', roles: [{ role: 'unit_administrator', unit: 'myra' }] },
    { subject: 'eivind-rustan', person: 'eivind-rustan', roles: [{ role: 'superadmin' }] },
    { subject: 'gro-sandvoll', person: 'gro-sandvoll', roles: [{ role: 'controller' }] },
    { subject: 'skoleregister-import', kind: 'service', label: 'Innlesing fra Skoleregisteret' },
  ],
  story: {
    acts: lindvikActs,
    parked: {
      logRetentionDays: 3_650,
      reason:
        'Loggen viser når hver ansatt har vært pålogget. Ti år er lenger enn formålet tilsier (GDPR artikkel 5 nr. 1 bokstav e); personvernerklæringen sier tre måneder.',
      answer: 'Arkivplanen vår krever at driftslogger bevares. Vi har bedt arkivaren om en vurdering.',
    },
    afterwards: lindvikAfterwards,
    agreement: {
      mainContractName: 'Avtale om drift av portal for skolene',
      mainContractNumber: '2024/118',
      annexNumber: 'Bilag 2',
      startsOn: '2024-08-01',
      contact: 'gro-sandvoll',
      position: 'Personvernombud',
      countersigned: true,
    },
    fieldFiles: [
      {
        by: 'hege-dalsrud',
        about: 'aisha-rahmat',
        field: 'laaneavtale',
        name: 'laaneavtale.txt',
        text: 'Låneavtale for maskin LV-2203, signert av foresatt 20. august 2026.\n',
      },
    ],
    holds: [
      {
        about: 'zara-malikstad',
        category: 'OTHER',
        ground: 'Arkivlova: utlånet av maskinen er ikke avsluttet',
        until: '2027-06-30',
      },
    ],
    requests: [
      {
        by: 'emma-havnelid',
        kind: 'ACCESS',
        details: 'Mamma og jeg vil gjerne vite alt som står om meg.',
      },
    ],
    invitations: [
      {
        by: 'gro-sandvoll',
        name: ['Terje', 'Holmevatn'],
        email: 'terje.holmevatn@lindvik.example',
        register: 'STAFF',
        unit: 'strandlia',
      },
    ],
    files: [
      {
        by: 'hege-dalsrud',
        about: 'jonas-bratthaug',
        name: 'laanemaskin.txt',
        text: 'Lånemaskin LV-2202 utlevert 20. august. Lader følger med.\n',
      },
    ],
    comments: [
      { by: 'hege-dalsrud', about: 'jonas-bratthaug', text: 'Passord nullstilt etter avtale med kontaktlærer.' },
      { by: 'bjorg-haukedal', about: 'ingrid-solvang', text: 'Trenger tilgang til leseprogrammet fra uke 48.' },
    ],
    pictures: [],
    lockboxes: lindvikLockboxes,
  },
};
