import { type MatrixDocument, type MatrixRole, matrixTemplates } from '../../access/index.js';
import type { DemoMatrix } from './demo.types.js';

const { STANDARD: standard } = matrixTemplates;

const named: Readonly<Record<string, Partial<MatrixRole>>> = {
  teacher: { name: 'Lærer', description: 'Ser elevene i gruppene som læreren har, og deres foresatte.' },
  unit_administrator: {
    name: 'IKT-ansvarlig',
    description: 'Administrerer brukere og maskiner ved egen skole, og bare der.',
    purpose: 'IDENTIFICATION',
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
  readsEveryField: false,
  contains: ['unit_administrator'],
  actions: ['role.grant'],
  rights: [],
};

const content: MatrixDocument = {
  ...standard,
  roles: [...standard.roles.map((role) => ({ ...role, ...named[role.key] })), superadmin],
};

/** ICT staff at their own school, and superadmins over all of them (DP-1, DP-7); both look to identify the right person (DP-8). */
export const lindvikMatrix: DemoMatrix = { title: 'Roller i Driftsportalen', content };
