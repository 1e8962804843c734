import { Column, Entity } from 'typeorm';
import { AboutPersons, NotPersonal, Personal, TenantRecord } from '../catalogue/index.js';

/** The link between a guardian and a pupil. */
@Entity('guardianship')
@AboutPersons({ property: 'guardianId', erasure: 'delete' }, { property: 'pupilId', erasure: 'delete' })
export class Guardianship extends TenantRecord {
  @Column('uuid')
  @Personal({
    category: 'RELATION',
    purposes: ['COMMUNICATION', 'SAFETY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  guardianId!: string;

  @Column('uuid')
  @Personal({
    category: 'RELATION',
    purposes: ['COMMUNICATION', 'SAFETY'],
    owner: 'CONTROLLER',
    retention: 'WHILE_ACTIVE',
    reference: true,
  })
  pupilId!: string;

  @Column('text', { nullable: true })
  @NotPersonal('bookkeeping')
  source!: string | null;

  @Column('timestamptz')
  @NotPersonal('bookkeeping')
  createdAt!: Date;
}
