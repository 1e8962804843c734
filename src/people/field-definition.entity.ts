import { Column, Entity } from 'typeorm';
import { type DataCategory, NotPersonal, type Purpose, TenantRecord } from '../catalogue/index.js';
import type { Register } from './person.entity.js';

export const fieldTypes = ['TEXT', 'NUMBER', 'DATE', 'CHOICE', 'YES_NO', 'FILE'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** What a field's declaration lets be processed: of which kind, of whom, what for, for how long, and who may read it. */
export interface FieldScope {
  readonly category: DataCategory;
  readonly registers: readonly Register[];
  readonly purposes: readonly Purpose[];
  readonly retention: string;
  readonly readableBy: readonly string[];
}

/** A field that the tenant defined, with the same declaration that a column carries. */
@Entity('field_definition')
export class FieldDefinition extends TenantRecord {
  /** Stable name for clients; the label may change, the key never does. */
  @Column('text')
  @NotPersonal('configuration')
  key!: string;

  @Column('text')
  @NotPersonal('configuration')
  label!: string;

  /** What the field is meant for, in the controller's own words. */
  @Column('text')
  @NotPersonal('configuration')
  description!: string;

  @Column('text')
  @NotPersonal('configuration')
  type!: FieldType;

  @Column('text', { array: true })
  @NotPersonal('configuration')
  choices!: string[];

  /** The registers whose cards have the field. */
  @Column('text', { array: true })
  @NotPersonal('configuration')
  registers!: Register[];

  @Column('text')
  @NotPersonal('configuration')
  category!: DataCategory;

  @Column('text', { array: true })
  @NotPersonal('configuration')
  purposes!: Purpose[];

  @Column('text')
  @NotPersonal('configuration')
  retention!: string;

  /** The roles that may read the value, beside the person and the controller. */
  @Column('text', { array: true })
  @NotPersonal('configuration')
  readableBy!: string[];

  /** Whether the person may correct the value. */
  @Column('boolean')
  @NotPersonal('configuration')
  correctable!: boolean;

  /** How much of the declaration the controller has acknowledged with a version of the annexes; null for none of it. */
  @Column('jsonb', { nullable: true })
  @NotPersonal('bookkeeping')
  acknowledged!: FieldScope | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('configuration')
  retiredAt!: Date | null;

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
