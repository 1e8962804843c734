import { z } from 'zod';
import { type ActionName, actions, categoryNames, type DataCategory, purposes } from '../../catalogue/index.js';

/**
 * How far a role reaches: everybody, a unit, the groups that the holder supervises, chosen groups or a stage, one module,
 * people by name, or the holder alone. What a grant must say beside the role follows from it.
 */
export const scopeKinds = ['TENANT', 'UNIT', 'SUPERVISED', 'GROUPS', 'MODULE', 'PEOPLE', 'SELF'] as const;
export type ScopeKind = (typeof scopeKinds)[number];

/** The modules to which a role may be limited: each is about the groups of one kind (ST-4). */
export const modules = ['class', 'circle', 'team'] as const;
export type Module = (typeof modules)[number];

/** Whom a right is about: those within the scope, the students among them, or their guardians. */
export const rightSubjects = ['PERSONS', 'STUDENTS', 'GUARDIANS'] as const;
export type RightSubject = (typeof rightSubjects)[number];

export const riskClasses = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type RiskClass = (typeof riskClasses)[number];

/** A seat is counted and capped (ST-1): one who administers, or one who may look at everything. */
export const seatKinds = ['ADMINISTRATOR', 'OBSERVER'] as const;
export type SeatKind = (typeof seatKinds)[number];

/** The registers whose cards can carry roles (PR-1), and the accounts to which these then come (PR-4, PR-6, PR-9). */
export const cardRegisters = ['TEACHER', 'STAFF'] as const;
export type CardRegister = (typeof cardRegisters)[number];
export const cardAccounts = ['PERSONAL', 'TRANSFER'] as const;
export type CardAccount = (typeof cardAccounts)[number];

/** What a document of a matrix may hold at the most, so that it stays readable and quick to apply. */
export const LIMITS = { roles: 100, functions: 60, rights: 60, guidance: 20, courses: 40 } as const;

/** How long a course may count. */
export const MAXIMUM_COURSE_MONTHS = 240;

const key = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);
const line = z.string().min(1).max(200);
const text = z.string().max(2_000);
const actionNames = Object.keys(actions) as [ActionName, ...ActionName[]];
const category = z.enum(categoryNames as [DataCategory, ...DataCategory[]]);

const rightSchema = z.strictObject({
  action: z.enum(actionNames),
  about: z.enum(rightSubjects),
  categories: z.array(category).min(1).max(categoryNames.length),
});

const roleSchema = z.strictObject({
  key,
  name: line,
  description: text,
  scope: z.enum(scopeKinds),
  module: z.enum(modules).nullable(),
  /** What the role usually looks for, in the log when the viewer states no purpose. */
  purpose: z.enum(purposes),
  risk: z.enum(riskClasses),
  seat: z.enum(seatKinds).nullable(),
  /** Opens everything, and comes through the exception path alone (OP-6). */
  isMasterKey: z.boolean(),
  /** Whether the tenant's own fields are read without being named in their declaration. */
  readsEveryField: z.boolean(),
  /** The course without whose valid record the role has no effect (DP-6); absent in documents from before there were any. */
  needsCourse: key.nullable().optional(),
  /** Roles whose rights this one has too, in its own scope (OP-5). */
  contains: z.array(key).max(LIMITS.roles),
  /** Actions that are not about persons one by one. */
  actions: z.array(z.enum(actionNames)).max(LIMITS.rights),
  rights: z.array(rightSchema).max(LIMITS.rights),
});

/** How a role belongs to a job function (OP-1…OP-4). */
export const assignmentKinds = ['BASE', 'STACKABLE'] as const;

const functionRoleSchema = z.strictObject({
  role: key,
  kind: z.enum(assignmentKinds),
  /** What must be so, in words; stated when a stackable role is assigned. */
  condition: line.nullable(),
  /** Only for who supervises a group of this stage. */
  stage: line.nullable(),
});

const functionSchema = z.strictObject({
  key,
  name: line,
  /** "Good to know": acknowledged before the function is assigned (OP-10). */
  guidance: z.array(text.min(1)).max(LIMITS.guidance),
  /** The risk profile, standard and optional (OP-8). */
  standardRisk: z.enum(riskClasses).nullable(),
  optionalRisk: z.enum(riskClasses).nullable(),
  roles: z.array(functionRoleSchema).max(LIMITS.roles),
});

/** A role that comes with a card of a register to every account of a kind that is linked to one, with no grant. */
const cardRoleSchema = z.strictObject({
  register: z.enum(cardRegisters),
  account: z.enum(cardAccounts),
  role: key,
});

/** A course that people complete, and for how long it counts; null where it never lapses. */
const courseSchema = z.strictObject({
  key,
  name: line,
  validMonths: z.int().min(1).max(MAXIMUM_COURSE_MONTHS).nullable(),
});

/** An authorisation matrix (OP-1): the roles of a tenant with their rights, and which job function has which roles. */
export const matrixSchema = z.strictObject({
  roles: z.array(roleSchema).max(LIMITS.roles),
  functions: z.array(functionSchema).max(LIMITS.functions),
  /** Absent in documents that were written before there were any. */
  cardRoles: z.array(cardRoleSchema).max(LIMITS.roles).optional(),
  courses: z.array(courseSchema).max(LIMITS.courses).optional(),
});

export type Right = z.infer<typeof rightSchema>;
export type MatrixRole = z.infer<typeof roleSchema>;
export type FunctionRole = z.infer<typeof functionRoleSchema>;
export type JobFunction = z.infer<typeof functionSchema>;
export type Course = z.infer<typeof courseSchema>;
export type CardRole = z.infer<typeof cardRoleSchema>;
export type MatrixDocument = z.infer<typeof matrixSchema>;
