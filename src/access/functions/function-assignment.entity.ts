import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';

/** A job function of the matrix that a person has: which roles may be granted, and take effect, follows from it (OP-2). */
@Entity('function_assignment')
@AboutPersons({ property: 'personId', erasure: 'delete' })
export class FunctionAssignment extends TenantRecord {
  @Column('uuid')
  @Personal({
    category: 'EMPLOYMENT',
    purposes: ['SECURITY', 'ADMINISTRATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  personId!: string;

  /** The function's key, the same in every version of the matrix. */
  @Column('text')
  @Personal({
    category: 'EMPLOYMENT',
    purposes: ['SECURITY', 'ADMINISTRATION'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
  })
  function!: string;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  assignedByAccountId!: string | null;

  /** When who assigned it acknowledged the function's guidance (OP-10); null where it has none. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  guidanceAcknowledgedAt!: Date | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  validFrom!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  validUntil!: Date | null;
}
