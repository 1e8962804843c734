import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../../catalogue/index.js';

/** The yearly assessment of what was said of the matrix (OP-12): one per year, and one open at a time. */
@Entity('matrix_assessment')
@AboutPersons({ property: 'concludedByPersonId', erasure: 'clear', exported: false })
export class MatrixAssessment extends TenantRecord {
  @Column('integer')
  @NotPersonal('key')
  year!: number;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  begunAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  concludedAt!: Date | null;

  @Column('uuid', { nullable: true })
  @Personal({
    category: 'ACTIVITY',
    purposes: ['ACCOUNTABILITY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  concludedByPersonId!: string | null;

  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'proposal')
  conclusion!: string | null;

  /** The version of the matrix that came of it; null where it stays as it is. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  matrixId!: string | null;
}
