import { Column, Entity } from 'typeorm';
import { AboutPersons, categoryNames, Expires, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';

const affected = {
  category: 'ACTIVITY',
  purposes: ['SECURITY', 'ACCOUNTABILITY'],
  owner: 'SYSTEM',
  retention: 'P3Y',
} as const;

/** Whom a breach affects, and with which data: the controller's alone to see. The numbers stay when somebody is erased. */
@Entity('breach_person')
@AboutPersons({ property: 'personId', erasure: 'delete' })
@Expires({ from: 'foundAt', end: 'delete' })
export class BreachPerson extends TenantRecord {
  @Column('uuid')
  @NotPersonal('key')
  assessmentId!: string;

  @Column('uuid')
  @Personal({ ...affected, reference: true })
  personId!: string;

  @Column('text', { array: true })
  @Personal({ ...affected, codes: categoryNames, codeNames: 'category' })
  categories!: string[];

  /** How many entries of the log concern the person. */
  @Column('integer')
  @NotPersonal('bookkeeping')
  entries!: number;

  @Column('timestamptz', { nullable: true })
  @Personal(affected)
  firstAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Personal(affected)
  lastAt!: Date | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  foundAt!: Date;
}
