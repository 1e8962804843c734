import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../../catalogue/index.js';
import type { FeedbackOutcome } from './feedback-states.js';

const said = {
  category: 'FREE_TEXT',
  purposes: ['ADMINISTRATION', 'ACCOUNTABILITY'],
  owner: 'PERSON',
  retention: 'WHILE_ACTIVE',
} as const;

/** What somebody says of the authorisation matrix, of a function or of a role of it, and how the assessment answered (OP-12). */
@Entity('matrix_feedback')
@AboutPersons(
  { property: 'authorPersonId', erasure: 'delete' },
  { property: 'answeredByPersonId', erasure: 'clear', exported: false },
)
export class MatrixFeedback extends TenantRecord {
  /** The version that it is about. */
  @Column('uuid')
  @NotPersonal('key')
  matrixId!: string;

  /** The key of the job function that it is about; null for the whole matrix or a role. */
  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'proposal')
  function!: string | null;

  @Column('text', { nullable: true })
  @NotPersonal('configuration', 'proposal')
  role!: string | null;

  /** Null once it was taken back. */
  @Column('text', { nullable: true })
  @Personal(said)
  text!: string | null;

  @Column('uuid')
  @Personal({ ...said, reference: true })
  authorPersonId!: string;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  givenAt!: Date;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  withdrawnAt!: Date | null;

  /** The yearly assessment that answered it. */
  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  assessmentId!: string | null;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  outcome!: FeedbackOutcome | null;

  @Column('text', { nullable: true })
  @Personal({ ...said, owner: 'CONTROLLER' })
  reply!: string | null;

  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  answeredAt!: Date | null;

  @Column('uuid', { nullable: true })
  @Personal({ ...said, owner: 'CONTROLLER', reference: true })
  answeredByPersonId!: string | null;
}
