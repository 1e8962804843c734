import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../../catalogue/index.js';

const ofEmployment = {
  category: 'EMPLOYMENT',
  purposes: ['SECURITY', 'ADMINISTRATION'],
  owner: 'CONTROLLER',
  retention: 'WHILE_ACTIVE',
} as const;

/** That a person has completed a course: a role that needs the course has effect for as long as a record is valid (DP-6). */
@Entity('course_record')
@AboutPersons(
  { property: 'personId', erasure: 'delete' },
  { property: 'recordedByPersonId', erasure: 'clear', exported: false },
)
export class CourseRecord extends TenantRecord {
  @Column('uuid')
  @Personal({ ...ofEmployment, reference: true })
  personId!: string;

  /** The course's key, the same in every version of the matrix. */
  @Column('text')
  @Personal(ofEmployment)
  course!: string;

  @Column('date')
  @Personal(ofEmployment)
  completedOn!: string;

  /** The last day on which it counts; null where it never lapses. */
  @Column('date', { nullable: true })
  @Personal(ofEmployment)
  validUntil!: string | null;

  @Column('uuid', { nullable: true })
  @NotPersonal('key')
  recordedByAccountId!: string | null;

  @Column('uuid', { nullable: true })
  @Personal({ ...ofEmployment, reference: true })
  recordedByPersonId!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  recordedAt!: Date;

  /** When it was withdrawn as a mistake; it counts no more from then on. */
  @Column('timestamptz', { nullable: true })
  @NotPersonal('bookkeeping')
  withdrawnAt!: Date | null;
}
