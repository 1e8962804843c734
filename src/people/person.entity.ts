import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRow } from '../catalogue/index.js';

export const registers = ['STUDENT', 'TEACHER', 'STAFF', 'GUARDIAN', 'CONTACT'] as const;
export type Register = (typeof registers)[number];

/** A person's card in a register. */
@Entity('person')
@AboutPersons({ property: 'id', erasure: 'delete' })
export class Person extends TenantRow {
  @PrimaryColumn('uuid')
  @Personal({
    category: 'IDENTIFIER',
    purposes: ['IDENTIFICATION'],
    owner: 'SYSTEM',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  id!: string;

  @Column('text')
  @Personal({
    category: 'AFFILIATION',
    purposes: ['ADMINISTRATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    codes: registers,
  })
  register!: Register;

  @Column('text')
  @Personal({
    category: 'NAME',
    purposes: ['IDENTIFICATION', 'COMMUNICATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
  })
  givenName!: string;

  @Column('text')
  @Personal({
    category: 'NAME',
    purposes: ['IDENTIFICATION', 'COMMUNICATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
  })
  familyName!: string;

  /** The name that the person wishes to be called by. */
  @Column('text', { nullable: true })
  @Personal({ category: 'NAME', purposes: ['COMMUNICATION'], owner: 'PERSON', retention: 'UNTIL_REMOVED' })
  preferredName!: string | null;

  /** Lower-case address (RFC 5321). */
  @Column('text', { nullable: true })
  @Personal({
    category: 'CONTACT',
    purposes: ['COMMUNICATION', 'IDENTIFICATION'],
    owner: 'PERSON',
    retention: 'WHILE_ACTIVE',
  })
  email!: string | null;

  /** E.164: `+4790123456`. */
  @Column('text', { nullable: true })
  @Personal({ category: 'CONTACT', purposes: ['COMMUNICATION'], owner: 'PERSON', retention: 'UNTIL_REMOVED' })
  telephone!: string | null;

  @Column('date', { nullable: true })
  @Personal({
    category: 'BIRTH',
    purposes: ['IDENTIFICATION', 'ADMINISTRATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
  })
  birthDate!: string | null;

  /** The number under which the organisation knows the person: a student, employee or customer number. */
  @Column('text', { nullable: true })
  @Personal({
    category: 'IDENTIFIER',
    purposes: ['IDENTIFICATION', 'ADMINISTRATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
  })
  identifier!: string | null;

  /** Values of tenant-defined fields by field id. */
  @Column('jsonb')
  @Personal({
    category: 'OTHER',
    purposes: ['ADMINISTRATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    tenantFields: true,
  })
  fieldValues!: Record<string, unknown>;

  /** When each of those values was last written, by field id; a value that is not listed came with the card. */
  @Column('jsonb')
  @NotPersonal('bookkeeping')
  fieldValueTimes!: Record<string, string>;

  /** Which source system owns a value, by property or `field:<id>`; a value that is not listed is Varde's own. */
  @Column('jsonb')
  @NotPersonal('bookkeeping')
  valueSources!: Record<string, string>;

  /** The upload that the person's picture was made of; its renditions are rows of `picture`. */
  @Column('uuid', { nullable: true })
  @Personal({
    category: 'PICTURE',
    purposes: ['IDENTIFICATION'],
    owner: 'PERSON',
    retention: 'UNTIL_REMOVED',
    reference: true,
    refersTo: 'Upload',
  })
  pictureUploadId!: string | null;

  @Column('text')
  @Personal({
    category: 'AFFILIATION',
    purposes: ['ADMINISTRATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    codes: ['active', 'left'],
  })
  status!: 'active' | 'left';

  /** When the person lost the last place in a unit, or the last pupil, or was said to have left; null while here. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  leftAt!: Date | null;

  /** Whether the person is missing from lists of people; whoever has a right to the card still reaches it. */
  @Column('boolean')
  @Personal({ category: 'AFFILIATION', purposes: ['ADMINISTRATION'], owner: 'CONTROLLER', retention: 'WHILE_ACTIVE' })
  hiddenFromLists!: boolean;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  source!: string | null;

  @Column('text', { nullable: true })
  @Personal({ category: 'IDENTIFIER', purposes: ['ADMINISTRATION'], owner: 'SYSTEM', retention: 'WHILE_ACTIVE' })
  sourceId!: string | null;

  /** Set while an erasure runs: the card is closed to every other change. */
  @Column('uuid', { nullable: true })
  @NotPersonal('bookkeeping')
  erasureId!: string | null;

  @Column('integer')
  @NotPersonal('bookkeeping')
  version!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  updatedAt!: Date;
}
