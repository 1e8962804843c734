import type { DataCategory, DataOwner, Purpose, Retention } from './categories.js';

/** What a column that holds personal data declares about itself. */
export interface PersonalDeclaration {
  readonly category: DataCategory;
  readonly purposes: readonly [Purpose, ...Purpose[]];
  readonly owner: DataOwner;
  readonly retention: Retention;
  /** The value is the name of a blob that must be exported and erased with the row. */
  readonly blob?: true;
  /** The value says which person the row is about; it is exported as a reference and has no content of its own. */
  readonly reference?: true;
  /** The value is the id of another object, of this type of the API. */
  readonly refersTo?: string;
  /** The value is one of these codes; each has a name in words, the message `value.<element>.<code>`. */
  readonly codes?: readonly string[];
  /** Where the codes have their names elsewhere: the messages `<codeNames>.<code>`. */
  readonly codeNames?: string;
  /** Holds values of tenant-defined fields, each with a declaration of its own. */
  readonly tenantFields?: true;
}

/** Why a column holds no personal data. */
export type NotPersonalReason = 'key' | 'bookkeeping' | 'configuration' | 'public';

/**
 * Why a column that configures something is not in the ledger of instructions:
 * - `authorisation`: a right of one account or person, which stands with its reasons in the authorisation register;
 * - `decision`: about one person, whom it would name; it has a record of its own;
 * - `proposal`: somebody's wish, from which nothing follows before it is decided, and then what follows is in the ledger;
 * - `register`: describes what is held, and directs nothing;
 * - `evidence`: what a document says that is kept as it was signed or published.
 */
export type NoInstruction = 'authorisation' | 'decision' | 'proposal' | 'register' | 'evidence';

/**
 * What becomes of a row when the person in `property` is erased: `delete` removes the row, `clear` empties the properties
 * that tell of the person (the row belongs to somebody else too), `keep` leaves it on the stated ground.
 */
export interface SubjectLink {
  readonly property: string;
  readonly erasure: 'delete' | 'clear' | 'keep';
  /** Emptied on `clear`, beside the link itself. */
  readonly clears?: readonly string[];
  /** The ground on which `keep` rests, a key of the message catalogue (Article 17(3) GDPR). */
  readonly ground?: string;
  /** The row holds an array of persons. */
  readonly many?: true;
  /** The row is about this person and goes into the person's archive; false where it is another person's data. */
  readonly exported?: boolean;
}

/**
 * How what a table keeps for a period ends. The period counts from the time in `from`: of the row or, with `through`, of the
 * row that this property names. While that is empty nothing has ended, so nothing goes.
 */
export interface ExpiryDeclaration {
  readonly from: string;
  readonly through?: { readonly property: string; readonly entity: () => Entity };
  /** `delete` removes the row; `clear` empties the columns that are kept for the period, and leaves what is no personal data. */
  readonly end: 'delete' | 'clear';
}

export type ColumnDeclaration =
  | ({ readonly personal: true } & PersonalDeclaration)
  | { readonly personal: false; readonly reason: NotPersonalReason; readonly noInstruction?: NoInstruction };

type Entity = abstract new () => object;

const columns = new Map<Entity, Map<string, ColumnDeclaration>>();
const subjects = new Map<Entity, readonly SubjectLink[]>();
const expiries = new Map<Entity, ExpiryDeclaration>();

function declare(entity: Entity, property: string, declaration: ColumnDeclaration): void {
  const declared = columns.get(entity) ?? new Map<string, ColumnDeclaration>();
  declared.set(property, declaration);
  columns.set(entity, declared);
}

/** Declares a column that holds personal data, once, where it is stored. Everything else is derived from it. */
export const Personal =
  (declaration: PersonalDeclaration): PropertyDecorator =>
  (target, property) =>
    declare(target.constructor as Entity, String(property), { personal: true, ...declaration });

/**
 * Declares a column that holds no personal data, and why. What a tenant's table has as `configuration` directs processing and
 * is in the ledger of instructions (`instructionLedger` in the migration), or says why it is not.
 */
export const NotPersonal: {
  (reason: Exclude<NotPersonalReason, 'configuration'>): PropertyDecorator;
  (reason: 'configuration', noInstruction?: NoInstruction): PropertyDecorator;
} =
  (reason: NotPersonalReason, noInstruction?: NoInstruction): PropertyDecorator =>
  (target, property) => {
    const why = noInstruction === undefined ? {} : { noInstruction };
    declare(target.constructor as Entity, String(property), { personal: false, reason, ...why });
  };

/** Declares through which columns a row is about persons, and what an erasure does with it. */
export const AboutPersons =
  (...links: readonly [SubjectLink, ...SubjectLink[]]): ClassDecorator =>
  (target) => {
    subjects.set(target as unknown as Entity, links);
  };

/** Declares when the period counts from for which a table's personal columns are kept, and what becomes of them then. */
export const Expires =
  (expiry: ExpiryDeclaration): ClassDecorator =>
  (target) => {
    expiries.set(target as unknown as Entity, expiry);
  };

/** What the entity's columns declare, those that it inherits first. */
export function declaredColumns(entity: Entity): ReadonlyMap<string, ColumnDeclaration> {
  const parent = Object.getPrototypeOf(entity) as Entity;
  const inherited = parent.prototype ? declaredColumns(parent) : [];
  return new Map([...inherited, ...(columns.get(entity) ?? [])]);
}

export const declaredSubjects = (entity: Entity): readonly SubjectLink[] => subjects.get(entity) ?? [];

export const declaredExpiry = (entity: Entity): ExpiryDeclaration | null => expiries.get(entity) ?? null;
