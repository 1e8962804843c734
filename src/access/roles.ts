import { type ActionName, categoryNames, type DataCategory, isSpecial, type Purpose } from '../catalogue/index.js';

/** How far a right reaches: the ways in which a person can be within a viewer's reach. */
export type Reach =
  | 'self'
  | 'own pupils'
  | 'own guardians'
  | 'own supervisors'
  | 'supervised'
  | 'guardians of supervised'
  | 'unit'
  | 'guardians of unit'
  | 'tenant';

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
  readonly persons: readonly ScopedRights[];
  /** Actions that are not about persons one by one. */
  readonly actions: readonly ActionName[];
  /** Whether the tenant's own fields are read without being named in their declaration. */
  readonly readsEveryField: boolean;
}

const everything: Categories = categoryNames;
const ordinary: Categories = categoryNames.filter((category) => !isSpecial(category));
/** Where somebody was is a matter of security between the person and the controller. */
const administered: Categories = ordinary.filter((category) => category !== 'NETWORK_ADDRESS');
const schoolLife: Categories = [
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
const everybody: readonly ActionName[] = [
  'viewer.read',
  'operation.read',
  'catalogue.read',
  'field.read',
  'unit.read',
  'group.read',
  'agreement.read',
];

/** The built-in roles. `end_user` is held by every account that is linked to a person. */
export const builtInRoles = {
  end_user: {
    purpose: 'COMMUNICATION',
    readsEveryField: false,
    actions: everybody,
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
  teacher: {
    purpose: 'EDUCATION',
    readsEveryField: false,
    actions: everybody,
    persons: [
      {
        reach: 'supervised',
        readsNamedFields: true,
        rights: {
          'person.read': [...schoolLife, 'FREE_TEXT', 'FILE'],
          'comment.write': ['FREE_TEXT'],
          'upload.create': ['FILE'],
        },
      },
      { reach: 'guardians of supervised', rights: { 'person.read': ['NAME', 'CONTACT', 'RELATION'] } },
    ],
  },
  unit_administrator: {
    purpose: 'ADMINISTRATION',
    readsEveryField: false,
    actions: [...everybody, 'person.create', 'group.manage', 'account.read', 'invitation.manage'],
    persons: [
      {
        reach: 'unit',
        readsNamedFields: true,
        rights: {
          'person.read': administered,
          'person.update': administered,
          'account.read': administered,
          'comment.write': ['FREE_TEXT'],
          'upload.create': ['FILE', 'PICTURE'],
          'upload.delete': ['FILE', 'PICTURE'],
        },
      },
      { reach: 'guardians of unit', rights: { 'person.read': ['NAME', 'CONTACT', 'RELATION'] } },
    ],
  },
  controller: {
    purpose: 'ADMINISTRATION',
    readsEveryField: true,
    actions: [
      ...everybody,
      'person.create',
      'group.manage',
      'unit.manage',
      'account.read',
      'account.manage',
      'role.grant',
      'invitation.manage',
      'field.manage',
      'log.read',
      'request.handle',
      'import.run',
      'export.tenant',
      'agreement.manage',
      'privacyNotice.publish',
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
          'erasure.run': everything,
        },
      },
    ],
  },
  /** Staff of the processor: tenants' metadata, never their data. */
  operator: {
    purpose: 'ACCOUNTABILITY',
    readsEveryField: false,
    actions: [
      'viewer.read',
      'tenant.read',
      'tenant.manage',
      'processor.manage',
      'subProcessor.manage',
      'measure.manage',
      'agreement.countersign',
    ],
    persons: [],
  },
} as const satisfies Record<string, RoleDefinition>;

export type BuiltInRole = keyof typeof builtInRoles;

export const roleNames = Object.keys(builtInRoles) as BuiltInRole[];
export const isRole = (name: string): name is BuiltInRole => Object.hasOwn(builtInRoles, name);

/** The roles that a tenant-defined field can be opened to: those that see persons, but not every field anyhow. */
export const fieldReaders: readonly BuiltInRole[] = roleNames.filter((name) => {
  const { persons, readsEveryField }: RoleDefinition = builtInRoles[name];
  return persons.length > 0 && !readsEveryField;
});
