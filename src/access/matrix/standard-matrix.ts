import { administered, everybody, schoolLife } from '../roles.js';
import type { MatrixDocument, MatrixRole } from './matrix.model.js';

/** What a transfer account on a staff card carries: all students (PR-6). */
export const studentTransfer: MatrixRole = {
  key: 'student_transfer',
  name: 'Transfer of students’ data',
  description: 'Reads the data of all students. It comes to transfer accounts with a staff card.',
  scope: 'TENANT',
  module: null,
  purpose: 'ADMINISTRATION',
  risk: 'HIGH',
  seat: null,
  isMasterKey: false,
  readsEveryField: false,
  contains: [],
  actions: [...everybody],
  rights: [{ action: 'person.read', about: 'STUDENTS', categories: [...schoolLife, 'IDENTIFIER'] }],
};

/** The matrix of a tenant that has adopted none of its own: where a first draft begins. */
export const standardMatrix: MatrixDocument = {
  roles: [
    {
      key: 'teacher',
      name: 'Teacher',
      description: 'Sees the pupils of the groups that the teacher supervises, and their guardians.',
      scope: 'SUPERVISED',
      module: null,
      purpose: 'EDUCATION',
      risk: 'LOW',
      seat: null,
      isMasterKey: false,
      readsEveryField: false,
      contains: [],
      actions: [...everybody],
      rights: [
        { action: 'person.read', about: 'PERSONS', categories: [...schoolLife, 'FREE_TEXT', 'FILE'] },
        { action: 'comment.write', about: 'PERSONS', categories: ['FREE_TEXT'] },
        { action: 'upload.create', about: 'PERSONS', categories: ['FILE'] },
        { action: 'person.read', about: 'GUARDIANS', categories: ['NAME', 'CONTACT', 'RELATION'] },
      ],
    },
    {
      key: 'unit_administrator',
      name: 'Unit administrator',
      description: 'Keeps the people, groups and accounts of one unit.',
      scope: 'UNIT',
      module: null,
      purpose: 'ADMINISTRATION',
      risk: 'HIGH',
      seat: 'ADMINISTRATOR',
      isMasterKey: false,
      readsEveryField: false,
      contains: [],
      actions: [
        ...everybody,
        'person.create',
        'group.manage',
        'account.read',
        'invitation.manage',
        'exception.request',
        'review.decide',
      ],
      rights: [
        { action: 'person.read', about: 'PERSONS', categories: [...administered] },
        { action: 'person.update', about: 'PERSONS', categories: [...administered] },
        { action: 'account.read', about: 'PERSONS', categories: [...administered] },
        { action: 'comment.write', about: 'PERSONS', categories: ['FREE_TEXT'] },
        { action: 'upload.create', about: 'PERSONS', categories: ['FILE', 'PICTURE'] },
        { action: 'upload.delete', about: 'PERSONS', categories: ['FILE', 'PICTURE'] },
        { action: 'person.read', about: 'GUARDIANS', categories: ['NAME', 'CONTACT', 'RELATION'] },
      ],
    },
    studentTransfer,
  ],
  functions: [],
  cardRoles: [
    { register: 'TEACHER', account: 'TRANSFER', role: 'teacher' },
    { register: 'STAFF', account: 'TRANSFER', role: studentTransfer.key },
  ],
};
