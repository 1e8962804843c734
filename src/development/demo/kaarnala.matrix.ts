import { type MatrixDocument, type MatrixRole, matrixTemplates } from '../../access/index.js';
import type { DemoMatrix } from './demo.types.js';

const { STANDARD: standard } = matrixTemplates;

const named: Readonly<Record<string, Pick<MatrixRole, 'name' | 'description'>>> = {
  teacher: { name: 'Opettaja', description: 'Näkee valvomiensa ryhmien opiskelijat ja heidän huoltajansa.' },
  unit_administrator: { name: 'Opintosihteeri', description: 'Ylläpitää yhden oppilaitoksen henkilöitä ja ryhmiä.' },
  student_transfer: {
    name: 'Opiskelijatietojen siirto',
    description: 'Lukee kaikkien opiskelijoiden tiedot. Tulee henkilökuntakorttiin liitetylle siirtotunnukselle.',
  },
};

function standardRole(key: string): MatrixRole {
  const role = standard.roles.find((one) => one.key === key);
  if (!role) throw new Error(`There is no standard role ${key}.`);
  return role;
}

const teacher = standardRole('teacher');

/** “The teacher may see all student cards” (PR-5), for counsellors and special-needs teachers. */
const allStudents: MatrixRole = {
  ...teacher,
  key: 'all_students',
  name: 'Saa nähdä kaikki opiskelijakortit',
  description: 'Näkee kaikkien oppilaitosten opiskelijat. Annetaan vain todelliseen tarpeeseen.',
  scope: 'TENANT',
  risk: 'MEDIUM',
  rights: teacher.rights.map((right) => (right.about === 'PERSONS' ? { ...right, about: 'STUDENTS' } : right)),
};

/** Office users: each has a card, and sees all schools (PR-9) until a home school narrows that (PR-10). */
const office: MatrixRole = {
  ...standardRole('unit_administrator'),
  key: 'office',
  name: 'Virastokäyttäjä',
  description: 'Näkee kaikkien oppilaitosten henkilöt; kotikoulu rajaa yhteen.',
  scope: 'TENANT',
  seat: null,
};

const content: MatrixDocument = {
  ...standard,
  roles: [...standard.roles.map((role) => ({ ...role, ...named[role.key] })), allStudents, office],
  // What a teacher sees comes with the teacher's card (PR-4), and what a transfer carries with the card that it is linked to (PR-6).
  cardRoles: [...(standard.cardRoles ?? []), { register: 'TEACHER', account: 'PERSONAL', role: 'teacher' }],
};

export const kaarnalaMatrix: DemoMatrix = { title: 'Käyttäjäryhmien oikeudet 2026', content };
