import { type MatrixDocument, type MatrixRole, matrixTemplates } from '../../access/index.js';
import type { DemoMatrix } from './demo.types.js';

const { STANDARD: standard } = matrixTemplates;

const named: Readonly<Record<string, Partial<MatrixRole>>> = {
  teacher: { name: 'Lærer', description: 'Ser elevene i gruppene som læreren har, og deres foresatte.' },
  unit_administrator: {
    name: 'IKT-ansvarlig',
    description: 'Administrerer brukere og maskiner ved egen skole, og bare der.',
    purpose: 'IDENTIFICATION',
    needsCourse: 'grunnkurs',
  },
};

const superadmin: MatrixRole = {
  key: 'superadmin',
  name: 'Superadmin i Utdanningsadministrasjonen',
  description: 'Det samme som en IKT-ansvarlig, ved alle skolene.',
  scope: 'TENANT',
  module: null,
  purpose: 'IDENTIFICATION',
  risk: 'HIGH',
  seat: 'ADMINISTRATOR',
  isMasterKey: false,
  needsCourse: 'grunnkurs',
  readsEveryField: false,
  contains: ['unit_administrator'],
  actions: ['role.grant'],
  rights: [],
};

const content: MatrixDocument = {
  ...standard,
  courses: [{ key: 'grunnkurs', name: 'Grunnkurs for IKT-ansvarlige', validMonths: 24 }],
  roles: [...standard.roles.map((role) => ({ ...role, ...named[role.key] })), superadmin],
};

/** ICT staff at their own school, and superadmins over all of them (DP-1, DP-7); both look to identify the right person (DP-8), and have completed the basic course (DP-6). */
export const lindvikMatrix: DemoMatrix = { title: 'Roller i Driftsportalen', content };
