import { type ActionName, categoryNames, type DataCategory, isSpecial, type Purpose } from '../catalogue/index.js';
import type { Module, ScopeKind } from './matrix/matrix.model.js';

/** The scopes that a role can be granted in, short of the whole tenant. */
export type Within = 'supervised' | 'unit' | 'groups' | 'module' | 'people' | 'self';

/** How far a right reaches: the ways in which a person can be within a viewer's reach. */
export type Reach =
  | 'self'
  | 'own pupils'
  | 'own guardians'
  | 'own supervisors'
  | 'tenant'
  | 'students'
  | 'lockbox'
  | Within
  | `students of ${Within}`
  | `guardians of ${Within | 'tenant'}`;

type Categories = readonly DataCategory[];

/** Rights over the persons within one reach: for each action, the categories it covers. */
export interface ScopedRights {
  readonly reach: Reach;
  readonly rights: Partial<Record<ActionName, Categories>>;
  /** Whether a tenant's own field that names the role as a reader is read here, also in a category that the role has not. */
  readonly readsNamedFields?: true;
}

export interface RoleDefinition {
  /** What the role usually looks for, in the log when the viewer states no purpose. */
  readonly purpose: Purpose;
  /** How far it reaches beside the viewer's own ties; null where it has none but those. */
  readonly scope: ScopeKind | null;
  readonly module: Module | null;
  /** The roles that it contains: what names one of them names it too. */
  readonly includes: ReadonlySet<string>;
  readonly persons: readonly ScopedRights[];
  /** Actions that are not about persons one by one. */
  readonly actions: readonly ActionName[];
  /** Whether the tenant's own fields are read without being named in their declaration. */
  readonly readsEveryField: boolean;
}

const everything: Categories = categoryNames;
const ordinary: Categories = categoryNames.filter((category) => !isSpecial(category));
/** Where somebody was is a matter of security between the person and the controller. */
export const administered: Categories = ordinary.filter((category) => category !== 'NETWORK_ADDRESS');
export const schoolLife: Categories = [
  'NAME',
  'CONTACT',
  'BIRTH',
  'PICTURE',
  'AFFILIATION',
  'MEMBERSHIP',
  'RELATION',
  'EDUCATION',
  'PREFERENCE',
  'OTHER',
];
export const everybody: readonly ActionName[] = [
  'viewer.read',
  'operation.read',
  'catalogue.read',
  'calendar.read',
  'field.read',
  'unit.read',
  'group.read',
  'agreement.read',
  'matrix.read',
];

/**
 * The roles that no controller changes: what the law gives to everybody about themselves (`end_user`, held by every account
 * that is linked to a person), who acts for the controller, and the processor's staff. All others are in the matrix.
 */
export const fixedRoles = {
  end_user: {
    scope: null,
    module: null,
    includes: new Set<string>(),
    purpose: 'COMMUNICATION',
    readsEveryField: false,
    actions: [...everybody, 'matrix.feedback', 'privacyNotice.acknowledge'],
    persons: [
      {
        reach: 'self',
        rights: {
          'person.read': everything,
          'account.read': everything,
          'person.correct': everything,
          'upload.create': everything,
          'upload.delete': everything,
          'comment.write': everything,
          'request.create': everything,
          'export.person': everything,
        },
      },
      {
        reach: 'own pupils',
        readsNamedFields: true,
        rights: { 'person.read': schoolLife, 'comment.write': ['FREE_TEXT'] },
      },
      { reach: 'own guardians', rights: { 'person.read': ['NAME', 'RELATION'] } },
      { reach: 'own supervisors', rights: { 'person.read': ['NAME'] } },
    ],
  },
  controller: {
    scope: 'TENANT',
    module: null,
    includes: new Set<string>(),
    purpose: 'ADMINISTRATION',
    readsEveryField: true,
    actions: [
      ...everybody,
      'person.create',
      'group.manage',
      'unit.manage',
      'account.read',
      'account.manage',
      'transferAccount.link',
      'role.grant',
      'matrix.manage',
      'course.manage',
      'seat.manage',
      'norm.read',
      'exception.request',
      'exception.decide',
      'review.manage',
      'review.decide',
      'access.explain',
      'access.rehearse',
      'invitation.manage',
      'field.manage',
      'log.read',
      'request.handle',
      'import.run',
      'transfer.manage',
      'transfer.run',
      'export.tenant',
      'agreement.manage',
      'instruction.read',
      'instruction.answer',
      'subProcessor.decide',
      'annex.acknowledge',
      'privacyNotice.publish',
      'breach.read',
      'breach.manage',
      'analysis.read',
      'analysis.manage',
      'lockbox.read',
      'lockbox.decide',
      'lockbox.end',
      'record.read',
      'settings.manage',
    ],
    persons: [
      {
        reach: 'tenant',
        rights: {
          'person.read': everything,
          'person.update': everything,
          'account.read': everything,
          'upload.create': everything,
          'upload.delete': everything,
          'comment.write': everything,
          'request.handle': everything,
          'export.person': everything,
          'erasure.plan': everything,
          'erasure.run': everything,
          'hold.manage': everything,
          'screening.manage': everything,
          'screening.purge': everything,
        },
      },
    ],
  },
  /** Staff of the processor: tenants' metadata, never their data. */
  operator: {
    scope: null,
    module: null,
    includes: new Set<string>(),
    purpose: 'ACCOUNTABILITY',
    readsEveryField: false,
    actions: [
      'viewer.read',
      'calendar.read',
      'tenant.read',
      'tenant.manage',
      'processor.manage',
      'subProcessor.manage',
      'measure.manage',
      'analysis.read',
      'analysis.manage',
      'certification.manage',
      'record.register',
      'agreement.countersign',
      'legalPeriod.manage',
      'incident.manage',
      'breach.read',
      'instruction.oversee',
      'lockbox.read',
      'lockbox.request',
    ],
    persons: [],
  },
} as const satisfies Record<string, RoleDefinition>;

export type FixedRole = keyof typeof fixedRoles;

export const isFixedRole = (name: string): name is FixedRole => Object.hasOwn(fixedRoles, name);

/** The roles that have a name in every language: the fixed ones, and those of the standard matrix. */
export const namedRoles = [
  'end_user',
  'teacher',
  'unit_administrator',
  'student_transfer',
  'controller',
  'operator',
] as const;
